import styles from './home.module.css'

export type MeetingFacts = {
  /** The rule in a sentence. */
  rhythm: string | null
  /** The next meeting: its instant, its day and its hours in words. */
  next: { startsAt: string; day: string; hours: string } | null
}

/** When people meet: the rule in words, the next day of it, and what an evening is like. */
export function Meetings({ rhythm, next, descriptionHtml }: MeetingFacts & { descriptionHtml: string }) {
  return (
    <div className="stack">
      {rhythm === null ? null : <p className="lead">{rhythm}</p>}
      {next === null ? null : (
        <p className={styles.next}>
          Next:{' '}
          <time className="stamp" dateTime={next.startsAt}>
            {next.day}
          </time>
          , {next.hours}.
        </p>
      )}
      <div className="prose" dangerouslySetInnerHTML={{ __html: descriptionHtml }} />
    </div>
  )
}
