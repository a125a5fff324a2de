import { Plate } from '#app/components/cover.tsx'
import { themeAddress } from '#app/domain/conversation.ts'
import { monthOf } from '#app/domain/dates.ts'

import styles from './conversation.module.css'
import type { ConversationData } from './load-conversation.server.ts'

type RecordingProps = { conversation: ConversationData['conversation']; hasInsights: boolean }

/** What can be watched, with the summary below it; or, in one sentence, why nothing can. */
export function Recording({ conversation, hasInsights }: RecordingProps) {
  const themes = conversation.themes.map(({ slug }) => slug)
  return (
    <div className={`after-title ${styles.unrecorded}`}>
      <div className={styles.picture}>
        <Plate month={monthOf(conversation.heldOn)} themes={themes} />
      </div>
      <div className="stack-5">
        <Summary conversation={conversation} />
        <NoRecording conversation={conversation} hasInsights={hasInsights} />
      </div>
    </div>
  )
}

/** What it was about, and its themes. */
export function Summary({ conversation }: { conversation: ConversationData['conversation'] }) {
  return (
    <div className="stack">
      <div className="prose lead" dangerouslySetInnerHTML={{ __html: conversation.summaryHtml }} />
      {conversation.themes.length === 0 ? null : (
        <ul className="links" role="list" aria-label="Themes">
          {conversation.themes.map(({ slug, name }) => (
            <li key={slug}>
              <a href={themeAddress(slug)}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function NoRecording({ conversation: { recordings }, hasInsights }: RecordingProps) {
  const [recording] = recordings
  if (recording === undefined) return null
  const read = hasInsights ? (
    <>
      {' '}
      The <a href="#insights">insights</a> are here to read.
    </>
  ) : null
  return (
    <section aria-labelledby="recording">
      <h2 id="recording" className="hide">
        Recording
      </h2>
      <p>
        {recording.availability === 'elsewhere'
          ? 'A recording exists elsewhere. This archive has neither a copy nor an address of it.'
          : 'No recording was published of this evening.'}
        {read}
      </p>
    </section>
  )
}
