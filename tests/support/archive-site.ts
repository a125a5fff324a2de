import fs from 'node:fs'

import { startSite, type Site } from './site.ts'
import { makeTemporaryFolder } from './temporary-folder.ts'

export type ArchiveSite = {
  /** An origin, without a slash at its end. */
  url: string
  dataDir: string
  /** All that it has printed so far, its log among it. */
  output: () => string
  /** Stops it, and removes what it kept. */
  remove: () => Promise<void>
}

/** Starts a site whose archive is what `write` puts into a folder. */
export async function startArchiveSite(write: (folder: string) => void): Promise<ArchiveSite> {
  const folder = makeTemporaryFolder('archive')
  write(folder)
  const site: Site = await startSite({ env: { SEED: folder, SEARCH_ENGINE: 'built-in' } })
  return {
    url: site.url,
    dataDir: site.dataDir,
    output: site.output,
    remove: async () => {
      await site.stop()
      for (const each of [site.dataDir, folder]) fs.rmSync(each, { recursive: true, force: true })
    },
  }
}
