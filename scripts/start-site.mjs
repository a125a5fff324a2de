// @ts-check
import path from 'node:path'

import { endChildrenOnSignals } from './steps/child.mjs'
import { failWith } from './steps/failure.mjs'
import { createReporter } from './steps/reporter.mjs'
import { setUp } from './steps/set-up.mjs'

/**
 * Sets up what is missing and serves, in one process: the server must be able to stop what it started.
 *
 * @param {{ development: boolean }} options
 */
export async function startSite({ development }) {
  process.chdir(path.resolve(import.meta.dirname, '..'))
  const reporter = createReporter(process.stdout)
  endChildrenOnSignals()
  try {
    await setUp(reporter, { development: false, build: !development })
    // Not before: npm would leave out what the tests need.
    process.env.NODE_ENV ??= development ? 'development' : 'production'
    const { register } = await import('tsx/esm/api')
    register()
    const { serve } = await import('./serve.ts')
    await serve({ development, reporter })
  } catch (error) {
    failWith(error)
  }
}
