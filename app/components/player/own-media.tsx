import { memo, useRef } from 'react'

import type { Recording } from '#app/domain/recording.ts'

import styles from './player.module.css'

type OwnMediaProps = {
  file: NonNullable<Recording['file']>
  recording: Recording
  title: string
  /** Seconds. */
  startAt: number
  attach: (element: HTMLMediaElement | null) => void
  onPlay: () => void
  onFailed: () => void
}

/**
 * A file of our own in the browser's player. It stands in the page from the start, so that it plays without script, from
 * the second that the address names (a media fragment, W3C Media Fragments 1.0), and loads nothing before it is played.
 */
export const OwnMedia = memo(function OwnMedia({ file, recording, title, startAt, ...on }: OwnMediaProps) {
  const { attach, onPlay, onFailed } = on
  const source = startAt > 0 ? `${file.url}#t=${startAt}` : file.url
  const isAudio = recording.kind === 'audio'
  const begun = useRef(false)

  function begin({ currentTarget }: React.SyntheticEvent<HTMLMediaElement>): void {
    const [captions] = currentTarget.textTracks
    if (!begun.current && captions !== undefined) captions.mode = 'showing'
    begun.current = true
    onPlay()
  }

  // The attributes of <video> are those of <audio> and three more, which are left out for sound.
  const Media = (isAudio ? 'audio' : 'video') as 'video'
  const picture = isAudio || recording.poster === null ? {} : { poster: recording.poster }
  return (
    <Media
      ref={attach}
      className={isAudio ? styles.audio : styles.media}
      src={source}
      controls
      preload="none"
      aria-label={title}
      onPlay={begin}
      onError={onFailed}
      {...(isAudio ? {} : { playsInline: true })}
      {...picture}
    >
      {/* None is the default, which browsers fetch with the page: of two hours that is as much as the page itself. */}
      {recording.tracks.map(({ url, language, label }) => (
        <track key={url} kind="captions" src={url} srcLang={language} label={label} />
      ))}
    </Media>
  )
})
