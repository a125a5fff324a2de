import { fileInWords, readNamedFiles, type NamedFile } from '#app/archive/named-files.server.ts'
import type { Database } from '#app/archive/database.server.ts'
import type { FileStore, ListedFile } from '#app/files/store.ts'

/** A key that a row names, that is stored, or both. */
export type Pair = { named: NamedFile; stored: ListedFile | null } | { named: null; stored: ListedFile }

/** What rows name beside what is stored, in the order of keys; never more than a page of either is in memory. */
export async function* pairFiles(
  named: AsyncIterable<NamedFile>,
  stored: AsyncIterable<ListedFile>,
): AsyncGenerator<Pair> {
  const there = stored[Symbol.asyncIterator]()
  try {
    let next = await there.next()
    for await (const file of named) {
      while (!next.done && next.value.key < file.key) {
        yield { named: null, stored: next.value }
        next = await there.next()
      }
      const twin = !next.done && next.value.key === file.key ? next.value : null
      yield { named: file, stored: twin }
      if (twin !== null) next = await there.next()
    }
    for (; !next.done; next = await there.next()) yield { named: null, stored: next.value }
  } finally {
    await there.return?.()
  }
}

/** Why a named file is not as its row says, without a look into it; null where nothing is wrong. */
export async function lossOf({ named, stored }: Pair, files: FileStore): Promise<'missing' | 'cut off' | null> {
  if (named === null) return null
  // It may have been stored since the list was made.
  const bytes = stored?.bytes ?? (await files.size(named.key))
  if (bytes === null) return 'missing'
  return named.bytes !== null && named.bytes !== bytes ? 'cut off' : null
}

export type FileCount = { named: number; lost: number; first: NamedFile | null }

/** Counts the named files that are missing, or have another length than their row says. Reads none of them. */
export async function countLostFiles(db: Database, files: FileStore, signal?: AbortSignal): Promise<FileCount> {
  const count: FileCount = { named: 0, lost: 0, first: null }
  for await (const pair of pairFiles(readNamedFiles(db.pool), files.list())) {
    signal?.throwIfAborted()
    if (pair.named === null) continue
    count.named += 1
    if ((await lossOf(pair, files)) === null) continue
    count.lost += 1
    count.first ??= pair.named
  }
  return count
}

/**
 * One sentence for whoever starts a site whose files are not all there; null where they are.
 *
 * @param other the store that the site does not use, if there is one: files may still lie there
 */
export async function lostFilesInWords(
  { named, lost, first }: FileCount,
  files: FileStore,
  other: FileStore | null,
): Promise<string | null> {
  if (first === null) return null
  const many = `${lost.toLocaleString('en-GB')} of ${named.toLocaleString('en-GB')} stored files`
  const what = `${many} are missing from ${files.place}, or cut off: ${fileInWords(first)} for one`
  if (other !== null && (await other.has(first.key)))
    return `${what}. They are in ${other.place}: npm run copy-files brings them here.`
  return `${what}. npm run check names them all.`
}
