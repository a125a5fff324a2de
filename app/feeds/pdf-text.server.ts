import type { ElementContent } from 'hast'

import { typeRuns, type Typefaces, type TypeStyle } from '#app/domain/typefaces.ts'

/** A piece of a paragraph in one style; `href` is a whole address. */
export type Run = { text: string; style: TypeStyle; href: string | null; strike: boolean }

/** Sizes are points. `lead` is from one line's foot to the next one's. */
export type TextLook = { size: number; lead: number; colour: string; style: TypeStyle }

/** Where text may stand: from `x`, `width` wide. Points from the left edge of the page. */
export type Frame = { x: number; width: number }

export type Pen = { doc: PDFKit.PDFDocument; faces: Typefaces; linkColour: string }

/** How far a line's foot is below its top, as a share of its lead: the same for all fonts, so that they stand on one line. */
const FOOT = 0.74
const OUTWARD = /^(?:https?|mailto|tel):/

/** The lines of inline content as runs: a new line for each `<br>`. Relative addresses are completed by `base`. */
export function inlineRuns(nodes: readonly ElementContent[], style: TypeStyle, base: string): Run[][] {
  const lines: Run[][] = [[]]
  const plain: Run = { text: '', style, href: null, strike: false }

  function walk(node: ElementContent, run: Run): void {
    if (node.type === 'text') lines.at(-1)?.push({ ...run, text: node.value.replace(/\s+/g, ' ') })
    if (node.type !== 'element') return
    const { tagName, properties, children } = node
    if (tagName === 'br') lines.push([])
    else if (tagName === 'img') lines.at(-1)?.push({ ...run, text: String(properties.alt ?? '') })
    // Its arrow leads back to a place that a sheet of paper does not have.
    else if (properties.dataFootnoteBackref === undefined) {
      const inner = innerRun(run, tagName, outwardAddress(properties.href, base))
      const marked = properties.dataFootnoteRef !== undefined
      if (marked) lines.at(-1)?.push({ ...run, text: '[' })
      for (const child of children) walk(child, inner)
      if (marked) lines.at(-1)?.push({ ...run, text: ']' })
    }
  }

  for (const node of nodes) walk(node, plain)
  return lines.map(trimmed).filter((line) => line.length > 0)
}

function innerRun(run: Run, tagName: string, href: string | null): Run {
  const { style } = run
  if (tagName === 'strong' && style !== 'heading')
    return { ...run, style: style.includes('talic') ? 'boldItalic' : 'bold' }
  if (tagName === 'em' && style !== 'heading')
    return { ...run, style: style.startsWith('bold') ? 'boldItalic' : 'italic' }
  if (tagName === 'del') return { ...run, strike: true }
  return tagName === 'a' ? { ...run, href } : run
}

function outwardAddress(href: unknown, base: string): string | null {
  if (typeof href !== 'string' || href.startsWith('#') || !URL.canParse(href, base)) return null
  const { href: whole } = new URL(href, base)
  return OUTWARD.test(whole) ? whole : null
}

function trimmed(line: Run[]): Run[] {
  const runs = line.map((run) => ({ ...run }))
  const [first, last] = [runs[0], runs.at(-1)]
  if (first !== undefined) first.text = first.text.trimStart()
  if (last !== undefined) last.text = last.text.trimEnd()
  return runs.filter(({ text }) => text !== '')
}

/**
 * Sets lines of runs as the content of a structure element, below what was set last; links become elements of their own
 * within it. A page that is full is followed by a new one.
 */
export function drawLines(
  { doc, faces, linkColour }: Pen,
  element: PDFKit.PDFStructureElement,
  lines: readonly Run[][],
  { x, width }: Frame,
  look: TextLook,
): void {
  for (const line of lines) {
    doc.x = x
    let left = line.length
    for (const linked of groupsByAddress(line)) {
      const href = linked[0]?.href ?? null
      const holder = href === null ? element : doc.struct('Link')
      if (href !== null) element.add(holder)
      holder.add(() => {
        for (const run of linked) {
          left -= 1
          drawRun(run, left > 0, href)
        }
      })
      if (href !== null) holder.end()
    }
  }

  function drawRun(run: Run, continued: boolean, href: string | null): void {
    const parts = typeRuns(run.text, faces[run.style])
    parts.forEach(({ text, face }, index) => {
      doc.font(face.name).fontSize(look.size)
      doc.fillColor(href === null ? look.colour : linkColour)
      doc.text(text, {
        width,
        continued: continued || index < parts.length - 1,
        lineGap: look.lead - doc.currentLineHeight(true),
        baseline: -look.lead * FOOT,
        underline: href !== null,
        strike: run.strike,
        ...(href === null ? {} : { link: href }),
      })
    })
  }
}

function groupsByAddress(line: readonly Run[]): Run[][] {
  const groups: Run[][] = []
  for (const run of line) {
    const last = groups.at(-1)
    if (last?.[0]?.href === run.href) last.push(run)
    else groups.push([run])
  }
  return groups
}

/** How high some lines would stand, nearly: measured in the first font. */
export function heightOfLines({ doc, faces }: Pen, lines: readonly Run[][], width: number, look: TextLook): number {
  let rows = 0
  for (const line of lines) {
    doc.font(faces[look.style][0]?.name ?? '').fontSize(look.size)
    const text = line.map((run) => run.text).join('')
    rows += Math.max(1, Math.round(doc.heightOfString(text, { width }) / doc.currentLineHeight(true)))
  }
  return rows * look.lead
}
