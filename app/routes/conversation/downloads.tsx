import type { ConversationDocument, StoredFile } from '#app/archive/conversation.server.ts'
import { Rows, type Row } from '#app/components/rows.tsx'
import { conversationAddress, fileAddress } from '#app/domain/conversation.ts'
import { mediaTypeInWords } from '#app/domain/media-words.ts'
import { counted, sizeInWords } from '#app/domain/words.ts'

import type { ConversationData } from './load-conversation.server.ts'

const ELSEWHERE = 'kept elsewhere; this archive has no copy'

/** Everything that can be taken away, and plainly what cannot. */
export function Downloads({ conversation }: { conversation: ConversationData['conversation'] }) {
  const { slug, documents, recordings, hasTranscript, summaryHtml } = conversation
  const base = conversationAddress(slug)
  const rows: Row[] = []
  if (summaryHtml !== '')
    rows.push({
      key: 'summary',
      main: <a href={`${base}/summary.md`}>Summary</a>,
      also: (
        <>
          Markdown · <a href={`${base}/summary.txt`}>plain text</a>
        </>
      ),
    })
  rows.push(...documents.filter(({ availability }) => availability !== 'unpublished').map(documentRow))
  if (hasTranscript)
    rows.push({
      key: 'transcript',
      main: <a href={`${base}/transcript.txt`}>Transcript</a>,
      also: (
        <>
          plain text · <a href={`${base}/transcript.vtt`}>captions (VTT)</a> ·{' '}
          <a href={`${base}/transcript.srt`}>captions (SRT)</a>
        </>
      ),
    })
  for (const { id, file, availability } of recordings) {
    if (file !== null) rows.push({ key: `recording-${id}`, main: fileLink(file, 'Recording'), also: fileWords(file) })
    else if (availability === 'elsewhere') rows.push({ key: `recording-${id}`, main: 'Recording', also: ELSEWHERE })
  }
  return <Rows rows={rows} />
}

function documentRow({ id, title, availability, file, address, pages }: ConversationDocument): Row {
  const key = `document-${id}`
  if (availability === 'elsewhere') return { key, main: title, also: ELSEWHERE }
  if (file !== null) return { key, main: fileLink(file, title), also: fileWords(file, pages) }
  if (address !== null) return { key, main: <a href={address}>{title}</a>, also: `on ${new URL(address).host}` }
  return { key, main: title, also: 'on this page' }
}

function fileLink({ key, name }: StoredFile, title: string) {
  return <a href={fileAddress(key, name)}>{title}</a>
}

function fileWords({ mediaType, bytes }: StoredFile, pages: number | null = null): string {
  const words = [mediaTypeInWords(mediaType), pages === null ? null : counted(pages, 'page'), sizeInWords(bytes)]
  return words.filter((word) => word !== null).join(', ')
}
