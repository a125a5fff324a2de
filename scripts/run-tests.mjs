// @ts-check
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { endChildrenOnSignals, runChild } from './steps/child.mjs'
import { openCommandLine } from './steps/command-line.mjs'
import { findChromium, HOW_TO_GET_CHROMIUM } from './steps/chromium.mjs'
import { failWith } from './steps/failure.mjs'
import { findOtherNode } from './steps/other-node.mjs'
import { createReporter } from './steps/reporter.mjs'
import { setUp } from './steps/set-up.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

const FAILED_ONCE = { passed: 0, failed: 1, skipped: 0 }

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
  try {
    if (openCommandLine('test', args) === null) return
    await setUp(reporter, { development: true, build: true })
    const counts = [
      ...(await checkSource(reporter)),
      await runVitest(folder),
      await runOnOtherNode(folder),
      await runBrowser(folder, reporter),
    ]
    const total = counts.reduce(add, { passed: 0, failed: 0, skipped: 0 })
    console.log(`tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
    process.exitCode = total.failed === 0 ? 0 : 1
  } catch (error) {
    failWith(error)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Format, lint and types, side by side: each uses one core. Format and lint count as one test, types as another.
 *
 * @param {import('./steps/reporter.mjs').Reporter} reporter
 */
async function checkSource(reporter) {
  const [types, ...lint] = await reporter.during('Checking types, lint and format', () =>
    Promise.all([
      runChild(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit']),
      runInTurn([
        ['node_modules/prettier/bin/prettier.cjs', '--check', '.'],
        ['node_modules/eslint/bin/eslint.js', '.'],
      ]),
    ]).then(([first, rest]) => [first, ...rest]),
  )
  return [judge('types', types ? [types] : []), judge('lint and format', lint)]
}

/** @param {string[][]} commands */
async function runInTurn(commands) {
  const results = []
  for (const args of commands) results.push(await runChild(process.execPath, args))
  return results
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
  return failed.length === 0 ? { passed: 1, failed: 0, skipped: 0 } : FAILED_ONCE
}

/**
 * @param {string} folder for the results
 * @param {string} [program] the Node that runs them
 * @param {string[]} [projects] all of them by default
 * @returns {Promise<Count>}
 */
async function runVitest(folder, program = process.execPath, projects = []) {
  const file = path.join(folder, `vitest-${projects.join('-')}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const chosen = projects.map((project) => `--project=${project}`)
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...chosen, ...reporters]
  const { code } = await runChild(program, args, { passThrough: true })
  const report = readReport(file)
  if (!report) return FAILED_ONCE
  const count = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
  return withExitCode(count, code)
}

/**
 * The tests of modules and of search engines on the newest Node too, where there is one.
 *
 * @param {string} folder for the results
 * @returns {Promise<Count>}
 */
async function runOnOtherNode(folder) {
  const other = findOtherNode()
  if (other.program === null) {
    console.log(`skipped: unit and contract tests on another Node, because ${other.reason}`)
    return { passed: 0, failed: 0, skipped: 1 }
  }
  console.log(`Unit and contract tests on Node ${other.version}`)
  return runVitest(folder, other.program, ['unit', 'contracts'])
}

/**
 * @param {string} folder for the results
 * @param {import('./steps/reporter.mjs').Reporter} reporter
 * @returns {Promise<Count>}
 */
async function runBrowser(folder, reporter) {
  const chromium = await findChromium(reporter)
  if (chromium === null) {
    console.log(HOW_TO_GET_CHROMIUM)
    return FAILED_ONCE
  }
  const file = path.join(folder, 'playwright.json')
  const env = { ...process.env, CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file }
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json']
  const { code } = await runChild(process.execPath, args, { env, passThrough: true })
  const stats = readReport(file)?.stats
  if (!stats) return FAILED_ONCE
  return withExitCode({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }, code)
}

/**
 * A runner that fails although none of its tests did (its set-up broke, an error outside a test) is a failure too.
 *
 * @param {Count} count
 * @param {number} code
 */
function withExitCode(count, code) {
  return code !== 0 && count.failed === 0 ? add(count, FAILED_ONCE) : count
}

/** @param {string} file */
function readReport(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null
}

/**
 * @param {Count} a
 * @param {Count} b
 * @returns {Count}
 */
function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}
