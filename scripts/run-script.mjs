// @ts-check
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { endChildrenOnSignals } from './steps/child.mjs'
import { openCommandLine } from './steps/command-line.mjs'
import { commandOf } from './steps/commands.mjs'
import { failWith } from './steps/failure.mjs'
import { endWithNpm } from './steps/parent.mjs'
import { createReporter } from './steps/reporter.mjs'
import { builtScript, setUp } from './steps/set-up.mjs'

/**
 * Runs a script in this process as if it had been called with `args`, as it was built or else as its source stands; an error
 * that escapes it ends with a non-zero exit.
 *
 * @param {string | undefined} script from the top of the checkout
 * @param {string[]} args
 */
export async function runScript(script, args) {
  process.chdir(path.resolve(import.meta.dirname, '..'))
  endChildrenOnSignals()
  endWithNpm()
  // `npm run import … | head` closes our output early: the work is done all the same, and Postgres is stopped in the end.
  process.stdout.on('error', (error) => {
    if (!('code' in error) || error.code !== 'EPIPE') throw error
  })
  try {
    // Before anything is installed: help needs nothing, and what was mistyped is told at once.
    const command = commandOf(script)
    if (command !== undefined && openCommandLine(command, args) === null) return
    await setUp(createReporter(process.stderr), { development: false, build: false })
    // Not before: npm would leave out what the tests need.
    process.env.NODE_ENV ??= 'production'
    const built = builtScript(script ?? '')
    if (built === null) (await import('tsx/esm/api')).register()
    const file = path.resolve(built ?? script ?? '')
    process.argv = [process.argv[0] ?? 'node', file, ...args]
    await import(pathToFileURL(file).href)
  } catch (error) {
    failWith(error)
  }
}
