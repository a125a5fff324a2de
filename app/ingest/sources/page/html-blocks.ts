import { plainTextToMarkdown } from '#app/domain/plain-text.ts'

import { withoutAddresses, withoutDetour, type Block, type Link, type Page } from './block.ts'
import {
  attribute,
  baseOf,
  elementsOf,
  find,
  isElement,
  isWeb,
  parseHtml,
  type HtmlDocument,
  type HtmlElement,
  type HtmlNode,
} from './html-tree.ts'
import { playedBy } from './players.ts'

/** What holds no words of the page. */
const WITHOUT_WORDS = new Set('script style template svg math select input textarea head canvas datalist'.split(' '))
/** What every page of a site has around its own text. */
const FRAME = new Set(['nav', 'footer', 'aside', 'dialog'])
const BLOCKS = new Set(
  (
    'address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'header hr html iframe li main nav ol p pre section summary table tbody td tfoot th thead tr ul br'
  ).split(' '),
)
const ITALIC = new Set(['em', 'i', 'cite'])
const STRONG = new Set(['strong', 'b', 'summary', 'dt', 'th'])

/**
 * Reads a saved web page.
 *
 * @throws UnreadableSourceError when it is no page that anybody wrote: nested a thousand deep.
 */
export function readHtml(html: string): Page {
  const root = parseHtml(html)
  const title = find(root, ({ tagName }) => tagName === 'title')
  const reader = new BlockReader(baseOf(root), mainOf(root), opened(root))
  reader.read(root)
  const top = find(root, ({ tagName }) => tagName === 'html')
  return {
    title: title === null ? null : tidy(textIn(title)) || null,
    language: (top === null ? null : attribute(top, 'lang')) || null,
    blocks: reader.blocks,
  }
}

/** How the words that are read at the moment are to be taken. */
type Manner = {
  level: number
  strong: boolean
  frame: boolean
  onlyPlayers: boolean
  pre: boolean
  column: string | null
}
/** What is still to be read, or to be done after it. */
type Step = { node: HtmlNode; manner: Manner } | { leave: () => void }

/** Walks the tree with a list of its own: a page may be deeper than calls can be. */
class BlockReader {
  readonly blocks: Block[] = []
  private text = ''
  private markdown: string[] = []
  private strongLength = 0
  private links: Link[] = []
  private italics: string[] = []
  private readonly columns = new Map<HtmlElement, string>()
  private line = 0

  constructor(
    private readonly base: string | null,
    private readonly main: HtmlElement | null,
    private readonly opened: ReadonlySet<string>,
  ) {}

  read(root: HtmlDocument): void {
    const manner = { level: 0, strong: false, frame: this.main !== null, onlyPlayers: false, pre: false, column: null }
    const steps: Step[] = root.childNodes.map((node) => ({ node, manner })).reverse()
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      if ('leave' in step) step.leave()
      else if (isElement(step.node)) this.enter(step.node, step.manner, steps)
      else if ('value' in step.node && !step.manner.onlyPlayers) {
        this.add(step.node.value, step.node.sourceCodeLocation?.startLine, step.manner)
      }
    }
    this.end(manner)
  }

  private enter(element: HtmlElement, outer: Manner, steps: Step[]): void {
    const tag = element.tagName
    if (WITHOUT_WORDS.has(tag)) return
    const manner = this.mannerIn(element, outer)
    // The button of a heading that folds is the heading.
    const isBlock = BLOCKS.has(tag) && !(tag === 'button' && outer.level > 0)
    if (isBlock || manner.level !== outer.level) {
      this.end(outer)
      steps.push({ leave: () => this.end(manner) })
    }
    const day = dayOf(element)
    if (day !== null) {
      this.add(day, element.sourceCodeLocation?.startLine, manner)
      return
    }
    const played = playedBy(element)
    if (played !== null) this.addLink({ text: '', written: played, line: element.sourceCodeLocation?.startLine })
    if (ITALIC.has(tag)) steps.push({ leave: this.italicsFrom() })
    if (tag === 'a' && !manner.onlyPlayers) steps.push({ leave: this.linkFrom(element) })
    for (let index = element.childNodes.length - 1; index >= 0; index -= 1) {
      const node = element.childNodes[index]
      if (node !== undefined) steps.push({ node, manner })
    }
  }

  private mannerIn(element: HtmlElement, outer: Manner): Manner {
    const tag = element.tagName
    const frame = element === this.main ? false : outer.frame || FRAME.has(tag) || this.isHidden(element)
    const own = /^h[1-6]$/.test(tag) ? Number(tag[1]) : null
    const said = attribute(element, 'role') === 'heading' ? Number(attribute(element, 'aria-level') ?? 2) : null
    const level = own ?? (said !== null && said >= 1 && said <= 6 ? said : outer.level)
    // Without scripts nothing else in it says more than the page itself.
    const onlyPlayers = outer.onlyPlayers || tag === 'noscript' || tag === 'object' || tag === 'iframe'
    if (tag === 'table') nameColumns(element, this.columns)
    const column = tag === 'td' ? (this.columns.get(element) ?? null) : outer.column
    return {
      ...{ level, frame, onlyPlayers, column },
      strong: outer.strong || STRONG.has(tag),
      pre: outer.pre || tag === 'pre',
    }
  }

  /** Hidden, and nothing on the page opens it. */
  private isHidden(element: HtmlElement): boolean {
    const isHidden = attribute(element, 'hidden') !== null || attribute(element, 'aria-hidden') === 'true'
    if (!isHidden) return false
    const isPanel = attribute(element, 'role') === 'tabpanel' || attribute(element, 'hidden') === 'until-found'
    return !isPanel && !this.opened.has(attribute(element, 'id') ?? '')
  }

  private add(value: string, line: number | undefined, manner: Manner): void {
    if (!manner.pre) return this.addWords(value, line, manner)
    value.split('\n').forEach((words, index) => {
      if (index > 0) this.end(manner)
      this.addWords(words, line === undefined ? undefined : line + index, manner)
    })
  }

  private addWords(value: string, line: number | undefined, { strong }: Manner): void {
    if (value.trim() !== '' && this.text.trim() === '') {
      // Text may begin with line ends: its first word stands further down.
      const skipped = /^\s*/.exec(value)?.[0].split('\n').length ?? 1
      this.line = (line ?? 1) + skipped - 1
    }
    this.text += value
    this.markdown.push(plainInline(value))
    if (strong) this.strongLength += value.replace(/\s/g, '').length
  }

  /** What is to be done with italics once their words are read. */
  private italicsFrom(): () => void {
    const { length: textFrom } = this.text
    const { length: blocksFrom } = this.blocks
    return () => {
      const words = tidy(this.text.slice(textFrom))
      if (words !== '' && this.blocks.length === blocksFrom) this.italics.push(words)
    }
  }

  /** What is to be done with a link once its words are read. */
  private linkFrom(element: HtmlElement): () => void {
    const { length: textFrom } = this.text
    const { length: markdownFrom } = this.markdown
    const { length: blocksFrom } = this.blocks
    const line = element.sourceCodeLocation?.startLine
    if (this.line === 0) this.line = line ?? 1
    return () => {
      const written = attribute(element, 'href')
      const first = this.blocks[blocksFrom]
      // A card: whole blocks stand in the link.
      if (first !== undefined) {
        const address = this.resolve(written)
        if (address !== null) first.links.push({ text: first.text, address })
        return
      }
      const address = this.addLink({ text: tidy(this.text.slice(textFrom)), written, line })
      const inner = this.markdown.slice(markdownFrom).join('')
      if (address === null || !isWeb(address) || inner.trim() === '') return
      const target = address.replace(/[<>\s]/g, encodeURIComponent)
      this.markdown.length = markdownFrom
      this.markdown.push(`[${inner.trim()}](<${target}>)${/\s$/.test(inner) ? ' ' : ''}`)
    }
  }

  private addLink({ text, written, line = 1 }: { text: string; written: string | null; line?: number | undefined }) {
    const address = this.resolve(written)
    if (address === null) return null
    if (this.line === 0) this.line = line
    this.links.push({ text, address })
    return address
  }

  private resolve(written: string | null): string | null {
    const address = written?.trim() ?? ''
    if (address === '' || address.startsWith('#')) return null
    const isOnBase = this.base !== null && URL.canParse(address, this.base)
    const whole = address.startsWith('//') ? `https:${address}` : address
    return withoutDetour(isOnBase ? new URL(address, this.base ?? '').href : whole)
  }

  private end({ level, frame, column }: Manner): void {
    const words = tidy(this.text)
    if (words !== '' || this.links.length > 0) {
      const letters = words.replace(/\s/g, '').length
      const links = this.links
      this.blocks.push({
        line: Math.max(1, this.line),
        level,
        text: tidy(withoutAddresses(words, links)),
        markdown: this.markdown.join('').replace(/\s+/g, ' ').trim(),
        strong: letters > 0 && this.strongLength >= letters,
        italics: this.italics,
        frame,
        links,
        ...(column === null ? {} : { column }),
      })
    }
    this.text = ''
    this.markdown = []
    this.strongLength = 0
    this.links = []
    this.italics = []
    this.line = 0
  }
}

/** Notes for each cell of a table what the head of its column says: the first row, where it has nothing but heads. */
function nameColumns(table: HtmlElement, columns: Map<HtmlElement, string>): void {
  const rows = table.childNodes
    .filter(isElement)
    .flatMap((part) => (part.tagName === 'tr' ? [part] : part.childNodes.filter(isElement)))
    .filter(({ tagName }) => tagName === 'tr')
    .map((row) => row.childNodes.filter(isElement))
  const [heads = [], ...others] = rows
  if (heads.length < 2 || heads.some(({ tagName }) => tagName !== 'th')) return
  const names = heads.map((head) => tidy(wordsIn(head)))
  for (const cells of others) {
    cells.forEach((cell, index) => {
      const name = names[index] ?? ''
      if (name !== '' && cells.length === names.length) columns.set(cell, name)
    })
  }
}

/** The day that a `time` says for programs (HTML, section 4.5.14), where its words leave out the year: "16 Feb". */
function dayOf(element: HtmlElement): string | null {
  if (element.tagName !== 'time') return null
  const day = /^\s*(\d{4}-\d\d(?:-\d\d)?)(?![-\d])/.exec(attribute(element, 'datetime') ?? '')?.[1]
  return day === undefined || /\b(?:19|20)\d\d\b/.test(wordsIn(element)) ? null : day
}

/** The part that is the page's own, where it says so. */
function mainOf(root: HtmlDocument): HtmlElement | null {
  return find(root, (element) => element.tagName === 'main' || attribute(element, 'role') === 'main')
}

/** The ids of what something on the page opens: panels that fold are hidden until then. */
function opened(root: HtmlDocument): Set<string> {
  const ids = new Set<string>()
  for (const element of elementsOf(root)) {
    const targets = ['aria-controls', 'href', 'data-target', 'data-bs-target'].map((name) => attribute(element, name))
    for (const target of targets) {
      for (const id of target?.split(/\s+/) ?? []) ids.add(id.replace(/^#/, ''))
    }
  }
  ids.delete('')
  return ids
}

function wordsIn(element: HtmlElement): string {
  return element.childNodes
    .map((child) => (isElement(child) ? wordsIn(child) : 'value' in child ? child.value : ''))
    .join(' ')
}

function textIn(element: HtmlElement): string {
  return element.childNodes.map((child) => ('value' in child ? child.value : '')).join('')
}

function plainInline(text: string): string {
  if (text.trim() === '') return text
  return `${/^\s/.test(text) ? ' ' : ''}${plainTextToMarkdown(text)}${/\s$/.test(text) ? ' ' : ''}`
}

function tidy(text: string): string {
  return text.replace(/[\s\u00A0\u200B\uFEFF\u00AD]+/gu, (space) => (space === '\u00AD' ? '' : ' ')).trim()
}
