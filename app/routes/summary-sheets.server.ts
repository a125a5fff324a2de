import { createHash } from 'node:crypto'

import { findSummarySource, type SummarySource } from '#app/archive/downloads.server.ts'
import type { Database } from '#app/archive/database.server.ts'
import { conversationAddress, fileAddress } from '#app/domain/conversation.ts'
import { monthOf } from '#app/domain/dates.ts'
import { escapeMarkdown } from '#app/domain/markdown-headings.ts'
import { summaryMarkdown, summaryText, type SummarySheet } from '#app/feeds/summary-sheet.ts'
import { summaryPdf, type PdfSheet } from '#app/feeds/summary-pdf.server.ts'
import { getFiles } from '#app/files/index.server.ts'
import { readText } from '#app/files/read-text.server.ts'
import { StoreAwayError } from '#app/files/store.ts'
import { env } from '#app/platform/env.server.ts'
import { getFonts } from '#app/platform/fonts.server.ts'
import { createKept } from '#app/platform/kept.ts'
import { singleton } from '#app/platform/singleton.ts'
import { coverColours } from '#app/routes/cover-colours.ts'
import { SITE_NAME } from '#app/routes/page-meta.ts'

export const SUMMARY_FORMATS = ['pdf', 'md', 'txt'] as const
export type SummaryFormat = (typeof SUMMARY_FORMATS)[number]

export const SUMMARY_TYPES: Record<SummaryFormat, string> = {
  pdf: 'application/pdf',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
}

/** How long the made files are, in bytes; of the PDF the pages too. */
export type SummaryFacts = { pages: number; bytes: Record<SummaryFormat, number> }

type MadePdf = { content: Uint8Array<ArrayBuffer>; pages: number }

/** A PDF takes some 50 ms and has some 40 kB; facts have next to nothing. */
const PDFS_KEPT = 100
const FACTS_KEPT = 5000

/** A page is shown without them rather than late. They are made all the same, for the next reader. */
const FACTS_LIMIT_MS = 1000

const keptPdfs = () => singleton('summary-pdfs', () => createKept<MadePdf>(PDFS_KEPT))
const keptFacts = () => singleton('summary-facts', () => createKept<SummaryFacts>(FACTS_KEPT))

/** A summary file of a published conversation; null where there is none. */
export async function makeSummary(
  db: Database,
  slug: string,
  format: SummaryFormat,
): Promise<{ content: Uint8Array<ArrayBuffer>; language: string | null } | null> {
  const source = await findSummarySource(db, slug)
  if (source === null) return null
  const sheet = await sheetOf(slug, source)
  return { content: await contentOf(sheet, format), language: source.language }
}

/**
 * What a page says of the summary files, before anybody asks for them; null where there are none, and while they cannot be
 * made: the page has the summary itself.
 */
export async function summaryFacts(db: Database, slug: string): Promise<SummaryFacts | null> {
  const source = await findSummarySource(db, slug)
  if (source === null) return null
  const facts = factsOf(slug, source).catch((error: unknown) => {
    if (error instanceof StoreAwayError) return null
    throw error
  })
  return withinLimit(facts, FACTS_LIMIT_MS)
}

/** What `work` gives, or null when it takes longer. */
async function withinLimit<T>(work: Promise<T>, limitMs: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limitMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

function factsOf(slug: string, source: SummarySource): Promise<SummaryFacts> {
  return keptFacts()(keyOf([slug, source]), async () => {
    const sheet = await sheetOf(slug, source)
    const [pdf, md, txt] = await Promise.all(SUMMARY_FORMATS.map((format) => contentOf(sheet, format)))
    const { pages } = await pdfOf(sheet)
    return { pages, bytes: { pdf: pdf?.length ?? 0, md: md?.length ?? 0, txt: txt?.length ?? 0 } }
  })
}

async function contentOf(sheet: PdfSheet, format: SummaryFormat): Promise<Uint8Array<ArrayBuffer>> {
  switch (format) {
    case 'pdf':
      return (await pdfOf(sheet)).content
    case 'md':
      return Uint8Array.from(Buffer.from(summaryMarkdown(sheet)))
    case 'txt':
      return Uint8Array.from(Buffer.from(summaryText(sheet)))
  }
}

function pdfOf(sheet: PdfSheet): Promise<MadePdf> {
  const colours = coverColours(monthOf(sheet.heldOn).slice(5))
  return keptPdfs()(keyOf(sheet), () => summaryPdf(sheet, { faces: getFonts(), colours, siteName: SITE_NAME }))
}

function keyOf(thing: unknown): string {
  return createHash('sha256').update(JSON.stringify(thing)).digest('base64')
}

async function sheetOf(slug: string, source: SummarySource): Promise<PdfSheet> {
  const { siteUrl } = env()
  return {
    ...source,
    themes: source.themes.map(({ name }) => name),
    themeSlugs: source.themes.map(({ slug: theme }) => theme),
    insights: await Promise.all(source.insights.map((document) => insightsOf(document, siteUrl))),
    address: siteUrl + conversationAddress(slug),
  }
}

/** The Markdown that was stored; of another kind of file the words that were found in it. */
async function insightsOf(
  { title, text: words, file }: SummarySource['insights'][number],
  siteUrl: string,
): Promise<SummarySheet['insights'][number]> {
  const source = file === null ? null : siteUrl + fileAddress(file.key, file.name)
  const stored = file?.mediaType === 'text/markdown' ? await readText(getFiles(), file.key) : null
  const paragraphs = () => words.split(/\n+/).map(escapeMarkdown).join('\n\n')
  return { title, source, markdown: stored ?? paragraphs() }
}
