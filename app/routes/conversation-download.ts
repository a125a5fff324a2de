import { createHash } from 'node:crypto'
import { text } from 'node:stream/consumers'

import { redirect, type LoaderFunctionArgs } from '@remix-run/node'

import { archive } from '#app/archive/context.server.ts'
import { findConversation } from '#app/archive/conversation.server.ts'
import { findSummarySource, findTranscript, type SummarySource } from '#app/archive/downloads.server.ts'
import { findRedirect } from '#app/archive/redirects.server.ts'
import { conversationAddress, fileAddress } from '#app/domain/conversation.ts'
import { escapeMarkdown } from '#app/domain/markdown-headings.ts'
import { toPlainText, toSrt, toWebVtt, type Cue } from '#app/domain/transcript.ts'
import { summaryMarkdown, summaryText, type SummarySheet } from '#app/feeds/summary-sheet.ts'
import { getFiles } from '#app/files/index.server.ts'
import { env } from '#app/platform/env.server.ts'
import { entityTag, isKnown } from '#app/routes/entity-tag.ts'
import { fileDisposition } from '#app/routes/file-disposition.ts'

/** Kept by whoever likes, asked again each time: an editor's correction is there at once. */
const ASK_AGAIN = 'public, no-cache'

const SUMMARY = /^summary\.(md|txt)$/
/** In the language of the transcript, or in that of another track: `transcript.fr.vtt`. */
const TRANSCRIPT = /^transcript(?:\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*))?\.(vtt|srt|txt)$/i

const SUMMARY_WRITERS: Record<string, { type: string; write: (sheet: SummarySheet) => string }> = {
  md: { type: 'text/markdown', write: summaryMarkdown },
  txt: { type: 'text/plain', write: summaryText },
}
const TRANSCRIPT_WRITERS: Record<string, { type: string; write: (cues: readonly Cue[]) => string }> = {
  vtt: { type: 'text/vtt', write: toWebVtt },
  srt: { type: 'application/x-subrip', write: toSrt },
  txt: { type: 'text/plain', write: toPlainText },
}

/** `/conversations/SLUG/FILE`: what we make from the archive for taking away. */
export async function loader({ params: { slug = '', file = '' }, request }: LoaderFunctionArgs): Promise<Response> {
  const made = (await makeSummary(slug, file)) ?? (await makeTranscript(slug, file))
  if (made !== null) return answer(made, `${slug}-${file}`, request)
  const moved = await findRedirect(archive(), `/conversations/${slug}`)
  if (moved !== null) return redirect(`${moved}/${encodeURIComponent(file)}`, 301)
  const { status } = await findConversation(archive(), slug)
  return status === 'withdrawn' ? gone() : nothingHere()
}

type Made = { type: string; content: string }

async function makeSummary(slug: string, file: string): Promise<Made | null> {
  const writer = SUMMARY_WRITERS[SUMMARY.exec(file)?.[1] ?? '']
  const source = writer && (await findSummarySource(archive(), slug))
  if (writer === undefined || !source) return null
  const { siteUrl } = env()
  const insights = await Promise.all(source.insights.map((document) => insightsOf(document, siteUrl)))
  const sheet = { ...source, insights, address: siteUrl + conversationAddress(slug) }
  return { type: writer.type, content: writer.write(sheet) }
}

/** The Markdown that was stored; of another kind of file the words that were found in it. */
async function insightsOf(
  { title, text: words, file }: SummarySource['insights'][number],
  siteUrl: string,
): Promise<SummarySheet['insights'][number]> {
  const source = file === null ? null : siteUrl + fileAddress(file.key, file.name)
  const stored = file?.mediaType === 'text/markdown' ? await getFiles().open(file.key) : null
  const paragraphs = () => words.split(/\n+/).map(escapeMarkdown).join('\n\n')
  return { title, source, markdown: stored === null ? paragraphs() : await text(stored.stream) }
}

async function makeTranscript(slug: string, file: string): Promise<Made | null> {
  const [, language = null, ending = ''] = TRANSCRIPT.exec(file) ?? []
  const writer = TRANSCRIPT_WRITERS[ending.toLowerCase()]
  const cues = writer && (await findTranscript(archive(), slug, language))
  return writer === undefined || !cues ? null : { type: writer.type, content: writer.write(cues) }
}

function answer({ type, content }: Made, name: string, request: Request): Response {
  const body = new TextEncoder().encode(content)
  const tag = entityTag(createHash('sha256').update(body).digest('hex'))
  const headers = new Headers({
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Disposition': fileDisposition(name, 'attachment'),
    'Cache-Control': ASK_AGAIN,
    ETag: tag,
  })
  if (isKnown(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers })
  headers.set('Content-Length', String(body.byteLength))
  return new Response(request.method === 'HEAD' ? null : body, { headers })
}

function nothingHere(): Response {
  return sentence(404, 'There is no such file of this conversation.')
}

function gone(): Response {
  return sentence(410, 'This conversation was withdrawn.')
}

function sentence(status: 404 | 410, words: string): Response {
  return new Response(`${words}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
