import { Cover, Plate } from '#app/components/cover.tsx'
import { TurnsForServer } from '#app/components/player/page-turns.ts'
import { RecordingPanel } from '#app/components/player/recording-panel.tsx'
import { PageHtml } from '#app/components/server-html.tsx'
import { themeAddress } from '#app/domain/conversation.ts'
import { monthOf } from '#app/domain/dates.ts'
import { foreignLanguage } from '#app/domain/language.ts'
import { absenceSentence } from '#app/domain/recording.ts'

import styles from './conversation.module.css'
import type { ConversationData } from './load-conversation.server.ts'

type WatchProps = {
  conversation: ConversationData['conversation']
  summaryHtml: ConversationData['summaryHtml']
  watching: ConversationData['watching']
  /** The title of what can be read under `#insights`; null where there is nothing. */
  reading: string | null
}

/** What can be watched and read along, with the summary below it; or, in one sentence, why nothing can. */
export function Watch({ conversation, summaryHtml, watching, reading }: WatchProps) {
  const { recording, choices, turns, hasTurns, language, startAt } = watching
  const picture = { month: monthOf(conversation.heldOn), themes: conversation.themes.map(({ slug }) => slug) }
  if (recording !== null && (recording.availability === 'here' || hasTurns))
    return (
      <div className="after-title">
        <RecordingPanel
          recording={recording}
          choices={choices}
          turns={hasTurns ? TurnsForServer.read(turns) : []}
          language={language}
          title={conversation.title}
          startAt={startAt}
          cover={<Cover {...picture} width={640} height={360} />}
          reading={reading}
        >
          <div className="after-title">
            <Summary conversation={conversation} summaryHtml={summaryHtml} />
          </div>
        </RecordingPanel>
      </div>
    )
  return (
    <div className={`after-title ${styles.unrecorded}`}>
      <div className={styles.picture}>
        <Plate {...picture} />
      </div>
      <div className="stack-5">
        <Summary conversation={conversation} summaryHtml={summaryHtml} />
        {recording === null || recording.availability === 'here' ? null : (
          <NoRecording sentence={absenceSentence(recording.availability)} reading={reading} />
        )}
      </div>
    </div>
  )
}

/** What it was about, and its themes. */
function Summary({ conversation, summaryHtml }: Pick<WatchProps, 'conversation' | 'summaryHtml'>) {
  const { themes, language } = conversation
  return (
    <div className="stack">
      <PageHtml id="summary" className="prose lead" lang={foreignLanguage(language)} given={summaryHtml} />
      {themes.length === 0 ? null : (
        <ul className="links" role="list" aria-label="Themes">
          {themes.map(({ slug, name }) => (
            <li key={slug}>
              <a href={themeAddress(slug)}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function NoRecording({ sentence, reading }: { sentence: string; reading: string | null }) {
  return (
    <section aria-labelledby="recording">
      <h2 id="recording" className="hide">
        Recording
      </h2>
      <p>
        {sentence}
        {reading === null ? null : (
          <>
            {' '}
            Here to read: <a href="#insights">{reading}</a>.
          </>
        )}
      </p>
    </section>
  )
}
