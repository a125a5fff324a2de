import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { outcomeOf, readPlaywright, readVitest } from './results.mjs'

let folder = ''

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'results-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

function write(name: string, content: unknown): string {
  const file = path.join(folder, name)
  fs.writeFileSync(file, JSON.stringify(content))
  return file
}

test('a browser test that passed only when it was tried again has failed', () => {
  const file = write('playwright.json', { stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 0 }, suites: [] })
  expect(readPlaywright(file)?.count).toEqual({ passed: 5, failed: 3, skipped: 0 })
})

test('browser tests that were skipped say why, in groups too', () => {
  const spec = (title: string, description?: string) => ({
    title,
    tests: [{ status: 'skipped', annotations: [{ type: 'skip', ...(description && { description }) }] }],
  })
  const passed = { title: 'plays', tests: [{ status: 'expected', annotations: [] }] }
  const inner = { file: 'player.spec.ts', specs: [spec('streams', 'there is no ffmpeg here')] }
  const suites = [{ file: 'player.spec.ts', specs: [passed, spec('waits')], suites: [inner] }]
  const file = write('playwright.json', { stats: { expected: 1, unexpected: 0, flaky: 0, skipped: 2 }, suites })
  expect(readPlaywright(file)?.skipped).toEqual([
    { file: 'player.spec.ts', title: 'waits', note: undefined },
    { file: 'player.spec.ts', title: 'streams', note: 'there is no ffmpeg here' },
  ])
})

test('tests that are still to be written count as skipped', () => {
  const report = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }
  const skipped = [{ file: 'a.test.ts', title: 'waits', note: 'there is no server here' }]
  expect(readVitest(write('vitest.json', report), write('skipped.json', skipped))).toEqual({
    count: { passed: 3, failed: 1, skipped: 3 },
    skipped,
    failed: [],
  })
})

test('a runner that wrote nothing has no result', () => {
  expect(readPlaywright(path.join(folder, 'playwright.json'))).toBeNull()
  expect(readVitest(write('vitest.json', {}), path.join(folder, 'skipped.json'))).toBeNull()
})

test('a runner that fails without a failed test has failed once, and says how', () => {
  const count = { passed: 3, failed: 0, skipped: 1 }
  const whole = { count, skipped: [], failed: [] }
  expect(outcomeOf('vitest', whole, 0)).toEqual({ count, failed: [] })
  expect(outcomeOf('vitest', whole, 1)).toEqual({
    count: { ...count, failed: 1 },
    failed: [{ runner: 'vitest', title: 'it ended with code 1, although none of its tests failed' }],
  })
  const failed = [{ runner: 'vitest', file: 'a.test.ts', title: 'counts' }]
  const broken = { count: { ...count, failed: 1 }, skipped: [], failed }
  expect(outcomeOf('vitest', broken, 1)).toEqual({ count: broken.count, failed })
  // A file that could not be loaded is named, and no test of it counted.
  expect(outcomeOf('vitest', { ...whole, failed }, 1)).toEqual({ count: { ...count, failed: 1 }, failed })
})

test('a runner that broke down has failed once', () => {
  expect(outcomeOf('browser', null, 1)).toEqual({
    count: { passed: 0, failed: 1, skipped: 0 },
    failed: [{ runner: 'browser', title: 'it broke down and wrote no results' }],
  })
})
