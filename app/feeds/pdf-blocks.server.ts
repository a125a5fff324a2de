import type { Element, ElementContent, RootContent } from 'hast'

import {
  drawLines,
  heightOfLines,
  inlineRuns,
  type Frame,
  type Pen,
  type Run,
  type TextLook,
} from './pdf-text.server.ts'

type Structure = PDFKit.PDFStructureElement

export type BlockLooks = { text: TextLook; headings: readonly [TextLook, ...TextLook[]]; ruleColour: string }

/** What blocks are written with. `base` completes relative addresses; `onHeading` hears of every heading where it stands. */
export type BlockPen = Pen & {
  looks: BlockLooks
  base: string
  onHeading: (heading: { level: number; text: string; top: number }) => void
}

const INDENT = 16
const PARAGRAPH_GAP = 7
const ITEM_GAP = 3
const CELL_PADDING = 4
/** A heading does not stand at the foot of a page without the beginning of what it is above. */
const LINES_UNDER_HEADING = 3
/** pdfkit takes it, its types do not know it. */
const COLUMN_HEADING: object = { scope: 'Column' }
const BLOCKS = /^(?:h[1-6]|p|ul|ol|pre|blockquote|hr|table|section)$/

/** Writes blocks of a Markdown text (hast) one below the other, each as an element of the document's structure. */
export function drawBlocks(pen: BlockPen, parent: Structure, nodes: readonly RootContent[], frame: Frame): void {
  for (const block of blocksOf(nodes)) {
    if (Array.isArray(block)) drawParagraph(pen, parent, block, frame)
    else drawBlock(pen, parent, block, frame)
  }
}

/** Elements that are blocks, and what stands between them as it belongs together. */
function blocksOf(nodes: readonly RootContent[]): (Element | ElementContent[])[] {
  const blocks: (Element | ElementContent[])[] = []
  for (const node of nodes) {
    if (node.type === 'doctype' || node.type === 'comment') continue
    if (node.type === 'element' && BLOCKS.test(node.tagName)) {
      blocks.push(node)
      continue
    }
    const last = blocks.at(-1)
    if (Array.isArray(last)) last.push(node)
    else if (node.type !== 'text' || node.value.trim() !== '') blocks.push([node])
  }
  return blocks
}

function drawBlock(pen: BlockPen, parent: Structure, node: Element, frame: Frame): void {
  switch (node.tagName) {
    case 'p':
      return drawParagraph(pen, parent, node.children, frame)
    case 'ul':
    case 'ol':
      return drawList(pen, parent, node, frame)
    case 'blockquote':
      return within(pen, parent, 'BlockQuote', (quote) =>
        drawBlocks(pen, quote, node.children, { x: frame.x + INDENT, width: frame.width - 2 * INDENT }),
      )
    case 'pre':
      return drawPreformatted(pen, parent, node, frame)
    case 'hr':
      return drawRule(pen, frame)
    case 'table':
      return drawTable(pen, parent, node, frame)
    case 'section':
      return drawBlocks(pen, parent, node.children, frame)
    default:
      return drawHeading(pen, parent, node, frame)
  }
}

function within(pen: Pen, parent: Structure, type: string, draw: (element: Structure) => void): void {
  const element = pen.doc.struct(type)
  parent.add(element)
  draw(element)
  element.end()
}

function drawHeading(pen: BlockPen, parent: Structure, node: Element, frame: Frame): void {
  const { doc, looks } = pen
  const level = Number(node.tagName.slice(1))
  const look = looks.headings[Math.min(level, looks.headings.length) - 1] ?? looks.headings[0]
  const lines = inlineRuns(node.children, look.style, pen.base)
  if (lines.length === 0) return
  if (doc.y > doc.page.margins.top) doc.y += look.lead * 0.6
  makeRoom(pen, heightOfLines(pen, lines, frame.width, look) + LINES_UNDER_HEADING * looks.text.lead)
  const text = lines.map((line) => line.map((run) => run.text).join('')).join(' ')
  pen.onHeading({ level, text, top: doc.y })
  within(pen, parent, `H${level}`, (heading) => drawLines(pen, heading, lines, frame, look))
  doc.y += look.lead * 0.25
}

function drawParagraph(pen: BlockPen, parent: Structure, nodes: readonly ElementContent[], frame: Frame): void {
  const lines = inlineRuns(nodes, pen.looks.text.style, pen.base)
  if (lines.length === 0) return
  within(pen, parent, 'P', (paragraph) => drawLines(pen, paragraph, lines, frame, pen.looks.text))
  pen.doc.y += PARAGRAPH_GAP
}

function drawList(pen: BlockPen, parent: Structure, node: Element, frame: Frame): void {
  const { doc, looks } = pen
  const first = node.properties.start === undefined ? 1 : Number(node.properties.start)
  const items = node.children.filter((child) => child.type === 'element')
  within(pen, parent, 'L', (list) => {
    items.forEach((item, index) => {
      // The sign and the words beside it stay on one page.
      makeRoom(pen, looks.text.lead)
      within(pen, list, 'LI', (element) => {
        const top = doc.y
        const sign = node.tagName === 'ol' ? `${first + index}.` : '•'
        within(pen, element, 'Lbl', (label) => drawLines(pen, label, [[plainRun(pen, sign)]], frame, looks.text))
        doc.y = top
        const inner = { x: frame.x + INDENT, width: frame.width - INDENT }
        within(pen, element, 'LBody', (body) => drawBlocks(pen, body, item.children, inner))
        // An empty item still has its line.
        if (doc.y === top) doc.y += looks.text.lead
        else doc.y += ITEM_GAP - PARAGRAPH_GAP
      })
    })
  })
  doc.y += PARAGRAPH_GAP
}

function plainRun(pen: BlockPen, text: string): Run {
  return { text, style: pen.looks.text.style, href: null, strike: false }
}

function drawPreformatted(pen: BlockPen, parent: Structure, node: Element, frame: Frame): void {
  const code = textIn(node).replace(/\n$/, '').split('\n')
  const lines = code.map((line) => [plainRun(pen, line === '' ? ' ' : line)])
  within(pen, parent, 'P', (paragraph) =>
    within(pen, paragraph, 'Code', (element) => drawLines(pen, element, lines, frame, pen.looks.text)),
  )
  pen.doc.y += PARAGRAPH_GAP
}

function textIn(node: ElementContent): string {
  if (node.type === 'text') return node.value
  return node.type === 'element' ? node.children.map(textIn).join('') : ''
}

function drawRule(pen: BlockPen, { x, width }: Frame): void {
  const { doc, looks } = pen
  makeRoom(pen, looks.text.lead)
  doc.markContent('Artifact', { type: 'Layout' })
  const y = doc.y + PARAGRAPH_GAP
  doc
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(0.5)
    .strokeColor(looks.ruleColour)
    .stroke()
  doc.endMarkedContent()
  doc.y = y + PARAGRAPH_GAP * 2
}

/** A row that is higher than a page has its cells one below the other. */
function drawTable(pen: BlockPen, parent: Structure, node: Element, frame: Frame): void {
  const { doc, looks } = pen
  const rows = rowsOf(node)
  const columns = Math.max(1, ...rows.map((cells) => cells.length))
  const column = frame.width / columns
  const inner = column - 2 * CELL_PADDING
  const pageHeight = doc.page.maxY() - doc.page.margins.top
  within(pen, parent, 'Table', (table) => {
    for (const cells of rows) {
      const runs = cells.map((cell) =>
        inlineRuns(cell.children, cell.tagName === 'th' ? 'bold' : looks.text.style, pen.base),
      )
      const height = Math.max(...runs.map((lines) => heightOfLines(pen, lines, inner, looks.text))) + looks.text.lead
      const stacked = height > pageHeight
      makeRoom(pen, stacked ? looks.text.lead : height)
      const top = doc.y
      let bottom = top
      within(pen, table, 'TR', (row) => {
        cells.forEach((cell, index) => {
          const type = cell.tagName === 'th' ? 'TH' : 'TD'
          const element = doc.struct(type, type === 'TH' ? COLUMN_HEADING : {})
          row.add(element)
          if (!stacked) doc.y = top
          const x = stacked ? frame.x : frame.x + index * column + CELL_PADDING
          within(pen, element, 'P', (paragraph) =>
            drawLines(pen, paragraph, runs[index] ?? [], { x, width: stacked ? frame.width : inner }, looks.text),
          )
          element.end()
          bottom = stacked ? doc.y : Math.max(bottom, doc.y)
        })
      })
      doc.y = bottom + 2
      drawLineUnder(pen, frame)
    }
  })
  doc.y += PARAGRAPH_GAP
}

function drawLineUnder({ doc, looks }: BlockPen, { x, width }: Frame): void {
  doc.markContent('Artifact', { type: 'Layout' })
  doc
    .moveTo(x, doc.y)
    .lineTo(x + width, doc.y)
    .lineWidth(0.5)
    .strokeColor(looks.ruleColour)
    .stroke()
  doc.endMarkedContent()
  doc.y += 3
}

function rowsOf(table: Element): Element[][] {
  const rows: Element[][] = []
  for (const part of table.children) {
    if (part.type !== 'element') continue
    for (const row of part.children)
      if (row.type === 'element') rows.push(row.children.filter((cell): cell is Element => cell.type === 'element'))
  }
  return rows.filter((cells) => cells.length > 0)
}

/** Begins a new page where the one at hand has no more than `height` left. */
function makeRoom({ doc }: Pen, height: number): void {
  if (doc.y + height > doc.page.maxY() && doc.y > doc.page.margins.top) doc.addPage()
}
