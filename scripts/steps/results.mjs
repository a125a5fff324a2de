// @ts-check
import fs from 'node:fs'

import { failedInPlaywright, failedInVitest } from './failed-tests.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {import('./skipped-tests.mjs').SkippedTest} SkippedTest */
/** @typedef {import('./failed-tests.mjs').FailedTest} FailedTest */

/**
 * What a runner says about its tests; null where it wrote nothing, since it broke down.
 *
 * @typedef {{ count: Count, skipped: SkippedTest[], failed: FailedTest[] } | null} Result
 */

/** @type {Count} */
export const PASSED_ONCE = { passed: 1, failed: 0, skipped: 0 }
/** @type {Count} */
export const FAILED_ONCE = { passed: 0, failed: 1, skipped: 0 }

/**
 * @param {Count} a
 * @param {Count} b
 * @returns {Count}
 */
export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

/**
 * The count and the failures of a runner that ended with `code`: one that fails although none of its tests did (its set-up
 * broke, an error outside a test), or that wrote nothing, has failed once itself.
 *
 * @param {string} runner
 * @param {Result} result
 * @param {number} code
 * @returns {{ count: Count, failed: FailedTest[] }}
 */
export function outcomeOf(runner, result, code) {
  if (result === null) return { count: FAILED_ONCE, failed: [{ runner, title: 'it broke down and wrote no results' }] }
  const { count, failed } = result
  if (code === 0 || count.failed > 0) return { count, failed }
  const title = `it ended with code ${code}, although none of its tests failed`
  return { count: add(count, FAILED_ONCE), failed: failed.length > 0 ? failed : [{ runner, title }] }
}

/**
 * Reads the JSON that vitest wrote, and beside it what our own reporter tells of the tests that were skipped.
 *
 * @param {string} file
 * @param {string} skippedFile
 * @returns {Result}
 */
export function readVitest(file, skippedFile) {
  const [report, skipped] = [readJson(file), readJson(skippedFile)]
  if (!report || !skipped) return null
  const count = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
  return { count, skipped, failed: failedInVitest(report) }
}

/**
 * Reads the JSON that Playwright wrote. A flaky test, one that passed only when it was tried again, has failed.
 *
 * @param {string} file
 * @returns {Result}
 */
export function readPlaywright(file) {
  const report = readJson(file)
  if (!report?.stats) return null
  const { expected, unexpected, flaky, skipped } = report.stats
  return {
    count: { passed: expected, failed: unexpected + flaky, skipped },
    skipped: report.suites.flatMap(skippedOf),
    failed: failedInPlaywright(report),
  }
}

/**
 * @typedef {{ type: string, description?: string }} Annotation
 * @typedef {{ title: string, tests: { status: string, annotations: Annotation[] }[] }} Spec
 * @typedef {{ file: string, specs?: Spec[], suites?: Suite[] }} Suite
 */

/**
 * @param {Suite} suite
 * @returns {SkippedTest[]}
 */
function skippedOf({ file, specs = [], suites = [] }) {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'skipped')
      .map(({ annotations }) => ({ file, title, note: annotations.find(({ type }) => type === 'skip')?.description })),
  )
  return [...own, ...suites.flatMap(skippedOf)]
}

/** @param {string} file */
function readJson(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null
}
