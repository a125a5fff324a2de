import fs from 'node:fs/promises'
import path from 'node:path'

import { openArchiveFolder } from '#app/ingest/archive-folder/read-folder.server.ts'
import { UnreadableSourceError, type Source } from '#app/ingest/source.ts'
import { openJsonLines } from './json-lines.server.ts'

/**
 * Opens whatever a path leads to: an archive folder, a saved page (.html, .htm) or its text (.txt, .md), JSON Lines (.jsonl,
 * .ndjson, also .gz). `isKnown` says whom the archive has: a page looks for those first.
 *
 * @throws UnreadableSourceError when it is none of these, or cannot be read.
 */
export async function openSource(source: string, isKnown: (name: string) => boolean = () => false): Promise<Source> {
  const name = path.basename(source)
  const stat = await statOf(source)
  if (stat.isDirectory()) return openArchiveFolder(source)
  if (/\.(?:jsonl|ndjson|jsonlines)(?:\.gz)?$/i.test(name)) return openJsonLines(source)
  if (/\.(?:x?html?|txt|md|markdown)$/i.test(name)) {
    // The words of a language take half a second to load: nothing else needs them.
    const { openPage } = await import('./page-file.server.ts')
    return openPage(source, isKnown)
  }
  throw new UnreadableSourceError(
    `${name} is none of what can be imported: an archive folder, a page (.html, .txt, .md) or JSON Lines (.jsonl, .jsonl.gz).`,
  )
}

async function statOf(source: string): Promise<Awaited<ReturnType<typeof fs.stat>>> {
  try {
    const stat = await fs.stat(source)
    await fs.access(source, fs.constants.R_OK)
    return stat
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') throw new UnreadableSourceError(`There is nothing at ${source}.`)
    if (code === 'EACCES' || code === 'ENOTDIR') throw new UnreadableSourceError(`${source} may not be read.`)
    throw error
  }
}
