import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'

import type { Conversation } from '#app/archive/conversation.server.ts'
import type { Database } from '#app/archive/database.server.ts'
import {
  documentText,
  findSummarySource,
  type SummaryInsights,
  type SummarySource,
} from '#app/archive/downloads.server.ts'
import { conversationAddress, fileAddress } from '#app/domain/conversation.ts'
import { monthOf } from '#app/domain/dates.ts'
import { escapeMarkdown } from '#app/domain/markdown-headings.ts'
import type { PdfSheet } from '#app/feeds/summary-pdf.server.ts'
import { SHEET_MAX_LENGTH, sheetTooLong, type SummarySheet } from '#app/feeds/summary-sheet.ts'
import { getFiles } from '#app/files/index.server.ts'
import { readText } from '#app/files/read-text.server.ts'
import { StoreAwayError } from '#app/files/store.ts'
import { createMade } from '#app/making/made.ts'
import { make } from '#app/making/make.server.ts'
import { isNotMade, NotMadeError } from '#app/making/not-made.ts'
import type { Urgency } from '#app/making/turns.ts'
import { env } from '#app/platform/env.server.ts'
import { logError } from '#app/platform/log.server.ts'
import { isOutage } from '#app/platform/outage.server.ts'
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

type Made = { content: Uint8Array<ArrayBuffer>; pages: number }

/** Bytes of made files that are kept, some hundreds of usual ones. */
const FILES_KEPT_BYTES = 32 * 1024 * 1024
const FACTS_KEPT = 20_000

const keptFiles = () =>
  singleton('summary-files', () =>
    createMade<Made>({ maxSize: FILES_KEPT_BYTES, sizeOf: ({ content }) => content.length }),
  )
const keptFacts = () => singleton('summary-facts', () => createMade<SummaryFacts>({ maxSize: FACTS_KEPT }))

/**
 * A summary file of a published conversation; null where there is none. Throws a `NotMadeError` when it cannot be made
 * within the limits.
 */
export async function makeSummary(
  db: Database,
  slug: string,
  format: SummaryFormat,
): Promise<{ content: Uint8Array<ArrayBuffer>; language: string | null } | null> {
  const source = await findSummarySource(db, slug)
  if (source === null) return null
  const { content } = await fileOf(await sheetOf(db, slug, source), format, 'now')
  return { content, language: source.language }
}

/**
 * What a page says of the summary files: null where they cannot be made, without facts while those are not known. A page
 * never waits for them: who asks first has them found out for the next one, after everything that somebody waits for.
 */
export function summaryFacts(db: Database, conversation: Conversation): { facts: SummaryFacts | null } | null {
  const kept = keptFacts()
  const key = fingerprintOf(conversation)
  const known = kept.peek(key)
  if (known !== undefined) return known && { facts: known }
  kept
    .get(key, () => findFacts(db, conversation.slug))
    .catch((error: unknown) => {
      // Nobody waits for it: the archive may have been closed meanwhile.
      if (isNotMade(error) || error instanceof StoreAwayError || isOutage(error) || db.pool.ending) return
      logError('The summary files of a conversation could not be made.', error, { slug: conversation.slug })
    })
  return { facts: null }
}

const fingerprints = new WeakMap<Conversation, string>()

/** Of one page it is asked for twice. */
function fingerprintOf(conversation: Conversation): string {
  const known = fingerprints.get(conversation) ?? newFingerprintOf(conversation)
  fingerprints.set(conversation, known)
  return known
}

/** All that a page shows of what is in the files. Long texts are hashed as they are: to write them as JSON costs more. */
function newFingerprintOf({ summaryHtml, documents, ...conversation }: Conversation): string {
  const hash = createHash('sha256').update(JSON.stringify(conversation)).update(summaryHtml)
  for (const { html, ...document } of documents) hash.update(JSON.stringify(document)).update(html ?? '')
  return hash.digest('base64')
}

async function findFacts(db: Database, slug: string): Promise<SummaryFacts> {
  const source = await findSummarySource(db, slug)
  if (source === null) throw new NotMadeError('size', 'There is no such conversation.')
  const sheet = await sheetOf(db, slug, source)
  const pdf = await fileOf(sheet, 'pdf', 'later')
  const [md, txt] = [await fileOf(sheet, 'md', 'later'), await fileOf(sheet, 'txt', 'later')]
  return { pages: pdf.pages, bytes: { pdf: pdf.content.length, md: md.content.length, txt: txt.content.length } }
}

/** A sheet, and the hash of all that its files are made from. */
type HashedSheet = { sheet: PdfSheet; hash: string }

function fileOf({ sheet, hash }: HashedSheet, format: SummaryFormat, urgency: Urgency): Promise<Made> {
  return keptFiles().get(`${format} ${hash}`, () => makeFile(sheet, format, urgency), urgency)
}

async function makeFile(sheet: PdfSheet, format: SummaryFormat, urgency: Urgency): Promise<Made> {
  switch (format) {
    case 'pdf':
      return make(
        'summaryPdf',
        { sheet, colours: coverColours(monthOf(sheet.heldOn).slice(5)), siteName: SITE_NAME },
        urgency,
      )
    case 'md':
      return { content: await make('summaryMarkdown', sheet, urgency), pages: 0 }
    case 'txt':
      return { content: await make('summaryText', sheet, urgency), pages: 0 }
  }
}

async function sheetOf(db: Database, slug: string, source: SummarySource): Promise<HashedSheet> {
  const { siteUrl } = env()
  const { insights, letters } = await readInsights(db, source, siteUrl)
  const problem = sheetTooLong(letters)
  if (problem !== null) throw new NotMadeError('size', problem)
  const sheet: PdfSheet = {
    ...source,
    themes: source.themes.map(({ name }) => name),
    themeSlugs: source.themes.map(({ slug: theme }) => theme),
    insights,
    address: siteUrl + conversationAddress(slug),
  }
  return { sheet, hash: await hashOf(sheet) }
}

type SheetInsights = SummarySheet['insights'][number]

/** So many at a time; of what is more than a sheet holds only the length is kept. */
const READ_AT_ONCE = 4

async function readInsights(
  db: Database,
  { summary, insights: wanted }: SummarySource,
  siteUrl: string,
): Promise<{ insights: SheetInsights[]; letters: number }> {
  const insights: SheetInsights[] = []
  let letters = summary.length
  for (let at = 0; at < wanted.length; at += READ_AT_ONCE) {
    const some = wanted.slice(at, at + READ_AT_ONCE)
    for (const one of await Promise.all(some.map((document) => insightsOf(db, document, siteUrl)))) {
      letters += one.markdown.length
      insights.push(letters > SHEET_MAX_LENGTH ? { ...one, markdown: '' } : one)
    }
  }
  return { insights, letters }
}

/** Text by text: others have their turn between two, and nothing is written as JSON first. */
async function hashOf({ summary, insights, ...rest }: PdfSheet): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([rest, summary]))
  for (const { markdown, ...insight } of insights) {
    hash.update(JSON.stringify([insight, markdown.length])).update(markdown)
    await turn()
  }
  return hash.digest('base64')
}

/** The Markdown that was stored; of another kind of file the words that were found in it. */
async function insightsOf(db: Database, { id, title, file }: SummaryInsights, siteUrl: string): Promise<SheetInsights> {
  const source = file === null ? null : siteUrl + fileAddress(file.key, file.name)
  const stored = file?.mediaType === 'text/markdown' ? await readText(getFiles(), file.key) : null
  return { title, source, markdown: stored ?? paragraphsOf(await documentText(db, id)) }
}

function paragraphsOf(words: string): string {
  // It is left out in any case.
  if (words.length > SHEET_MAX_LENGTH) return words
  return words.split(/\n+/).map(escapeMarkdown).join('\n\n')
}
