// @ts-check
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { endChildrenOnSignals } from './steps/child.mjs'
import { openCommandLine } from './steps/command-line.mjs'
import { failWith } from './steps/failure.mjs'
import { endWithNpm } from './steps/parent.mjs'
import { createReporter } from './steps/reporter.mjs'
import { PROGRAM, setUp } from './steps/set-up.mjs'

/**
 * Sets up what is missing and serves, in one process: the server must be able to stop what it started.
 *
 * @param {{ development: boolean, args: string[] }} options `args`: what was typed after the command
 */
export async function startSite({ development, args }) {
  process.chdir(path.resolve(import.meta.dirname, '..'))
  const reporter = createReporter(process.stdout)
  endChildrenOnSignals()
  endWithNpm()
  try {
    if (openCommandLine(development ? 'dev' : 'start', args) === null) return
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
