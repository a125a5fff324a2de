import { memo } from 'react'

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
}

/**
 * A file of our own in the browser's player. It stands in the page from the start, so that it plays without script, from
 * the second that the address names (a media fragment, W3C Media Fragments 1.0), and loads nothing before it is played.
 */
export const OwnMedia = memo(function OwnMedia({ file, recording, title, startAt, attach, onPlay }: OwnMediaProps) {
  const source = startAt > 0 ? `${file.url}#t=${startAt}` : file.url
  const isAudio = recording.kind === 'audio'
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
      onPlay={onPlay}
      {...(isAudio ? {} : { playsInline: true })}
      {...picture}
    >
      {recording.tracks.map(({ url, language, label }, index) => (
        <track key={url} kind="captions" src={url} srcLang={language} label={label} default={index === 0} />
      ))}
    </Media>
  )
})
