// @ts-check
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { endChildrenOnSignals } from './steps/child.mjs'
import { failWith } from './steps/failure.mjs'
import { endWithNpm } from './steps/parent.mjs'
import { createReporter } from './steps/reporter.mjs'
import { PROGRAM, setUp } from './steps/set-up.mjs'

/**
 * Sets up what is missing and serves, in one process: the server must be able to stop what it started.
 *
 * @param {{ development: boolean }} options
 */
export async function startSite({ development }) {
  process.chdir(path.resolve(import.meta.dirname, '..'))
  const reporter = createReporter(process.stdout)
  endChildrenOnSignals()
  endWithNpm()
  try {
    await setUp(reporter, { development: false, build: !development })
    // Not before: npm would leave out what the tests need.
    process.env.NODE_ENV ??= development ? 'development' : 'production'
    const { serve } = await (development ? compiledNow() : built())
    await serve({ development, reporter })
  } catch (error) {
    failWith(error)
  }
}

/** @returns {Promise<typeof import('./serve.ts')>} */
async function compiledNow() {
  const { register } = await import('tsx/esm/api')
  register()
  return import('./serve.ts')
}

/** @returns {Promise<typeof import('./serve.ts')>} */
function built() {
  return import(pathToFileURL(PROGRAM).href)
}
