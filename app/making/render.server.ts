import { plainParagraphs, type MarkdownOptions } from '#app/domain/markdown.ts'
import { plainMarkdownToHtml } from '#app/domain/plain-text.ts'

import { make } from './make.server.ts'

/**
 * What a text looks like on a page. One without markup, as most imported descriptions are, is written here, in one pass
 * over its letters; any other in a worker. Throws a `NotMadeError`.
 */
export async function renderBody(markdown: string): Promise<string> {
  return plainMarkdownToHtml(markdown) ?? (await renderMarkdown(markdown)).html
}

/** `renderMarkdown` of `domain/markdown.ts` within the limits of a worker, where it needs the parser. */
export async function renderMarkdown(
  markdown: string,
  options: MarkdownOptions = {},
): Promise<{ html: string; text: string }> {
  return plainParagraphs(markdown) ?? (await make('markdown', { markdown, options }))
}

/** HTML of others made safe, within the limits of a worker. */
export function cleanHtml(html: string): Promise<string> {
  return make('html', html)
}
