// @ts-check
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/**
 * A test that failed: who ran it, where it stands (from the top of the checkout; nowhere for what is no test) and what it
 * said first.
 *
 * @typedef {{ runner: string, file?: string, title: string, error?: string | undefined }} FailedTest
 */

/**
 * The parts of vitest's JSON that tell of failures. A file that could not be loaded has no tests, only a message.
 *
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] }} Assertion
 * @typedef {{ name: string, status: string, message?: string, assertionResults: Assertion[] }} TestFile
 */

/**
 * @param {{ testResults?: TestFile[] }} report
 * @returns {FailedTest[]}
 */
export function failedInVitest({ testResults = [] }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const where = { runner: 'vitest', file: path.relative(process.cwd(), name) }
    const failed = assertionResults.filter((result) => result.status === 'failed')
    if (failed.length === 0 && status === 'failed')
      return [{ ...where, title: 'the file itself', error: firstLine(message) }]
    return failed.map(({ fullName, failureMessages }) => ({
      ...where,
      title: fullName,
      error: firstLine(failureMessages?.[0]),
    }))
  })
}

/**
 * @typedef {{ status: string, results?: { error?: { message?: string } }[] }} Attempts
 * @typedef {{ title: string, tests: Attempts[] }} Spec
 * @typedef {{ title: string, file: string, specs?: Spec[], suites?: Suite[] }} Suite
 */

/**
 * What Playwright says: a test that passed only when it was tried again has failed, and so has what went wrong outside of
 * any test.
 *
 * @param {{ config?: { rootDir?: string }, suites: Suite[], errors?: { message?: string }[] }} report
 * @returns {FailedTest[]}
 */
export function failedInPlaywright({ config, suites, errors = [] }) {
  const top = config?.rootDir ?? '.'
  const outside = errors.map(({ message }) => ({
    runner: 'browser',
    title: 'outside of any test',
    error: firstLine(message),
  }))
  return [...suites.flatMap((suite) => failedInSuite(suite, top, [])), ...outside]
}

/**
 * @param {Suite} suite
 * @param {string} top the folder that files are named from
 * @param {string[]} groups titles of the groups around it
 * @returns {FailedTest[]}
 */
function failedInSuite({ file, specs = [], suites = [] }, top, groups) {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results = [] }) => ({
        runner: 'browser',
        file: path.relative(process.cwd(), path.resolve(top, file)),
        title: [...groups, title].join(' › '),
        error: firstLine(results.find(({ error }) => error !== undefined)?.error?.message),
      })),
  )
  return [...own, ...suites.flatMap((inner) => failedInSuite(inner, top, [...groups, inner.title]))]
}

/**
 * The first line of a message that says something, without colours.
 *
 * @param {string | undefined} message
 */
export function firstLine(message) {
  return stripVTControlCharacters(message ?? '')
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '')
}

/**
 * One line a test, for the end of a long output.
 *
 * @param {FailedTest[]} failed
 * @returns {string[]}
 */
export function linesOfFailures(failed) {
  return failed.map(({ runner, file, title, error }) =>
    [`FAILED: ${[runner, file].filter(Boolean).join(' ')}`, title, error].filter(Boolean).join(': '),
  )
}
