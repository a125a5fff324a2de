import { Fragment } from 'react'

import { NameLinks } from '#app/components/name-links.tsx'
import { dateInWords } from '#app/domain/dates.ts'
import { foreignLanguage } from '#app/domain/language.ts'

import type { ConversationData } from './load-conversation.server.ts'

type TitleProps = { conversation: ConversationData['conversation']; reading: string | null }

const ROLES = [
  { role: 'speaker', words: 'with' },
  { role: 'host', words: 'hosted by' },
  { role: 'facilitator', words: 'facilitated by' },
] as const

/** Month, title, who was there, and the parts of the page. */
export function Title({ conversation, reading }: TitleProps) {
  const { heldOn, title, namesInTitle, people, recordings, hasTranscript, titleLanguage } = conversation
  const named = ROLES.filter(({ role }) => !(namesInTitle && role === 'speaker'))
    .map(({ role, words }) => ({ words, those: people.filter((person) => person.role === role) }))
    .filter(({ those }) => those.length > 0)
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
      <h1 lang={foreignLanguage(titleLanguage)}>{title}</h1>
      {named.length === 0 ? null : (
        <p className="lead">
          {named.map(({ words, those }, index) => (
            <Fragment key={words}>
              {index === 0 ? null : '; '}
              {words} <NameLinks people={those} />
            </Fragment>
          ))}
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
