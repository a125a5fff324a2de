import { lazy, Suspense, useCallback, useEffect, useId, useRef } from 'react'

import { consentSentence, type ProviderFacts, type Recording } from '#app/domain/recording.ts'

import { OwnMedia } from './own-media.tsx'
import { PlayControl } from './play-control.tsx'
import type { Playback } from './playback.ts'
import { PlayerBoundary } from './player-boundary.tsx'
import { PlayerTools } from './player-tools.tsx'
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
  const { phase, start, attempt, button, play, reached, failed } = state
  const frame = useRef<HTMLDivElement>(null)
  const consent = useId()
  const stands = phase === 'waiting' || phase === 'unreachable'
  // The file keeps the start that it came with: a later one must not load it anew.
  const firstStart = useRef(start).current
  const pressed = useRef(false)
  const notLoaded = useRef(false)

  useEffect(() => {
    if (!pressed.current) return
    // What had the focus has gone: it goes to what took its place, not back to the top of the page.
    const media = frame.current?.querySelector<HTMLElement>('video, audio')
    const place = stands ? button.current : (media ?? frame.current)
    if (!stands || hasFocus(frame.current)) place?.focus()
    pressed.current = !stands
  }, [stands, button])

  const failedToLoad = useCallback(() => {
    notLoaded.current = true
    failed()
  }, [failed])

  function press(): void {
    // Browsers keep that a script could not be loaded: only a new page asks for it again.
    if (notLoaded.current && navigator.onLine) return location.reload()
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
        {stands || recording.kind === 'audio' ? (
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
              onFailed={failed}
            />
          )}
          {provider?.playable && attempt > 0 ? (
            <PlayerBoundary key={attempt} onFailed={failedToLoad}>
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
        {stands ? (
          <PlayControl
            recording={recording}
            provider={provider}
            startAt={start}
            again={phase === 'unreachable'}
            live={live}
            describedBy={consent}
            buttonRef={button}
            onPress={press}
          />
        ) : null}
      </div>
      {phase === 'playing' ? (
        <PlayerTools playback={playback} inPage={recording.kind === 'video' && isInPage(provider)} />
      ) : null}
      <p id={consent} className={`small ${styles.consent}`}>
        {consentSentence(provider)}
      </p>
    </>
  )
}

/** A provider's frame has windows of its own. */
function isInPage(provider: ProviderFacts | null): boolean {
  return provider === null || ['hls', 'dash', 'file'].includes(provider.provider)
}

/** Also when it has just been hidden and nothing else has taken the focus. A reader who went on is left alone. */
function hasFocus(place: HTMLElement | null): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body || (place?.contains(activeElement) ?? false)
}
