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
import { add, FAILED_ONCE, PASSED_ONCE, readPlaywright, readVitest, withExitCode } from './steps/results.mjs'
import { setUp } from './steps/set-up.mjs'
import { reasonsOfSkips, SKIPPED_FILE } from './steps/skipped-tests.mjs'

/** @typedef {import('./steps/results.mjs').Count} Count */
/** @typedef {import('./steps/skipped-tests.mjs').SkippedTest} SkippedTest */

/** What these two learnt in the last run holds for what has not changed. ESLint keeps nothing: types may have changed. */
const LEARNT = 'node_modules/.cache/third-thursday'
const FORMAT = ['--check', '.', '--cache', '--cache-strategy=content', `--cache-location=${LEARNT}/format`]
const TYPES = ['--noEmit', '--incremental', '--tsBuildInfoFile', `${LEARNT}/types.json`]

/**
 * Runs everything, passes on what the runners say and closes with one line for all of them.
 *
 * @param {string[]} args what was typed after the command
 */
export async function runTests(args) {
  process.chdir(path.resolve(import.meta.dirname, '..'))
  endChildrenOnSignals()
  const reporter = createReporter(process.stdout)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'third-thursday-results-'))
  /** @type {SkippedTest[]} */
  const skipped = []
  try {
    if (openCommandLine('test', args) === null) return
    await setUp(reporter, { development: true, build: false })
    const built = setUp(reporter, { development: true, build: true })
    const [tests, ...others] = await Promise.all([
      runWithoutBrowser(folder, skipped, { built, reporter }),
      // Beside them: one core is enough for what reads the source, and a browser waits as long as it works.
      runBesideThem(folder, skipped, { built, reporter }),
    ])
    const counts = [...tests, ...others.flat()]
    const { lines, unexplained } = reasonsOfSkips(skipped)
    for (const { file, title } of unexplained) console.log(`FAILED: skipped without a reason: ${file}: ${title}`)
    for (const line of lines) console.log(line)
    const total = [...counts, ...unexplained.map(() => ({ ...FAILED_ONCE, skipped: -1 }))].reduce(add)
    console.log(`tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
    process.exitCode = total.failed === 0 ? 0 : 1
  } catch (error) {
    failWith(error)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * One after the other. Format and lint count as one test, types as another.
 *
 * @returns {Promise<Count[]>}
 */
async function checkSource() {
  const lint = await runChild(process.execPath, ['node_modules/eslint/bin/eslint.js', '.'])
  const format = await runChild(process.execPath, ['node_modules/prettier/bin/prettier.cjs', ...FORMAT])
  const source = judge('lint and format', [lint, format])
  return [source, judge('types', [await runChild(process.execPath, ['node_modules/typescript/bin/tsc', ...TYPES])])]
}

/** @typedef {{ built: Promise<void>, reporter: import('./steps/reporter.mjs').Reporter }} Beside `built`: ends with the build */

/**
 * @param {string} folder for the results
 * @param {SkippedTest[]} skipped takes the tests that were left out
 * @param {Beside} beside
 * @returns {Promise<Count[]>}
 */
async function runWithoutBrowser(folder, skipped, { built, reporter }) {
  await Promise.all([built, installMoto(quiet(reporter))])
  return [await runVitest(folder, skipped), await runOnOtherNode(folder, skipped)]
}

/**
 * @param {string} folder for the results
 * @param {SkippedTest[]} skipped takes the tests that were left out
 * @param {Beside} beside
 * @returns {Promise<Count[]>}
 */
async function runBesideThem(folder, skipped, { built, reporter }) {
  const [counts, chromium] = await Promise.all([checkSource(), findChromiumForTests(quiet(reporter)), built])
  return [...counts, await runBrowser(folder, skipped, chromium)]
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
 * @param {string} name
 * @param {{ code: number, output: string }[]} results
 * @returns {Count}
 */
function judge(name, results) {
  const failed = results.filter((result) => result.code !== 0)
  for (const { output } of failed) process.stdout.write(output)
  console.log(`${failed.length === 0 ? 'passed' : 'FAILED'}: ${name}`)
  return failed.length === 0 ? PASSED_ONCE : FAILED_ONCE
}

/**
 * @param {string} folder for the results
 * @param {SkippedTest[]} skipped takes the tests that were left out
 * @param {string} [program] the Node that runs them
 * @param {string[]} [projects] all of them by default
 * @returns {Promise<Count>}
 */
async function runVitest(folder, skipped, program = process.execPath, projects = []) {
  const name = projects.join('-')
  const file = path.join(folder, `vitest-${name}.json`)
  const skippedFile = path.join(folder, `skipped-${name}.json`)
  const reporters = ['default', 'json', './scripts/steps/skipped-tests.mjs'].map((one) => `--reporter=${one}`)
  const chosen = projects.map((project) => `--project=${project}`)
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...chosen, ...reporters, `--outputFile.json=${file}`]
  const env = { ...process.env, [SKIPPED_FILE]: skippedFile }
  const { code } = await runChild(program, args, { env, passThrough: true })
  const result = readVitest(file, skippedFile)
  if (!result) return FAILED_ONCE
  skipped.push(...result.skipped)
  return withExitCode(result.count, code)
}

/**
 * The tests of modules and of search engines on the newest Node too, where there is one.
 *
 * @param {string} folder for the results
 * @param {SkippedTest[]} skipped takes the tests that were left out
 * @returns {Promise<Count>}
 */
async function runOnOtherNode(folder, skipped) {
  const other = findOtherNode()
  if (other.program === null) {
    console.log(`skipped: unit and contract tests on another Node, because ${other.reason}`)
    return { passed: 0, failed: 0, skipped: 1 }
  }
  console.log(`Unit and contract tests on Node ${other.version}`)
  return runVitest(folder, skipped, other.program, ['unit', 'contracts'])
}

/**
 * @param {string} folder for the results
 * @param {SkippedTest[]} skipped takes the tests that were left out
 * @param {string | null} chromium
 * @returns {Promise<Count>}
 */
async function runBrowser(folder, skipped, chromium) {
  if (chromium === null) {
    console.log(HOW_TO_GET_CHROMIUM)
    return FAILED_ONCE
  }
  const file = path.join(folder, 'playwright.json')
  const env = { ...process.env, CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file }
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json']
  const { code } = await runChild(process.execPath, args, { env, passThrough: true })
  const result = readPlaywright(file)
  if (!result) return FAILED_ONCE
  skipped.push(...result.skipped)
  return withExitCode(result.count, code)
}
