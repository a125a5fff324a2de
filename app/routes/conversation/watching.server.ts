import type { Conversation } from '#app/archive/conversation.server.ts'
import { conversationAddress, fileAddress } from '#app/domain/conversation.ts'
import { posterAddress, type Recording, type Track } from '#app/domain/recording.ts'
import { parseTimeOffset } from '#app/domain/time-offset.ts'
import { turnsOf, type Turn } from '#app/domain/transcript-turns.ts'

export type Watching = {
  /** The one that the page shows: the first that opens here, else the first that is known. */
  recording: Recording | null
  turns: Turn[]
  language: string | null
  /** Seconds, from `?t=`. */
  startAt: number | null
}

/** What the page of a conversation has to watch, and the words of it. */
export function watchingOf({ slug, recordings, transcript }: Conversation, url: URL): Watching {
  const shown = recordings.find(({ availability }) => availability === 'here') ?? recordings[0]
  return {
    recording: shown === undefined ? null : toRecording(slug, shown),
    turns: turnsOf(transcript?.cues ?? []),
    language: transcript?.language ?? null,
    startAt: parseTimeOffset(url.searchParams.get('t')),
  }
}

function toRecording(slug: string, row: Conversation['recordings'][number]): Recording {
  const { availability, kind, address, file, posterKey, durationSeconds, chapters, captions } = row
  return {
    availability,
    kind,
    address,
    file: file && { url: fileAddress(file.key, file.name), mediaType: file.mediaType },
    poster: posterKey === null ? null : posterAddress(posterKey),
    durationSeconds,
    chapters: chapters.map(({ startSeconds, title }) => ({ start: startSeconds, title })),
    tracks: captions.map(({ language, label }): Track => ({
      url: `${conversationAddress(slug)}/transcript.${encodeURIComponent(language)}.vtt`,
      language,
      label: label === '' ? language : label,
    })),
  }
}
