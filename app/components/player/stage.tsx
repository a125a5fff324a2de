import { lazy, Suspense, useEffect, useId, useRef } from 'react'

import { consentSentence, type ProviderFacts, type Recording } from '#app/domain/recording.ts'

import { OwnMedia } from './own-media.tsx'
import { PlayControl } from './play-control.tsx'
import type { Playback } from './playback.ts'
import { PlayerBoundary } from './player-boundary.tsx'
import styles from './player.module.css'
import type { StageState } from './use-stage.ts'

// Nothing of it is fetched before the reader has pressed play.
const ProviderPlayer = lazy(async () => ({ default: (await import('./provider-player.tsx')).ProviderPlayer }))

type StageProps = {
  recording: Recording
  /** Who plays it; null for a file of our own. */
  provider: ProviderFacts | null
  title: string
  cover: React.ReactNode
  state: StageState
  live: boolean
  playback: Playback
}

/** The picture with its play button, and the player that takes its place. */
export function Stage({ recording, provider, title, cover, state, live, playback }: StageProps) {
  const { phase, start, button, play, reached, failed } = state
  const frame = useRef<HTMLDivElement>(null)
  const consent = useId()
  const waits = phase === 'waiting'
  // The file keeps the start that it came with: a later one must not load it anew.
  const firstStart = useRef(start).current

  const pressed = useRef(false)

  useEffect(() => {
    if (waits || !pressed.current) return
    // The button has gone; without this, focus would fall back to the top of the page.
    const media = frame.current?.querySelector<HTMLElement>('video, audio')
    if (media) media.focus()
    else frame.current?.focus()
  }, [waits])

  function press(): void {
    pressed.current = true
    play()
  }

  return (
    <>
      <div
        className={`${styles.stage} ${recording.file === null ? '' : styles.own} ${live ? styles.live : ''}`}
        data-phase={phase}
        data-kind={recording.kind}
      >
        {waits || recording.kind === 'audio' ? (
          <div className={styles.picture}>
            {recording.poster === null ? cover : <img src={recording.poster} alt="" />}
          </div>
        ) : null}
        <div ref={frame} className={styles.frame} tabIndex={-1} role="group" aria-label={`Player: ${title}`}>
          {recording.file === null ? null : (
            <OwnMedia
              file={recording.file}
              recording={recording}
              title={title}
              startAt={firstStart}
              attach={playback.attach}
              onPlay={reached}
            />
          )}
          {provider?.playable && !waits ? (
            <PlayerBoundary onFailed={failed}>
              <Suspense fallback={null}>
                <ProviderPlayer
                  provider={provider.provider}
                  address={provider.playable}
                  title={title}
                  startAt={start}
                  tracks={recording.tracks}
                  attach={playback.attach}
                  onReached={reached}
                  onFailed={failed}
                />
              </Suspense>
            </PlayerBoundary>
          ) : null}
        </div>
        {waits ? (
          <PlayControl
            recording={recording}
            provider={provider}
            startAt={start}
            live={live}
            describedBy={consent}
            buttonRef={button}
            onPress={press}
          />
        ) : null}
      </div>
      <p id={consent} className={`small ${styles.consent}`}>
        {consentSentence(provider)}
      </p>
    </>
  )
}
