import fs from 'node:fs'

import { startSite } from './site.ts'

/** Playwright's set-up: one production site with the seed archive for all browser tests, with data of its own. */
export default async function setup(): Promise<() => Promise<void>> {
  const site = await startSite({ env: { SEARCH_ENGINE: 'built-in' } })
  process.env['E2E_BASE_URL'] = site.url // Playwright's workers inherit it and read the configuration again.
  return async () => {
    await site.stop()
    fs.rmSync(site.dataDir, { recursive: true, force: true })
  }
}
