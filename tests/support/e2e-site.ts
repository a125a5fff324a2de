import fs from 'node:fs'

import { startArchiveSite } from './archive-site.ts'
import { startSite } from './site.ts'
import { writeSpecimens } from './specimens.ts'

/**
 * Playwright's set-up: two production sites for all browser tests, with data of their own. One has the seed archive, the
 * other conversations that the seed has none of. A test that takes something away from its site starts one itself.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const [site, specimens] = await Promise.all([
    startSite({ env: { SEARCH_ENGINE: 'built-in' } }),
    startArchiveSite(writeSpecimens),
  ])
  // Playwright's workers inherit them and read the configuration again.
  process.env['E2E_BASE_URL'] = site.url
  process.env['E2E_SPECIMENS_URL'] = specimens.url
  return async () => {
    await Promise.all([site.stop(), specimens.remove()])
    fs.rmSync(site.dataDir, { recursive: true, force: true })
  }
}
