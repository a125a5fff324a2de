// @ts-check
import fs from 'node:fs'
import path from 'node:path'

/** The variable that names the file to write: vitest hands a reporter of ours nothing else. */
export const SKIPPED_FILE = 'SKIPPED_TESTS_FILE'

/**
 * A test that was left out. `group` is the title of the group it is in; `note` is what it said when it left itself out.
 *
 * @typedef {{ file: string, title: string, group?: string | undefined, note?: string | undefined }} SkippedTest
 */

/** A reporter for vitest: notes which tests were skipped, and why. Its own JSON leaves the reasons out. */
export default class SkippedTestsReporter {
  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules) {
    const file = process.env[SKIPPED_FILE]
    if (file === undefined) return
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map((test) => ({
        file: path.relative(process.cwd(), module.moduleId),
        title: test.name,
        group: test.parent.type === 'suite' ? test.parent.fullName : undefined,
        note: noteOf(test.result()),
      })),
    )
    fs.writeFileSync(file, JSON.stringify(skipped))
  }
}

/** @param {import('vitest/node').TestResult} result */
function noteOf(result) {
  return result.state === 'skipped' ? result.note : undefined
}

/**
 * Why tests were skipped, one line a reason with how many. A test says why by its note. Where a whole group was left out,
 * a skipped test outside of it says so at the end of its title: "The real program: none is here".
 *
 * @param {SkippedTest[]} skipped
 * @returns {{ lines: string[], unexplained: SkippedTest[] }}
 */
export function reasonsOfSkips(skipped) {
  /** @type {Map<string, string>} */
  const reasons = new Map()
  for (const { file, title, group, note } of skipped) {
    const end = title.lastIndexOf(': ')
    if (note === undefined && group === undefined && end >= 0) reasons.set(file, title.slice(end + 2))
  }
  /** @type {Map<string, number>} */
  const counts = new Map()
  /** @type {SkippedTest[]} */
  const unexplained = []
  for (const test of skipped) {
    const reason = test.note ?? reasons.get(test.file)
    if (reason === undefined) unexplained.push(test)
    else counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return { lines: [...counts].map(([reason, count]) => `${count} skipped: ${reason}`), unexplained }
}
