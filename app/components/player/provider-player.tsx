import { memo, useCallback, useRef } from 'react'
import ReactPlayer from 'react-player'

import type { Provider, Track } from '#app/domain/recording.ts'

type ProviderPlayerProps = {
  provider: Provider
  /** What `providerOf` calls playable. */
  address: string
  title: string
  /** Seconds. */
  startAt: number
  /** For what plays in a `<video>` here; a provider's own frame brings its own. */
  tracks: readonly Track[]
  attach: (element: HTMLMediaElement | null) => void
  /** The provider has answered. */
  onReached: () => void
  onFailed: () => void
}

/** In the address, which its element has from the first: what else it is told may come after it has begun to load. */
function startingAt(address: string, seconds: number): string {
  const url = new URL(address)
  url.searchParams.delete('start')
  if (seconds > 0) url.searchParams.set('t', String(Math.floor(seconds)))
  else url.searchParams.delete('t')
  return url.href
}

/**
 * The provider's player, playing. Loaded on its own, after the reader has pressed play. Memoised: each render of
 * react-player sets speed and volume back to 1.
 */
export const ProviderPlayer = memo(function ProviderPlayer(props: ProviderPlayerProps) {
  const { provider, address, title, startAt, tracks, attach, onReached, onFailed } = props
  const player = useRef<HTMLVideoElement | null>(null)

  const takePlayer = useCallback(
    (element: HTMLVideoElement | null) => {
      player.current = element
      attach(element)
    },
    [attach],
  )

  const nameFrame = useCallback(() => {
    // Providers' frames come without a title, in a shadow tree that stands one step after the event.
    requestAnimationFrame(() => {
      const frame = player.current?.shadowRoot?.querySelector('iframe')
      if (frame) frame.title = `Player: ${title}`
    })
  }, [title])

  const begin = useCallback(() => {
    nameFrame()
    onReached()
    // YouTube is told with its address: moved before it plays, its element pauses it.
    if (provider !== 'youtube' && startAt > 0 && player.current !== null) player.current.currentTime = startAt
  }, [nameFrame, onReached, provider, startAt])

  return (
    <ReactPlayer
      ref={takePlayer}
      src={provider === 'youtube' ? startingAt(address, startAt) : address}
      width="100%"
      height="100%"
      controls
      autoPlay
      playsInline
      onLoadStart={nameFrame}
      onLoadedMetadata={begin}
      onPlaying={onReached}
      onError={onFailed}
    >
      {tracks.map(({ url, language, label }, index) => (
        <track key={url} kind="captions" src={url} srcLang={language} label={label} default={index === 0} />
      ))}
    </ReactPlayer>
  )
})
