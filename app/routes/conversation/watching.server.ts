import type { Conversation, ConversationRecording } from '#app/archive/conversation.server.ts'
import { firstCues } from '#app/archive/cues.server.ts'
import type { Database } from '#app/archive/database.server.ts'
import { TurnsForServer } from '#app/components/player/page-turns.ts'
import { conversationAddress, fileAddress } from '#app/domain/conversation.ts'
import {
  chooseRecording,
  parseRecordingNumber,
  recordingInWords,
  recordingQuery,
  spokenBy,
} from '#app/domain/recording-choice.ts'
import { posterAddress, type Recording, type RecordingChoice, type Track } from '#app/domain/recording.ts'
import { parseTimeOffset, withinRecording } from '#app/domain/time-offset.ts'
import { joiningTurns, type Turn } from '#app/domain/transcript-turns.ts'
import { stepByStep } from '#app/platform/slices.ts'

export type Watching = {
  recording: Recording | null
  /** All that open here, where there are several. */
  choices: RecordingChoice[]
  /** `TurnsForServer`; nothing in the browser. */
  turns: unknown
  hasTurns: boolean
  /** Whether the transcript is longer than its page shows. */
  hasMore: boolean
  /** Of the turns. */
  language: string | null
  /** Seconds, from `?t=`. */
  startAt: number | null
}

/**
 * Of a transcript that a page shows: more than seven hours of speech. What is longer would hold up the site while its page
 * is made; its files have all of it.
 */
const MOST = { cues: 8000, letters: 600_000 }

/** What the page of a conversation has to watch, and the words of it. `?recording=2` asks for the second recording. */
export async function watchingOf(db: Database, { slug, recordings }: Conversation, url: URL): Promise<Watching> {
  const asked = parseRecordingNumber(url.searchParams.get('recording'))
  const shown = chooseRecording(recordings, asked)
  const byDefault = chooseRecording(recordings, null)
  const spoken = shown && spokenBy(recordings, shown)
  // A recording without words leaves those of another one to be read, unless the reader has asked for it by itself.
  const captions = (spoken ?? (shown === byDefault ? recordings.find(({ captions }) => captions.length > 0) : null))
    ?.captions
  const track = captions?.[0]
  const { cues, hasMore } = track === undefined ? { cues: [], hasMore: false } : await firstCues(db, track.id, MOST)
  const turns: Turn[] = []
  await stepByStep(joiningTurns(cues, turns))
  const here = recordings.filter(({ availability }) => availability === 'here')
  const numberOf = (recording: ConversationRecording) => (recording === byDefault ? null : recording.position + 1)
  return {
    recording: shown && { ...toRecording(shown), number: numberOf(shown), tracks: tracksOf(slug, recordings, spoken) },
    choices:
      here.length < 2
        ? []
        : here.map((recording) => ({
            address: `${conversationAddress(slug)}${recordingQuery(numberOf(recording))}#recording`,
            words: recordingInWords(recording),
            own: recording.file !== null,
            current: recording === shown,
          })),
    turns: new TurnsForServer(turns),
    hasTurns: turns.length > 0,
    hasMore,
    language: track?.language ?? null,
    startAt: withinRecording(parseTimeOffset(url.searchParams.get('t')), shown?.durationSeconds ?? null),
  }
}

function toRecording(row: ConversationRecording): Omit<Recording, 'number' | 'tracks'> {
  const { availability, kind, address, file, posterKey, durationSeconds, chapters } = row
  return {
    availability,
    kind,
    address,
    file: file && { url: fileAddress(file.key, file.name), mediaType: file.mediaType },
    poster: posterKey === null ? null : posterAddress(posterKey),
    durationSeconds,
    chapters: chapters.map(({ startSeconds, title }) => ({ start: startSeconds, title })),
  }
}

function tracksOf(
  slug: string,
  recordings: readonly ConversationRecording[],
  spoken: ConversationRecording | null,
): Track[] {
  if (spoken === null) return []
  return spoken.captions.map(({ language, label }) => {
    // Without a number the address gives the first words in that language.
    const first = recordings.find(({ captions }) => captions.some((track) => track.language === language))
    const file = `transcript.${encodeURIComponent(language)}.vtt`
    return {
      url: `${conversationAddress(slug)}/${file}${recordingQuery(first === spoken ? null : spoken.position + 1)}`,
      language,
      label: label === '' ? language : label,
    }
  })
}
