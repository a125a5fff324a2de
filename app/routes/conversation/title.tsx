import { NameLinks } from '#app/components/name-links.tsx'
import { dateInWords } from '#app/domain/dates.ts'

import type { ConversationData } from './load-conversation.server.ts'

type TitleProps = { conversation: ConversationData['conversation']; reading: string | null }

/** Month, title, who was there, and the parts of the page. */
export function Title({ conversation, reading }: TitleProps) {
  const { heldOn, title, namesInTitle, people, recordings, hasTranscript, language } = conversation
  const speakers = people.filter(({ role }) => role === 'speaker')
  const others = people.filter(({ role }) => role !== 'speaker')
  const parts = [
    recordings.length > 0 && { id: 'recording', name: 'Recording' },
    hasTranscript && { id: 'transcript', name: 'Transcript' },
    reading !== null && { id: 'insights', name: reading },
    { id: 'download', name: 'Download' },
    people.length > 0 && { id: 'people', name: 'People' },
    { id: 'cite', name: 'Cite' },
    { id: 'share', name: 'Share' },
  ].filter((part) => part !== false)
  return (
    <header className="title">
      <p className="stamp">
        <time dateTime={heldOn}>{dateInWords(heldOn)}</time>
      </p>
      <h1 lang={language ?? undefined}>{title}</h1>
      {namesInTitle && others.length === 0 ? null : (
        <p className="lead">
          {namesInTitle || speakers.length === 0 ? null : (
            <>
              with <NameLinks people={speakers} />
            </>
          )}
          {speakers.length > 0 && others.length > 0 && !namesInTitle ? '; ' : null}
          {others.length === 0 ? null : (
            <>
              hosted by <NameLinks people={others} />
            </>
          )}
        </p>
      )}
      <nav className="no-print" aria-label="On this page">
        <ul className="links" role="list">
          {parts.map(({ id, name }) => (
            <li key={id}>
              <a href={`#${id}`}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  )
}
