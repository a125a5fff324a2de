import PDFDocument from 'pdfkit'

import { coverOf, GROUND_OPACITY, type Stroke } from '#app/domain/cover.ts'
import { dateInWords, monthOf } from '#app/domain/dates.ts'
import { markdownToTree, treeToText } from '#app/domain/markdown.ts'
import { canSet, type Typefaces } from '#app/domain/typefaces.ts'

import { drawBlocks, type BlockLooks, type BlockPen } from './pdf-blocks.server.ts'
import type { Frame } from './pdf-text.server.ts'
import { xmlText } from './xml.ts'
import { summaryTree, type SummarySheet } from './summary-sheet.ts'

/** The four colours of a month's cover, as `#rrggbb`. */
export type CoverColours = { sky: string; disc: string; ink: string; far: string }

export type PdfSheet = SummarySheet & {
  /** As the archive writes it: `en`, `pt-BR`. Null where it is not known. */
  language: string | null
  /** Slugs, for the cover. */
  themeSlugs: string[]
  /** When the text was last changed; the file says so of itself. */
  updatedAt: Date
}

export type PdfLook = { faces: Typefaces; colours: CoverColours; siteName: string }

/** Points; a sheet is A4. */
const MARGINS = { top: 56, bottom: 70, left: 62, right: 62 }
const COVER_HEIGHT = 92
const INK = '#15221c'
const SOFT = '#4c5a53'
const LINK = '#0b5a46'
const LOOKS: BlockLooks = {
  text: { size: 10.5, lead: 15.5, colour: INK, style: 'regular' },
  headings: [
    { size: 23, lead: 29, colour: INK, style: 'heading' },
    { size: 15.5, lead: 21, colour: INK, style: 'heading' },
    { size: 12, lead: 17, colour: INK, style: 'bold' },
    { size: 10.5, lead: 15.5, colour: INK, style: 'bold' },
  ],
  ruleColour: '#9aa69f',
}
const FOOTER = { size: 8.5, lead: 11, colour: SOFT, style: 'regular' } as const

const MISSING_LETTERS =
  'Some letters of this text are not in the fonts of this sheet; “?” stands in their place. The archive’s page has them all.'

/** pdfkit writes a plain string as a name, and one in an object as text. */
function pdfString(text: string): string {
  return new String(text) as string
}

// What pdfkit takes and its types do not know yet.
const UNIVERSAL_ACCESS: object = { subset: 'PDF/UA' }
const placeInPage = (top: number, left: number): object => ({ top, left })

const writesMetadata = PDFDocument.prototype as unknown as { _addInfo: () => void }

class TaggedDocument extends PDFDocument {
  /** Every link says where it leads, as PDF/UA asks (ISO 14289-1, section 7.18.5). */
  override link(x: number, y: number, width: number, height: number, address: string, options: object = {}): this {
    return super.link(x, y, width, height, address, { ...options, Contents: pdfString(`Link to ${address}`) })
  }

  /** pdfkit puts title, author and subject into its XML as they are: "</script>" in one would break it. */
  protected _addInfo(): void {
    const escaped = Object.entries(this.info).map(([name, value]) => {
      return [name, typeof value === 'string' ? xmlText(value) : value]
    })
    writesMetadata._addInfo.call(Object.create(this, { info: { value: Object.fromEntries(escaped) } }))
  }
}

/**
 * The summary sheet as a tagged PDF (PDF/UA-1, ISO 14289-1): all that is in the Markdown file, with bookmarks, links and
 * the evening's cover. The same sheet always gives the same bytes. Fonts are embedded as far as they are used.
 * Lines run from left to right: Arabic and Hebrew are not set rightly.
 */
export async function summaryPdf(
  sheet: PdfSheet,
  { faces, colours, siteName }: PdfLook,
): Promise<{ content: Uint8Array<ArrayBuffer>; pages: number }> {
  const tree = summaryTree(sheet)
  const doc = new TaggedDocument({
    ...{ size: 'A4', margins: MARGINS, bufferPages: true, font: '' },
    ...{ pdfVersion: '1.7', ...UNIVERSAL_ACCESS, tagged: true, displayTitle: true, lang: sheet.language ?? 'en-GB' },
    info: {
      Title: sheet.title,
      Author: sheet.people
        .filter(({ role }) => role === 'speaker')
        .map(({ name }) => name)
        .join(', '),
      Subject: `${sheet.series.name}, ${dateInWords(sheet.heldOn)}`,
      Keywords: sheet.themes.join(', '),
      Creator: siteName,
      CreationDate: sheet.updatedAt,
      ModDate: sheet.updatedAt,
    },
  })
  // For the number 1, which is also PDF/A-1's, pdfkit lists the glyphs of each font, and wrongly so for letters made of others.
  Object.assign(doc, { subset: '1' })
  const done = collected(doc)
  for (const face of new Set(Object.values(faces).flat())) doc.registerFont(face.name, Buffer.from(face.data))

  const frame = { x: MARGINS.left, width: doc.page.width - MARGINS.left - MARGINS.right }
  const root = doc.struct('Document')
  doc.addStructure(root)
  drawCover(doc, sheet, colours, frame)
  const pen: BlockPen = { doc, faces, linkColour: LINK, looks: LOOKS, base: sheet.address, onHeading: bookmarks(doc) }
  drawBlocks(pen, root, tree.children, frame)
  if (!canSet(treeToText(tree), faces.regular)) drawBlocks(pen, root, markdownToTree(MISSING_LETTERS).children, frame)
  root.end()
  const pages = drawFooters(pen, sheet, frame)
  doc.end()
  return { content: await done, pages }
}

/** The evening's picture, across the top; it says nothing that the words do not. */
function drawCover(doc: PDFKit.PDFDocument, sheet: PdfSheet, colours: CoverColours, { x, width }: Frame): void {
  const { disc, horizon, far, near } = coverOf(monthOf(sheet.heldOn), sheet.themeSlugs, {
    width,
    height: COVER_HEIGHT,
  })
  const draw = (strokes: Stroke[], colour: string) => {
    for (const { path, width: weight } of strokes) doc.path(path).lineWidth(weight).stroke(colour)
  }
  doc.markContent('Artifact', { type: 'Layout' })
  doc.save().translate(x, MARGINS.top)
  doc.rect(0, 0, width, COVER_HEIGHT).clip()
  doc.rect(0, 0, width, COVER_HEIGHT).fill(colours.sky)
  if (horizon !== null) {
    doc.fillOpacity(GROUND_OPACITY).rect(0, horizon, width, COVER_HEIGHT).fill(colours.far)
    doc.fillOpacity(1)
  }
  if (far.length > 0) {
    draw(
      far.flatMap(({ strokes }) => strokes),
      colours.far,
    )
    draw(
      near.map(({ casing }) => casing),
      colours.sky,
    )
  }
  doc.circle(disc.x, disc.y, disc.radius).lineWidth(disc.rim).fillAndStroke(colours.disc, colours.far)
  draw(
    near.flatMap(({ strokes }) => strokes),
    colours.ink,
  )
  doc.restore()
  doc.endMarkedContent()
  doc.y = MARGINS.top + COVER_HEIGHT + 10
}

/** Hangs every heading under the nearest higher one. */
function bookmarks(doc: PDFKit.PDFDocument): BlockPen['onHeading'] {
  const open: { level: number; item: PDFKit.PDFOutline }[] = []
  return ({ level, text, top }) => {
    while ((open.at(-1)?.level ?? 0) >= level) open.pop()
    const parent = open.at(-1)?.item ?? doc.outline
    // pdfkit counts `left` from the right edge.
    open.push({ level, item: parent.addItem(text, { expanded: level === 1, ...placeInPage(top - 8, doc.page.width) }) })
  }
}

/** Gives the number of pages. */
function drawFooters(pen: BlockPen, sheet: PdfSheet, { x, width }: Frame): number {
  const { doc } = pen
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page)
    // Below the lower margin pdfkit would begin a new page.
    doc.page.margins.bottom = 0
    doc.markContent('Artifact', { type: 'Pagination' })
    doc
      .font(pen.faces.regular[0]?.name ?? '')
      .fontSize(FOOTER.size)
      .fillColor(FOOTER.colour)
    const y = doc.page.height - 44
    doc.text(sheet.address, x, y, { width: width - 80, height: FOOTER.lead, ellipsis: true, lineBreak: true })
    doc.text(`Page ${page + 1} of ${count}`, x, y, { width, align: 'right', lineBreak: false })
    doc.endMarkedContent()
    doc.page.margins.bottom = MARGINS.bottom
  }
  return count
}

function collected(doc: PDFKit.PDFDocument): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Uint8Array.from(Buffer.concat(chunks))))
    doc.on('error', reject)
  })
}
