// node scripts/serve-built.mjs: serves what has been built, without looking whether it is out of date. For containers, whose
// files cannot change.
import './steps/node-version.mjs'

import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { openCommandLine } from './steps/command-line.mjs'
import { failWith } from './steps/failure.mjs'
import { createReporter } from './steps/reporter.mjs'
import { PROGRAM } from './steps/set-up.mjs'

process.chdir(path.resolve(import.meta.dirname, '..'))
try {
  if (openCommandLine('start', process.argv.slice(2)) !== null) {
    const { serve } = await import(pathToFileURL(PROGRAM).href)
    await serve({ development: false, reporter: createReporter(process.stdout) })
  }
} catch (error) {
  failWith(error)
}
