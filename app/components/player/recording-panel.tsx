import { Fragment, useCallback, useMemo } from 'react'

import { Notice } from '#app/components/notice.tsx'
import {
  absenceSentence,
  providerOf,
  startOfAddress,
  type ProviderFacts,
  type Recording,
  type RecordingChoice,
} from '#app/domain/recording.ts'
import { withinRecording } from '#app/domain/time-offset.ts'
import { momentIn, type Turn } from '#app/domain/transcript-turns.ts'

import { Chapters } from './chapters.tsx'
import { usePageTurns } from './page-turns.ts'
import { createPlayback } from './playback.ts'
import styles from './player.module.css'
import { RecordingChoices } from './recording-choices.tsx'
import { Stage } from './stage.tsx'
import { TranscriptPane } from './transcript-pane.tsx'
import { useLive } from '#app/components/use-live.ts'
import { useMomentInFragment, useMomentLinks } from './use-moment-links.ts'
import { useStage, type Phase } from './use-stage.ts'

type RecordingPanelProps = {
  recording: Recording
  choices: readonly RecordingChoice[]
  /** The transcript, from `turnsOf`; empty where there is none. Null in the browser: its turns are read from the page. */
  turns: readonly Turn[] | null
  language: string | null
  /** The conversation's. */
  title: string
  /** Seconds, from the address (`parseTimeOffset`); null where it names none. */
  startAt: number | null
  /** What stands behind the play button where the recording has no picture of its own. */
  cover: React.ReactNode
  /** The title of what can be read on this page under `#insights`; null where there is nothing. */
  reading: string | null
  /** What stands below the recording where there is a transcript beside it, else beside it. */
  children?: React.ReactNode
}

/** A recording to watch, with its chapters, and its transcript beside it. */
export function RecordingPanel(props: RecordingPanelProps) {
  const { recording, choices, turns: given, language, title, startAt, cover, reading, children } = props
  const pageTurns = usePageTurns(given)
  const { turns } = pageTurns
  const { number } = recording
  const live = useLive()
  const playback = useMemo(createPlayback, [])
  const provider = useMemo(() => providerFor(recording), [recording])
  const state = useStage({ own: recording.file !== null, startAt: startAt ?? ownStartOf(recording), playback })
  const playable = recording.file !== null || (provider !== null && provider.playable !== null)
  const { jump, moveStart } = state
  const jumpToTurn = useCallback((seconds: number) => jump(momentIn(turns, seconds)), [jump, turns])
  useMomentLinks({ jump: jumpToTurn, playable, number })
  useMomentInFragment({ moveStart, playable, durationSeconds: recording.durationSeconds })

  return (
    <div className={`pair ${styles.panel}`}>
      <section aria-labelledby="recording">
        <h2 id="recording" className="hide">
          Recording
        </h2>
        {recording.availability === 'here' ? (
          <>
            <Stage {...{ recording, provider, title, cover, state, live, playback }} />
            <Ways {...{ recording, choices, provider, phase: state.phase, hasTranscript: turns.length > 0, reading }} />
            <RecordingChoices choices={choices} />
            <Chapters chapters={playable ? recording.chapters : []} number={number} />
          </>
        ) : (
          <p>
            {absenceSentence(recording.availability)} <Reading hasTranscript={turns.length > 0} reading={reading} />
          </p>
        )}
        {turns.length === 0 ? null : children}
      </section>
      {turns.length === 0 ? (
        <div>{children}</div>
      ) : (
        <TranscriptPane
          given={given}
          pageTurns={pageTurns}
          language={language}
          playable={playable}
          number={number}
          startAt={startAt}
          begun={state.phase === 'playing'}
          live={live}
          playback={playback}
        />
      )}
    </div>
  )
}

function providerFor({ file, address }: Recording): ProviderFacts | null {
  return file !== null || address === null ? null : providerOf(address)
}

/** Seconds: where the address of a recording begins by itself. */
function ownStartOf({ file, address, durationSeconds }: Recording): number {
  const start = file !== null || address === null ? null : startOfAddress(address)
  return withinRecording(start, durationSeconds) ?? 0
}

type WaysProps = {
  recording: Recording
  choices: readonly RecordingChoice[]
  provider: ProviderFacts | null
  phase: Phase
  hasTranscript: boolean
  reading: string | null
}

/** What can be done instead of playing here, and what to do when the provider does not answer. */
function Ways({ recording, choices, provider, phase, hasTranscript, reading }: WaysProps) {
  const copies = choices.filter(({ own, current }) => own && !current)
  const ways = (
    <>
      <Reading hasTranscript={hasTranscript} reading={reading} />
      {recording.address === null || provider?.playable === null ? null : (
        <>
          {' '}
          The recording is <a href={recording.address}>also on {providerOf(recording.address).name}</a>.
        </>
      )}
    </>
  )
  return (
    <>
      {/* There before it says anything, or a screen reader would miss it. */}
      <div role="status">
        {phase === 'unreachable' ? (
          <Notice kind="bad">
            {provider === null
              ? 'The recording could not be played: it may not have come through, or this browser may not know its kind.'
              : `${provider.name} could not be reached; this network may block it.`}{' '}
            {ways}
            {copies.map(({ address, words }) => (
              <Fragment key={address}>
                {' '}
                Here to play: <a href={address}>{words}</a>.
              </Fragment>
            ))}
          </Notice>
        ) : null}
      </div>
      {phase === 'unreachable' ? null : <p className={`small ${styles.ways}`}>{ways}</p>}
    </>
  )
}

/** What of the recording can be read here. */
function Reading({ hasTranscript, reading }: { hasTranscript: boolean; reading: string | null }) {
  const transcript = <a href="#transcript">transcript</a>
  const document = <a href="#insights">{reading}</a>
  if (!hasTranscript) return reading === null ? null : <>Here to read: {document}.</>
  if (reading === null) return <>The {transcript} is here to read.</>
  return (
    <>
      Here to read: the {transcript}; {document}.
    </>
  )
}
