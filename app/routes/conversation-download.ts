import type { LoaderFunctionArgs } from '@remix-run/node'

import { archive } from '#app/archive/context.server.ts'
import { findConversation, type FoundConversation } from '#app/archive/conversation.server.ts'
import { countDownload } from '#app/archive/counts.server.ts'
import { findTranscript } from '#app/archive/downloads.server.ts'
import { findRedirect } from '#app/archive/redirects.server.ts'
import { toBibtex, toRis, type CitationSource } from '#app/domain/citation-files.ts'
import { conversationAddress } from '#app/domain/conversation.ts'
import { parseRecordingNumber } from '#app/domain/recording-choice.ts'
import { plainTextParts, srtParts, webVttParts, type Cue } from '#app/domain/transcript.ts'
import { env } from '#app/platform/env.server.ts'
import { bytesInSlices } from '#app/platform/slices.ts'
import { citedConversation } from '#app/routes/cited-conversation.ts'
import { conversationPicture } from '#app/routes/conversation-picture.server.ts'
import { fileDisposition } from '#app/routes/file-disposition.ts'
import { answerMade, ASK_US_AGAIN, type MadeFile } from '#app/routes/made-answer.ts'
import { movedTo } from '#app/routes/missing.server.ts'
import { unlessNotMade } from '#app/routes/not-made-answer.ts'
import { smallPage } from '#app/routes/small-page.ts'
import { unlessStoreAway } from '#app/routes/store-away.ts'
import { makeSummary, SUMMARY_FORMATS, SUMMARY_TYPES } from '#app/routes/summary-sheets.server.ts'

const SEARCH = { address: '/search', words: 'search' }

/** A picture beside a link may be a day old. */
const CACHE_A_DAY = 'public, max-age=86400'

const SUMMARY = /^summary\.(pdf|md|txt)$/
/** In the language of the transcript, or in that of another track: `transcript.fr.vtt`. */
const TRANSCRIPT = /^transcript(?:\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*))?\.(vtt|srt|txt)$/i
const CITATION = /^citation\.(bib|ris)$/

const TRANSCRIPT_WRITERS = new Map<string, { type: string; write: (cues: readonly Cue[]) => Iterable<string> }>([
  ['vtt', { type: 'text/vtt', write: (cues) => webVttParts(cues) }],
  ['srt', { type: 'application/x-subrip', write: srtParts }],
  ['txt', { type: 'text/plain', write: plainTextParts }],
])
const CITATION_WRITERS = new Map<string, { type: string; write: (source: CitationSource) => string }>([
  ['bib', { type: 'application/x-bibtex', write: toBibtex }],
  ['ris', { type: 'application/x-research-info-systems', write: toRis }],
])

/** Something made from the archive. What is `taken` is saved and counted, other things are shown. */
type Made = MadeFile & { language: string | null; taken: boolean }

/** `/conversations/SLUG/FILE`: what we make from the archive for taking away. */
export async function loader({ params: { slug = '', file = '' }, request }: LoaderFunctionArgs): Promise<Response> {
  const ways = [{ address: conversationAddress(slug), words: 'the page of the conversation' }, SEARCH]
  return unlessNotMade(() => unlessStoreAway(() => serve(slug, file, request)), ways)
}

async function serve(slug: string, file: string, request: Request): Promise<Response> {
  const made = await make(slug, file, new URL(request.url))
  if (made !== null) return answer(made, slug, file, request)
  const moved = await findRedirect(archive(), `/conversations/${slug}`)
  if (moved !== null) return movedTo(`${moved}/${encodeURIComponent(file)}`, request)
  const { status } = await findConversation(archive(), slug)
  return nothingHere(status, slug)
}

async function make(slug: string, file: string, url: URL): Promise<Made | null> {
  if (file === 'picture.png') {
    const content = await conversationPicture(archive(), slug)
    return content && { type: 'image/png', content, language: null, taken: false }
  }
  return (await makeSheet(slug, file)) ?? (await makeTranscript(slug, file, url)) ?? (await makeCitation(slug, file))
}

async function makeSheet(slug: string, file: string): Promise<Made | null> {
  const ending = SUMMARY.exec(file)?.[1]
  const format = SUMMARY_FORMATS.find((known) => known === ending)
  const made = format && (await makeSummary(archive(), slug, format))
  return made ? { ...made, type: SUMMARY_TYPES[format], taken: true } : null
}

/** Of the first recording that has words, or of the one that `?recording=` names. */
async function makeTranscript(slug: string, file: string, { searchParams }: URL): Promise<Made | null> {
  const [, language = null, ending = ''] = TRANSCRIPT.exec(file) ?? []
  const writer = TRANSCRIPT_WRITERS.get(ending.toLowerCase())
  const cues =
    writer &&
    (await findTranscript(archive(), slug, { language, position: parseRecordingNumber(searchParams.get('recording')) }))
  return writer === undefined || !cues ? null : textFile(writer.type, await bytesInSlices(writer.write(cues)), language)
}

async function makeCitation(slug: string, file: string): Promise<Made | null> {
  const writer = CITATION_WRITERS.get(CITATION.exec(file)?.[1] ?? '')
  if (writer === undefined) return null
  const found = await findConversation(archive(), slug)
  if (found.status !== 'published') return null
  const { conversation } = found
  const address = env().siteUrl + conversationAddress(slug)
  const source = { ...citedConversation(conversation), slug, address, language: conversation.language }
  return textFile(writer.type, writer.write(source), null)
}

function textFile(type: string, content: MadeFile['content'], language: string | null): Made {
  return { type: `${type}; charset=utf-8`, content, language, taken: true }
}

function answer(made: Made, slug: string, file: string, request: Request): Response {
  const { language, taken } = made
  const address = conversationAddress(slug)
  const response = answerMade(request, made, {
    'Content-Disposition': fileDisposition(`${slug}-${file}`, taken ? 'attachment' : 'inline'),
    'Cache-Control': taken ? ASK_US_AGAIN : CACHE_A_DAY,
    // Whoever finds the file is led to the page that it belongs to (RFC 6596).
    Link: `<${env().siteUrl}${address}>; rel="canonical"`,
    ...(language === null ? {} : { 'Content-Language': language }),
  })
  if (taken && response.status === 200 && request.method === 'GET') countDownload(archive(), `${address}/${file}`)
  return response
}

function nothingHere(status: FoundConversation['status'], slug: string): Response {
  const page = conversationAddress(slug)
  switch (status) {
    case 'published':
      return smallPage({
        status: 404,
        title: 'There is no such file',
        sentence: 'The conversation is here. Its page lists all that can be taken away.',
        ways: [{ address: `${page}#download`, words: 'the page of the conversation' }, SEARCH],
      })
    case 'withdrawn':
      return smallPage({
        status: 410,
        title: 'This conversation was withdrawn',
        sentence: 'Its files were taken down with it.',
        ways: [{ address: page, words: 'its page, which says when it was held' }, SEARCH],
      })
    case 'missing':
      return smallPage({
        status: 404,
        title: 'There is no such file',
        sentence: 'The address may have been mistyped: it names no conversation of this archive.',
        ways: [SEARCH, { address: '/conversations', words: 'all conversations' }],
      })
  }
}
