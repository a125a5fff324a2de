import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes, type TreeAdapter } from 'parse5'

import { UnreadableSourceError } from '#app/ingest/source.ts'

/** A saved page as the tree that a browser makes of it (HTML Living Standard, "Parsing HTML documents"), within limits. */

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
export type HtmlElement = DefaultTreeAdapterTypes.Element
export type HtmlDocument = DefaultTreeAdapterTypes.Document

/** Deeper pages are machine-made, and the parser's work grows with depth. */
export const DEPTH_MAX = 1000
/** Marks that are left open are repeated in every paragraph: a page of them would grow with its square. */
const ELEMENTS_A_TAG = 8
const ELEMENTS_MIN = 10_000
/** What browsers write above a page that they save. */
const SAVED_FROM = /saved from url=\(\d+\)(\S+)/i

/** @throws UnreadableSourceError when the page is nested too deeply or grows while it is read. */
export function parseHtml(html: string): HtmlDocument {
  const elementsMax = Math.max(ELEMENTS_MIN, ELEMENTS_A_TAG * countTags(html))
  let depth = 0
  let elements = 0
  const treeAdapter: TreeAdapter<DefaultTreeAdapterTypes.DefaultTreeAdapterMap> = {
    ...defaultTreeAdapter,
    createElement: (...given) => {
      elements += 1
      if (elements > elementsMax)
        throw new UnreadableSourceError('The page leaves so many marks open that it has no end.')
      return defaultTreeAdapter.createElement(...given)
    },
    onItemPush: () => {
      depth += 1
      if (depth <= DEPTH_MAX) return
      throw new UnreadableSourceError(
        `The page is nested more than ${DEPTH_MAX} elements deep: nobody wrote it by hand.`,
      )
    },
    onItemPop: () => {
      depth -= 1
    },
  }
  return parse(html, { treeAdapter, sourceCodeLocationInfo: true, scriptingEnabled: false })
}

function countTags(html: string): number {
  let count = 0
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) count += 1
  return count
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node
}

/** The value of an attribute, or null. */
export function attribute({ attrs }: HtmlElement, name: string): string | null {
  return attrs.find((one) => one.name === name)?.value ?? null
}

/** Every element in the order of the document. */
export function* elementsOf(root: HtmlDocument | HtmlElement): Generator<HtmlElement> {
  const open = [...root.childNodes].reverse()
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isElement(node)) continue
    yield node
    for (let index = node.childNodes.length - 1; index >= 0; index -= 1) {
      const child = node.childNodes[index]
      if (child !== undefined) open.push(child)
    }
  }
}

export function find(root: HtmlDocument, wanted: (element: HtmlElement) => boolean): HtmlElement | null {
  for (const element of elementsOf(root)) if (wanted(element)) return element
  return null
}

/** Relative addresses are relative to this; null when a saved page does not say where it came from. */
export function baseOf(root: HtmlDocument): string | null {
  const base = find(root, (element) => element.tagName === 'base' && isWeb(attribute(element, 'href') ?? ''))
  const canonical = find(
    root,
    (element) => element.tagName === 'link' && attribute(element, 'rel')?.toLowerCase() === 'canonical',
  )
  const stated = base ?? canonical
  return (
    [stated === null ? null : attribute(stated, 'href'), savedFrom(root)].find(
      (address) => typeof address === 'string' && isWeb(address),
    ) ?? null
  )
}

function savedFrom(root: HtmlDocument): string | null {
  for (const node of root.childNodes) {
    if ('data' in node && SAVED_FROM.test(node.data)) return SAVED_FROM.exec(node.data)?.[1] ?? null
  }
  return null
}

export function isWeb(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address)
}
