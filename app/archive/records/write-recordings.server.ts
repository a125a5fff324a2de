import type pg from 'pg'

import type { ConversationRecord } from '#app/domain/archive-record.ts'

import { insertSql, rowsOf } from './table.ts'
import { RECORDING } from './tables.ts'

/** Cues of long recordings go in several statements, so that none grows without bound. */
const CUES_A_STATEMENT = 20_000

/** Writes the recordings of conversations that have none (yet), with chapters, captions and their words. */
export async function writeRecordings(
  client: pg.PoolClient,
  conversations: readonly ConversationRecord[],
): Promise<void> {
  const recordings = conversations.flatMap(({ slug, recordings }) =>
    recordings.map((recording, position) => ({ ...recording, owner: slug, position })),
  )
  if (recordings.length === 0) return
  await client.query(insertSql(RECORDING), [rowsOf(RECORDING, recordings)])

  const chapters = recordings.flatMap(({ owner, position, chapters }) =>
    chapters.map(({ start, title }) => ({ owner, recording: position, start, title })),
  )
  if (chapters.length > 0) {
    await client.query(
      `INSERT INTO chapter (recording_id, start_seconds, title)
       SELECT recording.id, r.start, r.title
       FROM json_to_recordset($1::json) AS r(owner text, recording int, start float8, title text) ${JOIN_RECORDING}`,
      [JSON.stringify(chapters)],
    )
  }

  const tracks = recordings.flatMap(({ owner, position, captions }) =>
    captions.map(({ language, label, cues }, index) => ({
      owner,
      recording: position,
      position: index,
      language,
      label,
      cues,
    })),
  )
  if (tracks.length === 0) return
  const { rows } = await client.query<{ owner: string; recording: number; position: number; id: number }>(
    `WITH written AS (
       INSERT INTO caption_track (recording_id, position, language, label)
       SELECT recording.id, r.position, r.language, r.label
       FROM json_to_recordset($1::json) AS r(owner text, recording int, position int, language text, label text) ${JOIN_RECORDING}
       RETURNING id, recording_id, position
     )
     SELECT conversation.slug AS owner, recording.position AS recording, written.position, written.id FROM written
     JOIN recording ON recording.id = written.recording_id JOIN conversation ON conversation.id = recording.conversation_id`,
    [JSON.stringify(tracks.map((track) => ({ ...track, cues: undefined })))],
  )
  const ids = new Map(rows.map((row) => [trackKey(row), row.id]))
  await writeCues(
    client,
    tracks.flatMap((track) =>
      track.cues.map((cue, position) => ({ track: ids.get(trackKey(track)), position, ...cue })),
    ),
  )
}

const JOIN_RECORDING = `JOIN conversation ON conversation.slug = r.owner
  JOIN recording ON recording.conversation_id = conversation.id AND recording.position = r.recording`

function trackKey({ owner, recording, position }: { owner: string; recording: number; position: number }): string {
  return `${owner} ${recording} ${position}`
}

async function writeCues(client: pg.PoolClient, cues: object[]): Promise<void> {
  for (let from = 0; from < cues.length; from += CUES_A_STATEMENT) {
    await client.query(
      `INSERT INTO cue (track_id, position, start_seconds, end_seconds, speaker, text)
       SELECT r.track, r.position, r.start, r."end", r.speaker, r.text FROM json_to_recordset($1::json)
       AS r(track int, position int, start float8, "end" float8, speaker text, text text)`,
      [JSON.stringify(cues.slice(from, from + CUES_A_STATEMENT))],
    )
  }
}
