import type { Database } from '#app/archive/database.server.ts'
import { readRecords, readSlugs } from '#app/archive/records/read.server.ts'
import { readItem } from '#app/domain/archive-item.ts'
import type { RecordKind } from '#app/domain/archive-record.ts'

import { ofAll, type CheckOptions } from './finding.ts'
import { itemOf, type AnyRecord } from './record-item.ts'

const KINDS: RecordKind[] = ['organisation', 'series', 'person', 'theme', 'conversation', 'offering', 'news']
/** Records in memory at once, without the words of transcripts. */
const RECORDS_AT_ONCE = 100

/** Every record against the rules that an import holds items to. Gives how many there are. */
export async function checkRecords(db: Database, { tell, update, signal }: CheckOptions): Promise<number> {
  let count = 0
  for (const kind of KINDS) {
    const slugs = await readSlugs(db, kind)
    for (let from = 0; from < slugs.length; from += RECORDS_AT_ONCE) {
      signal?.throwIfAborted()
      const records = await readRecords(db, kind, slugs.slice(from, from + RECORDS_AT_ONCE), { cues: false })
      for (const record of records.values()) {
        for (const fault of faultsOf({ kind, record } as AnyRecord)) {
          tell({ weight: 'wrong', sentence: `The ${kind} ${record.slug} breaks a rule of the archive: ${fault}.` })
        }
      }
      count += records.size
      update(`${ofAll(Math.min(from + RECORDS_AT_ONCE, slugs.length), slugs.length)} of kind ${kind}`)
    }
  }
  return count
}

/** In words: "title must not be empty". */
export function faultsOf(record: AnyRecord): string[] {
  const read = readItem(itemOf(record))
  if (read.item !== null) return []
  return read.issues.map(({ path, message }) => `${path.map(String).join('.')} ${message}`.trim())
}
