import fs from 'node:fs'
import path from 'node:path'

import { runStart, type SiteOptions } from './site.ts'
import { copyFolder, makeTemporaryFolder } from './temporary-folder.ts'

/** Tells the workers of a run where the prepared folders are. */
const VARIABLE = 'PREPARED_DATA_FOLDER'

/** `empty`: a database that is migrated and holds nothing; `seeded`: the seed archive. */
export type Prepared = 'empty' | 'seeded'

/**
 * Vitest's set-up for tests that start many sites: makes two data folders by real starts, once a run. A copy of one takes a
 * tenth of a second, a database and the seed six.
 */
export default async function setup(): Promise<() => void> {
  const folder = makeTemporaryFolder('prepared')
  const dataDir = path.join(folder, 'data')
  await startAndStop({ env: { DATA_DIR: dataDir, SEED: 'none', SEARCH_ENGINE: 'built-in' } })
  copyFolder(dataDir, path.join(folder, 'empty'))
  await startAndStop({ env: { DATA_DIR: dataDir, SEARCH_ENGINE: 'built-in' } })
  fs.renameSync(dataDir, path.join(folder, 'seeded'))
  process.env[VARIABLE] = folder
  return () => fs.rmSync(folder, { recursive: true, force: true })
}

async function startAndStop(options: SiteOptions): Promise<void> {
  const { code, output } = await runStart({ ...options, stopWhenSaid: /^Third Thursday is at /m })
  if (code !== 0) throw new Error(`The site for prepared data failed:\n${output}`)
}

/** Puts a copy of one into `dataDir`, which must not be there yet or be empty; gives `dataDir`. */
export function copyPrepared(prepared: Prepared, dataDir: string): string {
  const folder = process.env[VARIABLE]
  if (folder === undefined) throw new Error('Only the project "faults" of vitest prepares data folders.')
  fs.rmSync(dataDir, { recursive: true, force: true })
  copyFolder(path.join(folder, prepared), dataDir)
  return dataDir
}
