import type { ResultHoldings } from '#app/archive/holdings.server.ts'
import { clockTime, lengthInWords } from '#app/domain/dates.ts'
import { foreignLanguage } from '#app/domain/language.ts'
import type { SearchResult } from '#app/domain/search.ts'
import { timeOffset } from '#app/domain/time-offset.ts'
import { capitalised, countInWords } from '#app/domain/words.ts'

import { Marked } from '#app/components/marked.tsx'
import styles from './search.module.css'

type PassagesProps = { result: SearchResult; extras: ResultHoldings | null }

/** Where in a recording the words were said, three places at most; each opens the recording at that second. */
export function Passages({ result: { url, title, has, passages }, extras }: PassagesProps) {
  const { lengthSeconds = null, titleLanguage = null, wordsLanguage = null } = extras ?? {}
  const plays = has.includes('recording')
  return (
    <>
      {lengthSeconds === null ? null : (
        <HitLine starts={passages.map(({ start }) => start)} lengthSeconds={lengthSeconds} />
      )}
      <ol className={styles.passages} role="list">
        {passages.map(({ start, speaker, text, ranges }) => (
          <li key={start}>
            <a className={styles.moment} href={`${url}?t=${timeOffset(start)}#${plays ? 'recording' : 'transcript'}`}>
              <span className="hide">{plays ? 'Play from ' : 'Read from '}</span>
              {clockTime(start)}
              <span className="hide">
                : <span lang={foreignLanguage(titleLanguage)}>{title}</span>
              </span>
            </a>
            <span>
              {speaker === null ? null : <b>{speaker}: </b>}
              <span lang={foreignLanguage(wordsLanguage)}>
                <Marked text={text} ranges={ranges} />
              </span>
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

/** A thin line for the recording, a stroke for each moment shown; the same in words. */
function HitLine({ starts, lengthSeconds }: { starts: number[]; lengthSeconds: number }) {
  const moments = `${countInWords(starts.length)} ${starts.length === 1 ? 'moment' : 'moments'}`
  return (
    <>
      <svg className={styles.hits} aria-hidden="true" focusable="false">
        <line x1="0" x2="100%" y1="50%" y2="50%" />
        {starts.map((start) => (
          <rect key={start} x={`${((start / lengthSeconds) * 100).toFixed(1)}%`} y="0" width="4" height="100%" rx="2" />
        ))}
      </svg>
      <p className="small">
        {capitalised(moments)} in {lengthInWords(lengthSeconds)} of recording
      </p>
    </>
  )
}
