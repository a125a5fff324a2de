import { useState, type HTMLAttributes } from 'react'

/**
 * HTML for the server alone, which writes it into the page; the browser reads it there. What a loader gives, Remix sends
 * to the browser beside the page made of it, and a long text would travel, and be made, twice. Of an object it sends what
 * can be seen from outside, which is nothing of this one.
 */
export class HtmlForServer {
  readonly #html: string

  constructor(html: string) {
    this.#html = html
  }

  /** The HTML in what a loader gave; null in the browser, which it has not reached. */
  static read(given: unknown): string | null {
    return given instanceof HtmlForServer ? given.#html : null
  }
}

type PageHtmlProps = HTMLAttributes<HTMLDivElement> & {
  /** By which the browser finds it in the page. */
  id: string
  /** An `HtmlForServer`, or in the browser what is left of it. */
  given: unknown
}

/** HTML of ours as the server has it; in the browser, as it stands in the page. */
export function PageHtml({ id, given, ...attributes }: PageHtmlProps) {
  const [html] = useState(() => HtmlForServer.read(given) ?? document.getElementById(id)?.innerHTML ?? '')
  return <div id={id} {...attributes} dangerouslySetInnerHTML={{ __html: html }} />
}
