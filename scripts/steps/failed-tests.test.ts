import path from 'node:path'

import { expect, test } from 'vitest'

import { failedInPlaywright, failedInVitest, linesOfFailures } from './failed-tests.mjs'

test('a failed test of vitest is a line with its file, its title and what it said first', () => {
  const report = {
    testResults: [
      {
        name: path.resolve('tests/integration/a.test.ts'),
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: ' adds', failureMessages: [] },
          {
            status: 'failed',
            fullName: 'a group counts',
            failureMessages: ['\u001b[31mError: 2 of 3\u001b[39m\n    at x'],
          },
        ],
      },
    ],
  }
  expect(linesOfFailures(failedInVitest(report))).toEqual([
    'FAILED: vitest tests/integration/a.test.ts: a group counts: Error: 2 of 3',
  ])
})

test('a file of vitest that could not be loaded is a line too', () => {
  const name = path.resolve('app/a.test.ts')
  const report = { testResults: [{ name, status: 'failed', message: 'Cannot find b.ts', assertionResults: [] }] }
  expect(linesOfFailures(failedInVitest(report))).toEqual([
    'FAILED: vitest app/a.test.ts: the file itself: Cannot find b.ts',
  ])
})

test('browser tests that failed, were flaky or broke outside of any test are a line each, with their groups', () => {
  const attempt = (status: string, ...messages: string[]) => ({
    status,
    results: messages.map((message) => ({ error: { message } })),
  })
  const inner = {
    title: 'without scripts',
    file: 'a.spec.ts',
    specs: [{ title: 'leads on', tests: [attempt('flaky', '\n  Test timeout', '')] }],
  }
  const report = {
    config: { rootDir: path.resolve('tests/e2e') },
    suites: [
      {
        title: 'a.spec.ts',
        file: 'a.spec.ts',
        specs: [
          { title: 'opens', tests: [attempt('expected')] },
          { title: 'plays', tests: [attempt('unexpected', '\n\n Error: still 0 \n more')] },
          { title: 'waits', tests: [attempt('skipped')] },
        ],
        suites: [inner],
      },
    ],
    errors: [{ message: 'The site ended' }],
  }
  expect(linesOfFailures(failedInPlaywright(report))).toEqual([
    'FAILED: browser tests/e2e/a.spec.ts: plays: Error: still 0',
    'FAILED: browser tests/e2e/a.spec.ts: without scripts › leads on: Test timeout',
    'FAILED: browser: outside of any test: The site ended',
  ])
})

test('what is no test is a line without a file', () => {
  const types = { runner: 'source', title: 'types', error: "app/a.ts(1,1): error TS2304: Cannot find name 'b'." }
  expect(linesOfFailures([types])).toEqual([
    "FAILED: source: types: app/a.ts(1,1): error TS2304: Cannot find name 'b'.",
  ])
})
