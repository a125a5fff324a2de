// @ts-check
import fs from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {import('./skipped-tests.mjs').SkippedTest} SkippedTest */

/**
 * What a runner says about its tests; null where it wrote nothing, since it broke down.
 *
 * @typedef {{ count: Count, skipped: SkippedTest[] } | null} Result
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
 * A runner that fails although none of its tests did (its set-up broke, an error outside a test) is a failure too.
 *
 * @param {Count} count
 * @param {number} code
 */
export function withExitCode(count, code) {
  return code !== 0 && count.failed === 0 ? add(count, FAILED_ONCE) : count
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
  return { count, skipped }
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
  return { count: { passed: expected, failed: unexpected + flaky, skipped }, skipped: report.suites.flatMap(skippedOf) }
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
