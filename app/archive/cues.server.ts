import type { Pool, PoolClient } from 'pg'

import type { Cue } from '#app/domain/transcript.ts'
import { inTransaction } from '#app/platform/transaction.server.ts'

import type { Database } from './database.server.ts'

/** What is read at once: the driver gives nobody their turn while it turns what has arrived into rows. */
export const READ_AT_ONCE = { cues: 1000, bytes: 128 * 1024 }

/** The next cues of a track, one at least; the last of all says that it is. */
const NEXT_CUES = `
  SELECT position, start_seconds AS start, end_seconds AS "end", speaker, text, following IS NULL AS last FROM (
    SELECT *, lead(position) OVER in_order AS following, row_number() OVER in_order AS number,
      sum(octet_length(text)) OVER in_order - octet_length(text) AS before
    FROM (SELECT * FROM cue WHERE track_id = $1 AND position > $2 ORDER BY position LIMIT ${READ_AT_ONCE.cues} + 1) AS next
    WINDOW in_order AS (ORDER BY position)
  ) AS counted WHERE number <= ${READ_AT_ONCE.cues} AND before < ${READ_AT_ONCE.bytes} ORDER BY position`

type Row = Cue & { position: number; last: boolean }
type Queryable = Pick<Pool | PoolClient, 'query'>
type Found = { cues: Cue[]; hasMore: boolean }

/** How much of a track is wanted: so many cues, with so many letters together. */
export type MostCues = { cues: number; letters: number }

const ALL: MostCues = { cues: Infinity, letters: Infinity }

/** The words of a caption track, in order. */
export async function findCues(db: Database, trackId: number): Promise<Cue[]> {
  return (await firstCues(db, trackId, ALL)).cues
}

/** The first of them, and whether there are more. By SQL: Prisma takes several times as long for thousands of rows. */
export async function firstCues(db: Database, trackId: number, most: MostCues): Promise<Found> {
  const rows = await readNext(db.pool, trackId)
  // Nearly every track is read at once. A longer one is read in parts, of one moment of the archive.
  if (rows.length === 0 || rows.at(-1)?.last) return gather([rows], most)
  return inTransaction(db.pool, (client) => gather(cuesInParts(client, trackId), most), 'snapshot')
}

/** All cues of a track, in parts. To be gone through within one snapshot. */
export async function* cuesInParts(sql: Queryable, trackId: number): AsyncGenerator<Row[]> {
  let end: Row | undefined
  do {
    const rows = await readNext(sql, trackId, end?.position)
    yield rows
    end = rows.at(-1)
  } while (end !== undefined && !end.last)
}

async function readNext(sql: Queryable, trackId: number, after = -1): Promise<Row[]> {
  return (await sql.query<Row>(NEXT_CUES, [trackId, after])).rows
}

async function gather(parts: Iterable<Row[]> | AsyncIterable<Row[]>, most: MostCues): Promise<Found> {
  const cues: Cue[] = []
  let letters = 0
  for await (const part of parts) {
    for (const { start, end, speaker, text } of part) {
      letters += text.length
      if (cues.length === most.cues || letters > most.letters) return { cues, hasMore: true }
      cues.push({ start, end, speaker, text })
    }
  }
  return { cues, hasMore: false }
}
