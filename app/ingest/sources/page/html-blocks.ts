import type { Element, ElementContent, Root, RootContent } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'

import { plainTextToMarkdown } from '#app/domain/plain-text.ts'

import type { Block, Link, Page } from './block.ts'

/** What is not the page's own text: programs, forms, and the frame that every page of a site has. */
const LEFT_OUT = new Set(
  'script style noscript template svg math form button select input textarea nav footer aside head object canvas'.split(
    ' ',
  ),
)
const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 ' +
    'header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul br'
  ).split(' '),
)
const PLAYERS = new Set(['iframe', 'video', 'audio', 'source', 'embed'])
const STRONG = new Set(['strong', 'b', 'summary'])
/** Deeper pages are machine-made; nobody reads them. */
const DEPTH_MAX = 400
/** What browsers write above a page that they save. */
const SAVED_FROM = /saved from url=\(\d+\)(\S+)/i

/** Reads a saved web page. Never fails: a browser would show something as well. */
export function readHtml(html: string): Page {
  const root = unified().use(rehypeParse).parse(html)
  const base = baseOf(root)
  const reader = new BlockReader(base)
  reader.read(mainOf(root) ?? root)
  return { title: textOf(find(root, (element) => element.tagName === 'title')) || null, blocks: reader.finish() }
}

class BlockReader {
  private readonly blocks: Block[] = []
  private text = ''
  private markdown = ''
  private strongLength = 0
  private links: Link[] = []
  private line = 0
  private level = 0

  constructor(private readonly base: string | null) {}

  read(node: Root | RootContent | ElementContent, depth = 0, strong = false): void {
    if (node.type === 'text') return this.add(node.value, node.position?.start.line, strong)
    if (node.type !== 'element' && node.type !== 'root') return
    if (node.type === 'element' && (LEFT_OUT.has(node.tagName) || isHidden(node) || depth > DEPTH_MAX)) return
    const tag = node.type === 'element' ? node.tagName : 'root'
    if (node.type === 'element' && PLAYERS.has(tag)) this.addPlayer(node)
    const isBlock = BLOCKS.has(tag)
    if (isBlock) this.end()
    const outerLevel = this.level
    if (/^h[1-6]$/.test(tag)) this.level = Number(tag[1])
    if (tag === 'a' && node.type === 'element') this.readLink(node, depth, strong)
    else for (const child of node.children) this.read(child, depth + 1, strong || STRONG.has(tag))
    if (isBlock) this.end()
    this.level = outerLevel
  }

  finish(): Block[] {
    this.end()
    return this.blocks
  }

  private add(value: string, line: number | undefined, strong: boolean): void {
    if (value.trim() !== '' && this.text.trim() === '') this.begin(line, value)
    this.text += value
    this.markdown += plainInline(value)
    if (strong) this.strongLength += value.replace(/\s/g, '').length
  }

  /** Text may begin with line ends: its first word stands further down. */
  private begin(line: number | undefined, value: string): void {
    const skipped = /^\s*/.exec(value)?.[0].split('\n').length ?? 1
    this.line = (line ?? 1) + skipped - 1
  }

  private readLink(element: Element, depth: number, strong: boolean): void {
    const before = this.markdown
    const from = this.text.length
    if (this.line === 0) this.line = element.position?.start.line ?? 1
    for (const child of element.children) this.read(child, depth + 1, strong)
    const address = this.resolve(stringOf(element.properties['href']))
    if (address === null) return
    const text = tidy(this.text.slice(from))
    this.links.push({ text, address })
    if (text !== '' && isWeb(address) && this.markdown.startsWith(before)) {
      const inner = this.markdown.slice(before.length)
      this.markdown = `${before}[${inner.trim()}](<${address.replace(/[<>\s]/g, encodeURIComponent)}>)`
      if (/\s$/.test(inner)) this.markdown += ' '
    }
  }

  private addPlayer(element: Element): void {
    const address = this.resolve(stringOf(element.properties['src']) ?? stringOf(element.properties['dataSrc']))
    if (address === null) return
    if (this.line === 0) this.line = element.position?.start.line ?? 1
    this.links.push({ text: '', address })
  }

  private resolve(written: string | null): string | null {
    if (written === null || written.trim() === '' || written.startsWith('#')) return null
    if (this.base !== null && URL.canParse(written.trim(), this.base)) return new URL(written.trim(), this.base).href
    return written.trim().startsWith('//') ? `https:${written.trim()}` : written.trim()
  }

  private end(): void {
    const text = tidy(this.text)
    if (text !== '' || this.links.length > 0) {
      const letters = text.replace(/\s/g, '').length
      this.blocks.push({
        line: Math.max(1, this.line),
        level: this.level,
        text,
        markdown: this.markdown.replace(/\s+/g, ' ').trim(),
        strong: letters > 0 && this.strongLength >= letters,
        links: this.links,
      })
    }
    this.text = ''
    this.markdown = ''
    this.strongLength = 0
    this.links = []
    this.line = 0
  }
}

/** The part that is the page's own, where it says so. */
function mainOf(root: Root): Element | null {
  return (
    find(root, (element) => element.tagName === 'main' || element.properties['role'] === 'main') ??
    find(root, (element) => element.tagName === 'body')
  )
}

/** Relative addresses are relative to this; null when a saved page does not say where it came from. */
function baseOf(root: Root): string | null {
  const base = find(root, (element) => element.tagName === 'base' && isWeb(stringOf(element.properties['href']) ?? ''))
  const canonical = find(
    root,
    (element) => element.tagName === 'link' && String(element.properties['rel']) === 'canonical',
  )
  const saved = root.children.find((node) => node.type === 'comment' && SAVED_FROM.test(node.value))
  const savedFrom = saved?.type === 'comment' ? (SAVED_FROM.exec(saved.value)?.[1] ?? null) : null
  const address = stringOf((base ?? canonical)?.properties['href']) ?? savedFrom
  return address !== null && isWeb(address) ? address : null
}

function find(node: Root | Element, wanted: (element: Element) => boolean, depth = 0): Element | null {
  if (depth > DEPTH_MAX) return null
  for (const child of node.children) {
    if (child.type !== 'element') continue
    if (wanted(child)) return child
    const inside = find(child, wanted, depth + 1)
    if (inside !== null) return inside
  }
  return null
}

function textOf(element: Element | null): string {
  return tidy((element?.children ?? []).map((child) => (child.type === 'text' ? child.value : '')).join(''))
}

function isHidden({ properties }: Element): boolean {
  return properties['hidden'] === true || properties['hidden'] === '' || properties['ariaHidden'] === 'true'
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function isWeb(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address)
}

function plainInline(text: string): string {
  const [before = '', after = ''] = [/^\s*/.exec(text)?.[0], /\s*$/.exec(text)?.[0]]
  if (text.trim() === '') return text
  return `${before && ' '}${plainTextToMarkdown(text)}${after && ' '}`
}

function tidy(text: string): string {
  return text.replace(/[\s\u00A0\u200B\uFEFF]+/gu, ' ').trim()
}
