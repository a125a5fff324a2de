import type { Database } from '#app/archive/database.server.ts'
import { countNamedFiles, fileInWords, findNamedFiles, readNamedFiles } from '#app/archive/named-files.server.ts'
import { sumOf } from '#app/files/sum.server.ts'
import type { FileStore } from '#app/files/store.ts'
import { lossOf, pairFiles } from '#app/operate/stored-files.server.ts'

import { ofAll, type CheckOptions } from './finding.ts'

const HOW_TO_MEND = 'import its source again, or copy it out of a backup (npm run copy-files -- --from BACKUP --verify)'

export type StoredFiles = { named: number; whole: number; spare: number }

/**
 * Every stored file that a row names, read to its end and compared with its sum, which is its name. One file is read at a
 * time. Beside a site that is being written to, what has been stored or taken away since is no fault.
 */
export async function checkStoredFiles(
  db: Database,
  files: FileStore,
  { tell, update, signal }: CheckOptions,
): Promise<StoredFiles> {
  const all = await countNamedFiles(db.pool)
  const counts: StoredFiles = { named: 0, whole: 0, spare: 0 }
  let spareBytes = 0
  for await (const pair of pairFiles(readNamedFiles(db.pool), files.list())) {
    signal?.throwIfAborted()
    if (pair.named === null) {
      counts.spare += 1
      spareBytes += pair.stored.bytes
      continue
    }
    counts.named += 1
    update(`${ofAll(counts.named, all)} files`)
    const fault = (await lossOf(pair, files)) ?? (await damageOf(files, pair.named.key))
    if (fault === null) counts.whole += 1
    else if ((await findNamedFiles(db.pool, [pair.named.key])).length > 0) {
      const sentence = `${capitalised(fileInWords(pair.named))} is ${fault} in ${files.place} (${pair.named.key}): ${HOW_TO_MEND}.`
      tell({ weight: 'wrong', sentence })
    }
  }
  if (counts.spare > 0) {
    const megabytes = (spareBytes / 1e6).toLocaleString('en-GB', { maximumFractionDigits: 1 })
    const many = counts.spare === 1 ? 'One stored file' : `${counts.spare.toLocaleString('en-GB')} stored files`
    tell({
      weight: 'look',
      sentence: `${many} (${megabytes} MB) in ${files.place} are named by nothing in the archive.`,
    })
  }
  return counts
}

async function damageOf(files: FileStore, key: string): Promise<'missing' | 'damaged' | null> {
  const sum = await sumOf(files, key)
  if (sum === null) return 'missing'
  return sum === key ? null : 'damaged'
}

function capitalised(sentence: string): string {
  return sentence.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}
