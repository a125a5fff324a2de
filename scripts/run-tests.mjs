// @ts-check
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { endChildrenOnSignals, runChild } from './steps/child.mjs'
import { openCommandLine } from './steps/command-line.mjs'
import { findChromiumForTests, HOW_TO_GET_CHROMIUM } from './steps/chromium.mjs'
import { failWith } from './steps/failure.mjs'
import { installMoto } from './steps/moto.mjs'
import { findOtherNode } from './steps/other-node.mjs'
import { createReporter } from './steps/reporter.mjs'
import { firstLine, linesOfFailures } from './steps/failed-tests.mjs'
import { add, FAILED_ONCE, outcomeOf, PASSED_ONCE, readPlaywright, readVitest } from './steps/results.mjs'
import { setUp } from './steps/set-up.mjs'
import { reasonsOfSkips, SKIPPED_FILE } from './steps/skipped-tests.mjs'

/** @typedef {import('./steps/results.mjs').Count} Count */

/**
 * What the runners leave for the end: a folder for their results, and the tests that they left out and that failed.
 *
 * @typedef {object} Run
 * @property {string} folder
 * @property {import('./steps/skipped-tests.mjs').SkippedTest[]} skipped
 * @property {import('./steps/failed-tests.mjs').FailedTest[]} failed
 */

/** What it learnt in the last run holds for what has not changed. The others keep nothing: types may have changed. */
const LEARNT = 'node_modules/.cache/third-thursday/format'
const FORMAT = ['--check', '.', '--cache', '--cache-strategy=content', `--cache-location=${LEARNT}`]
/** Types of a whole program are many small objects that stay: with more room for new ones they are moved less often. */
const MANY_OBJECTS = '--max-semi-space-size=64'

/**
 * Runs everything, passes on what the runners say and closes with one line for all of them.
 *
 * @param {string[]} args what was typed after the command
 */
export async function runTests(args) {
  process.chdir(path.resolve(import.meta.dirname, '..'))
  endChildrenOnSignals()
  const reporter = createReporter(process.stdout)
  /** @type {Run} */
  const run = { folder: fs.mkdtempSync(path.join(os.tmpdir(), 'third-thursday-results-')), skipped: [], failed: [] }
  try {
    if (openCommandLine('test', args) === null) return
    await setUp(reporter, { development: true, build: false })
    const built = setUp(reporter, { development: true, build: true })
    const [tests, ...others] = await Promise.all([
      runWithoutBrowser(run, { built, reporter }),
      // Beside them: one core is enough for what reads the source, and a browser waits as long as it works.
      runBesideThem(run, { built, reporter }),
    ])
    const counts = [...tests, ...others.flat()]
    const { lines, unexplained } = reasonsOfSkips(run.skipped)
    for (const line of lines) console.log(line)
    // At the very end, where a record that keeps only the last of a long output still has them.
    for (const line of linesOfFailures(run.failed)) console.log(line)
    for (const { file, title } of unexplained) console.log(`FAILED: skipped without a reason: ${file}: ${title}`)
    const total = [...counts, ...unexplained.map(() => ({ ...FAILED_ONCE, skipped: -1 }))].reduce(add)
    console.log(`tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
    process.exitCode = total.failed === 0 ? 0 : 1
  } catch (error) {
    failWith(error)
  } finally {
    fs.rmSync(run.folder, { recursive: true, force: true })
  }
}

/**
 * One after the other. Lint and types count as one test, format as another.
 *
 * @param {Run} run
 * @returns {Promise<Count[]>}
 */
async function checkSource(run) {
  const lint = await runChild(process.execPath, [MANY_OBJECTS, 'scripts/steps/lint-and-types.mjs'])
  const format = await runChild(process.execPath, ['node_modules/prettier/bin/prettier.cjs', ...FORMAT])
  return [judge(run, 'lint and types', lint), judge(run, 'format', format)]
}

/** @typedef {{ built: Promise<void>, reporter: import('./steps/reporter.mjs').Reporter }} Beside `built`: ends with the build */

/**
 * @param {Run} run
 * @param {Beside} beside
 * @returns {Promise<Count[]>}
 */
async function runWithoutBrowser(run, { built, reporter }) {
  await Promise.all([built, installMoto(quiet(reporter))])
  return [await runVitest(run), await runOnOtherNode(run)]
}

/**
 * @param {Run} run
 * @param {Beside} beside
 * @returns {Promise<Count[]>}
 */
async function runBesideThem(run, { built, reporter }) {
  const [counts, chromium] = await Promise.all([checkSource(run), findChromiumForTests(quiet(reporter)), built])
  return [...counts, await runBrowser(run, chromium)]
}

/**
 * For what runs beside something else: two lines that change every second would write over each other.
 *
 * @param {import('./steps/reporter.mjs').Reporter} reporter
 * @returns {import('./steps/reporter.mjs').Reporter}
 */
function quiet({ say }) {
  return {
    say,
    during: async (text, work) => {
      const result = await work(() => undefined)
      say(`${text}: done.`)
      return result
    },
  }
}

/**
 * @param {Run} run
 * @param {string} name
 * @param {{ code: number, output: string }} result
 * @returns {Count}
 */
function judge(run, name, { code, output }) {
  const hasPassed = code === 0
  if (!hasPassed) {
    process.stdout.write(output)
    run.failed.push({ runner: 'source', title: name, error: firstLine(output) })
  }
  console.log(`${hasPassed ? 'passed' : 'FAILED'}: ${name}`)
  return hasPassed ? PASSED_ONCE : FAILED_ONCE
}

/**
 * @param {Run} run
 * @param {string} [program] the Node that runs them
 * @param {string[]} [projects] all of them by default
 * @returns {Promise<Count>}
 */
async function runVitest(run, program = process.execPath, projects = []) {
  const name = projects.join('-')
  const file = path.join(run.folder, `vitest-${name}.json`)
  const skippedFile = path.join(run.folder, `skipped-${name}.json`)
  const reporters = ['default', 'json', './scripts/steps/skipped-tests.mjs'].map((one) => `--reporter=${one}`)
  const chosen = projects.map((project) => `--project=${project}`)
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...chosen, ...reporters, `--outputFile.json=${file}`]
  const env = { ...process.env, [SKIPPED_FILE]: skippedFile }
  const { code } = await runChild(program, args, { env, passThrough: true })
  return close(run, 'vitest', readVitest(file, skippedFile), code)
}

/**
 * The tests of modules and of search engines on the newest Node too, where there is one.
 *
 * @param {Run} run
 * @returns {Promise<Count>}
 */
async function runOnOtherNode(run) {
  const other = findOtherNode()
  if (other.program === null) {
    console.log(`skipped: unit and contract tests on another Node, because ${other.reason}`)
    return { passed: 0, failed: 0, skipped: 1 }
  }
  console.log(`Unit and contract tests on Node ${other.version}`)
  return runVitest(run, other.program, ['unit', 'contracts'])
}

/**
 * @param {Run} run
 * @param {string | null} chromium
 * @returns {Promise<Count>}
 */
async function runBrowser(run, chromium) {
  if (chromium === null) {
    console.log(HOW_TO_GET_CHROMIUM)
    run.failed.push({ runner: 'browser', title: HOW_TO_GET_CHROMIUM })
    return FAILED_ONCE
  }
  const file = path.join(run.folder, 'playwright.json')
  const env = { ...process.env, CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file }
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json']
  const { code } = await runChild(process.execPath, args, { env, passThrough: true })
  return close(run, 'browser', readPlaywright(file), code)
}

/**
 * @param {Run} run takes what the runner left out and what failed
 * @param {string} runner
 * @param {import('./steps/results.mjs').Result} result
 * @param {number} code that it ended with
 * @returns {Count}
 */
function close(run, runner, result, code) {
  const { count, failed } = outcomeOf(runner, result, code)
  run.failed.push(...failed)
  run.skipped.push(...(result?.skipped ?? []))
  return count
}
