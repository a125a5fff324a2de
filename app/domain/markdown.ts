import type { Element, ElementContent, Root, RootContent } from 'hast'
import type { Root as MarkdownRoot } from 'mdast'
import rehypeParse from 'rehype-parse'
import rehypeSanitize, { type Options as Schema } from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified, type Processor } from 'unified'
import { SKIP, visit } from 'unist-util-visit'

import { checkDepth, checkLength, checkMarkdown, checkSize, checkTags, MARKDOWN_MAX_LENGTH } from './markdown-limits.ts'
import { textOfTree, type TextLayout } from './markup-text.ts'

export { MARKDOWN_MAX_LENGTH, MarkdownTooLargeError } from './markdown-limits.ts'
export type { TextLayout } from './markup-text.ts'

export type MarkdownOptions = {
  /** What the highest heading of the text becomes: the page has its one h1 and an h2 above the text. */
  headingLevel?: 1 | 2 | 3 | 4
  /** Put before the ids of footnotes, where a page shows several texts. */
  idPrefix?: string
}

const DEFAULT_HEADING_LEVEL = 3

/** Everything that may stand in a page. Raw HTML never reaches it: remark-rehype leaves it out. */
const SCHEMA: Schema = {
  tagNames:
    'a blockquote br code del em h1 h2 h3 h4 h5 h6 hr img input li ol p pre section strong sup table tbody td th thead tr ul'.split(
      ' ',
    ),
  attributes: {
    a: ['href', 'id', 'dataFootnoteRef', 'dataFootnoteBackref', 'ariaDescribedBy', 'ariaLabel'],
    h2: ['id'],
    img: ['src', 'alt', 'title'],
    input: [['type', 'checkbox'], 'checked'],
    li: ['id'],
    ol: ['start'],
    section: ['dataFootnotes'],
    td: ['align'],
    th: ['align'],
  },
  protocols: { href: ['http', 'https', 'mailto', 'tel'] },
  strip: ['script', 'style'],
  // Ids come from footnotes alone, always with a "fn" before the author's word: nothing of the page can be overwritten.
  clobber: [],
  clobberPrefix: '',
}

const parser = unified().use(remarkParse).use(remarkGfm).freeze()
/** Looking for bare addresses at every letter takes a third of the time: left out where a text can hold none. */
const parserWithoutAddresses = unified().use(remarkParse).use(remarkGfm).use(ignoreBareAddresses).freeze()
const BARE_ADDRESS = /:\/\/|www\.|@/i
const htmlParser = unified().use(rehypeParse, { fragment: true }).freeze()
const writer = unified().use(rehypeStringify).freeze()
const sanitizer = unified().use(rehypeSanitize, SCHEMA).freeze()

/**
 * Renders Markdown (CommonMark 0.31 with GitHub's tables, footnotes, strikethrough and task lists) once, as HTML that is
 * safe to put into a page and as plain text. Takes 2 to 4 ms a kB, next to nothing where the text has no markup: do it
 * when a text is saved. No raw HTML, no address but http, https, mailto and tel, no picture but those of `/files/` (of
 * others the alternative text stays). Throws `MarkdownTooLargeError`.
 */
export function renderMarkdown(markdown: string, options: MarkdownOptions = {}): { html: string; text: string } {
  checkLength(markdown)
  const plain = plainParagraphs(markdown)
  if (plain !== null) return plain
  const tree = treeOf(markdown, options)
  return { html: writer.stringify(tree), text: textOfTree(tree, 'words') }
}

/** The HTML of a Markdown text. See `renderMarkdown`, which gives HTML and text for the price of one. */
export function markdownToHtml(markdown: string, options: MarkdownOptions = {}): string {
  return renderMarkdown(markdown, options).html
}

/** The plain text of a Markdown text, for search and excerpts, or laid out as a page of plain text. */
export function markdownToText(markdown: string, layout: TextLayout = 'words'): string {
  return layout === 'words' ? renderMarkdown(markdown).text : textOfTree(treeOf(markdown, {}), layout)
}

/** The plain text of HTML, ours or not; scripts, styles and the head are silent. Throws `MarkdownTooLargeError`. */
export function htmlToText(html: string, layout: TextLayout = 'words'): string {
  checkTags(html)
  const tree = htmlParser.parse(html)
  checkDepth(tree)
  return textOfTree(tree, layout)
}

/** The text of such a tree, its parts set apart as on a page. */
export function treeToText(tree: Root): string {
  return textOfTree(tree, 'page')
}

/** The safe tree (hast) of a Markdown text, for writers of other formats than HTML. Throws `MarkdownTooLargeError`. */
export function markdownToTree(markdown: string, options: MarkdownOptions = {}): Root {
  return treeOf(markdown, options)
}

function treeOf(markdown: string, options: MarkdownOptions): Root {
  checkMarkdown(markdown)
  const chosen = BARE_ADDRESS.test(markdown) ? parser : parserWithoutAddresses
  const source = chosen.parse(withoutOddLines(markdown))
  checkDepth(source)
  return treeOfParsed(source, options)
}

/** As `markdownToTree`, of a text that has been checked and parsed (mdast). */
export function treeOfParsed(source: MarkdownRoot, options: MarkdownOptions = {}): Root {
  const prefix = options.idPrefix ?? ''
  const toHtml = unified().use(remarkRehype, { clobberPrefix: prefix, footnoteLabelProperties: {} }).freeze()
  const raw = toHtml.runSync(source)
  checkSize(raw)
  const tree = sanitizer.runSync(raw)
  nameFootnotes(tree, `${prefix}footnotes`)
  setHeadings(tree, options.headingLevel ?? DEFAULT_HEADING_LEVEL)
  visit(tree, 'element', (node, index, parent) => {
    if (parent === undefined || index === undefined) return
    const instead = replacementFor(node)
    if (instead === null) return
    parent.children.splice(index, 1, ...(instead as RootContent[]))
    return [SKIP, index]
  })
  return tree
}

/** Names the constructs as micromark-extension-gfm-autolink-literal does. */
function ignoreBareAddresses(this: Processor): void {
  const data = this.data()
  const constructs = ['wwwAutolink', 'protocolAutolink', 'emailAutolink']
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: constructs } }]
}

/** What stands in a node's place; null where it may stay. */
function replacementFor(node: Element): ElementContent[] | null {
  const { tagName, properties } = node
  // A link whose address was refused is a word like any other.
  if (tagName === 'a' && properties.href === undefined) return node.children
  if (tagName === 'img' && !isOwnPicture(properties.src)) return [{ type: 'text', value: String(properties.alt ?? '') }]
  // A checkbox that cannot be pressed has no name for a screen reader; a sign does.
  if (tagName === 'input') return [{ type: 'text', value: properties.checked === true ? '☑' : '☐' }]
  return null
}

function isOwnPicture(address: unknown): boolean {
  return typeof address === 'string' && /^\/files\/[0-9a-f]{64}\/[^/\\]+$/.test(address)
}

/** remark-rehype calls the heading above the footnotes `footnote-label` whatever the prefix: two on a page would clash. */
function nameFootnotes(tree: Root, id: string): void {
  visit(tree, 'element', (node) => {
    if (node.properties.id === 'footnote-label') node.properties.id = id
    if (node.properties.ariaDescribedBy !== undefined) node.properties.ariaDescribedBy = [id]
  })
}

/** The levels that a text uses become consecutive ones from `top` on, so that none is skipped and none is the page's h1. */
function setHeadings(tree: Root, top: number): void {
  const headings: Element[] = []
  visit(tree, 'element', (node) => {
    if (/^h[1-6]$/.test(node.tagName)) headings.push(node)
  })
  const own = headings.filter((node) => node.properties.id === undefined)
  const levels = [...new Set(own.map((node) => node.tagName))].sort()
  for (const node of own) node.tagName = `h${Math.min(6, top + levels.indexOf(node.tagName))}`
  for (const node of headings) if (!own.includes(node)) node.tagName = `h${top}`
}

/** Line ends as the rest of the world writes them, no byte order mark. */
function withoutOddLines(markdown: string): string {
  return markdown.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
}

const MARKUP_ANYWHERE = /[\\`*_[\]<&~|@\0\t]|:\/\/|www\.| \n/i
const MARKUP_AT_LINE = /(?:^|\n) *(?:[#>+=:-]|\d{1,9}[.)]| {4})/

/**
 * The HTML and the words of a text that holds no Markdown at all, as most imported descriptions do; null for others, and for
 * those that are too long. Reads each letter a few times, so that it need not be done in a worker.
 */
export function plainParagraphs(markdown: string): { html: string; text: string } | null {
  if (markdown.length > MARKDOWN_MAX_LENGTH) return null
  const whole = withoutOddLines(markdown)
  if (MARKUP_ANYWHERE.test(whole) || MARKUP_AT_LINE.test(whole)) return null
  const paragraphs = whole
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/(?<=^|\n) +|(?<! ) +(?=\n|$)/g, '').replace(/^\n|\n$/g, ''))
    .filter((paragraph) => paragraph !== '')
  const words = paragraphs.map((lines) => lines.replace(/\s+/g, ' ').trim())
  return {
    html: paragraphs.map((lines) => `<p>${lines}</p>`).join('\n'),
    text: words.filter((line) => line !== '').join('\n'),
  }
}
