import type { StoredFile } from '#app/archive/conversation.server.ts'
import { Rows, type Row } from '#app/components/rows.tsx'
import { conversationAddress, fileAddress } from '#app/domain/conversation.ts'
import { foreignLanguage } from '#app/domain/language.ts'
import { mediaTypeInWords } from '#app/domain/media-words.ts'
import { recordingQuery } from '#app/domain/recording-choice.ts'
import { counted, sizeInWords } from '#app/domain/words.ts'

import styles from './conversation.module.css'
import type { ConversationData } from './load-conversation.server.ts'

const ELSEWHERE = 'kept elsewhere; this archive has no copy'

type DownloadsProps = Pick<ConversationData, 'conversation' | 'siteUrl' | 'summary'>

/** Everything that can be taken away, and plainly what cannot. */
export function Downloads({ conversation, siteUrl, summary }: DownloadsProps) {
  const { slug, documents, recordings } = conversation
  const base = conversationAddress(slug)
  // On paper a link is its whole address (rows.module.css).
  const link = (path: string, name: string, language: string | null = null) => (
    <a href={path} data-printed={siteUrl + path} lang={foreignLanguage(language)}>
      {name}
    </a>
  )
  const fileLink = ({ key, name }: StoredFile, title: string, language: string | null = null) =>
    link(fileAddress(key, name), title, language)

  const rows: Row[] = []
  if (summary !== null) rows.push(summaryRow(summary.facts))
  rows.push(...documents.filter(({ availability }) => availability !== 'unpublished').map(documentRow))
  const spoken = recordings.filter(({ captions }) => captions.length > 0)
  for (const { id, position } of spoken) {
    // Those of the first have the plain addresses.
    const end = recordingQuery(position === spoken[0]?.position ? null : position + 1)
    rows.push({
      key: `transcript-${id}`,
      main: link(`${base}/transcript.txt${end}`, numbered('Transcript', position, spoken.length)),
      also: (
        <>
          plain text · {link(`${base}/transcript.vtt${end}`, 'captions (VTT)')} ·{' '}
          {link(`${base}/transcript.srt${end}`, 'captions (SRT)')}
        </>
      ),
    })
  }
  for (const { id, position, file, availability } of recordings) {
    const key = `recording-${id}`
    const name = numbered('Recording', position, recordings.length)
    if (file !== null) rows.push({ key, main: fileLink(file, name), also: fileWords(file, name) })
    else if (availability === 'elsewhere') rows.push({ key, main: name, also: ELSEWHERE })
  }
  return <Rows rows={rows} />

  /** Pages and sizes are not known before the files were made once. */
  function summaryRow(facts: NonNullable<typeof summary>['facts']): Row {
    const sized = (name: string, bytes: number | undefined) =>
      bytes === undefined ? name : `${name}, ${sizeInWords(bytes)}`
    return {
      key: 'summary',
      main: link(`${base}/summary.pdf`, 'Summary'),
      also: (
        <>
          {facts === null ? 'PDF' : sized(`PDF, ${counted(facts.pages, 'page')}`, facts.bytes.pdf)} ·{' '}
          {link(`${base}/summary.md`, sized('Markdown', facts?.bytes.md))} ·{' '}
          {link(`${base}/summary.txt`, sized('plain text', facts?.bytes.txt))}
        </>
      ),
    }
  }

  function documentRow(document: DownloadsProps['conversation']['documents'][number]): Row {
    const { id, title, language, availability, file, address, pages } = document
    const key = `document-${id}`
    const lang = foreignLanguage(language)
    const words = <span lang={lang}>{title}</span>
    if (availability === 'elsewhere') return { key, main: words, also: ELSEWHERE }
    if (file !== null) return { key, main: fileLink(file, title, language), also: fileWords(file, words, pages) }
    if (address !== null)
      return {
        key,
        main: (
          <a href={address} lang={lang}>
            {title}
          </a>
        ),
        also: `on ${new URL(address).host}`,
      }
    return { key, main: words, also: 'on this page' }
  }
}

/** Of several, each has the number that its recording has. */
function numbered(name: string, position: number, count: number): string {
  return count === 1 ? name : `${name} ${position + 1}`
}

/** Type, pages and size, and the sum with which a copy can be checked: a file's key is the SHA-256 of its content. */
function fileWords({ key, mediaType, bytes }: StoredFile, title: React.ReactNode, pages: number | null = null) {
  const words = [mediaTypeInWords(mediaType), pages === null ? null : counted(pages, 'page'), sizeInWords(bytes)]
  return (
    <>
      {words.filter((word) => word !== null).join(', ')}
      <details className={styles.sum}>
        <summary>
          SHA-256<span className="hide"> of {title}</span>
        </summary>
        <code>{key}</code>
      </details>
    </>
  )
}
