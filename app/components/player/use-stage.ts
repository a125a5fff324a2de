import { useCallback, useEffect, useRef, useState } from 'react'

import type { Playback } from './playback.ts'

/**
 * `waiting` for the reader to press play; `asking` the provider; `playing` (or paused, but begun); `unreachable` when
 * the provider has not answered in time, or when it or our own file has failed. One that answers late is `playing` after
 * all.
 */
export type Phase = 'waiting' | 'asking' | 'playing' | 'unreachable'

/** A network that blocks a provider often swallows the request and never answers. */
export const PROVIDER_PATIENCE_MS = 3000

type StageOptions = {
  /** Whether the file is ours: it is in the page already and nobody has to be asked. */
  own: boolean
  /** Seconds, from the address. */
  startAt: number
  playback: Playback
}

/**
 * The life of a recording on the page. `jump` moves it, or where that needs a consent first, says where it will begin;
 * `moveStart` says so without playing.
 */
export function useStage({ own, startAt, playback }: StageOptions) {
  const [phase, setPhase] = useState<Phase>('waiting')
  const [start, setStart] = useState(startAt)
  const [attempt, setAttempt] = useState(0)
  const button = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (phase !== 'asking') return
    const timer = setTimeout(() => setPhase('unreachable'), PROVIDER_PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [phase])

  const reached = useCallback(() => setPhase('playing'), [])
  const failed = useCallback(() => setPhase('unreachable'), [])
  const play = useCallback(() => {
    setPhase(own ? 'playing' : 'asking')
    setAttempt((count) => count + 1)
    if (own) playback.play()
  }, [own, playback])

  const jump = useCallback(
    (seconds: number) => {
      if (own || phase === 'playing') {
        setPhase('playing')
        playback.playFrom(seconds)
        return
      }
      // Pressing a time is no consent to ask somebody else's server: the button says from where it will play.
      setStart(seconds)
      button.current?.focus()
    },
    [own, phase, playback],
  )

  const moveStart = useCallback(
    (seconds: number) => {
      setStart(seconds)
      playback.standAt(seconds)
    },
    [playback],
  )

  return { phase, start, attempt, button, play, jump, moveStart, reached, failed }
}

export type StageState = ReturnType<typeof useStage>
