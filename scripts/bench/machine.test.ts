import { expect, test } from 'vitest'

import { missesBar } from './machine.ts'

test.each([
  ['0.91', '≥ 0.85', false],
  ['0.84', '≥ 0.85', true],
  ['12.0 / 49.9 ms', '≤ 50 ms (p95)', false],
  ['12.0 / 50.1 ms', '≤ 50 ms (p95)', true],
  ['1,299 bytes', '≤ 1,300 bytes', false],
  ['12,345', '≥ 5,000', false],
  ['100 / 94 / 100 / 100', '≥ 95 each', true],
  ['100 / 96 / 95 / 100', '≥ 95 each', false],
  ['0 / 0 / 0', '0', false],
  ['1 / 0 / 0', '0', true],
])('%s misses the bar %s: %s', (measured, bar, misses) => {
  expect(missesBar({ what: 'something', measured, bar })).toBe(misses)
})

test('what has no bar, or one that a person judges, or no figure, misses none', () => {
  for (const bar of ['', 'flat', '(more is better)']) expect(missesBar({ what: 'x', measured: '7', bar })).toBe(false)
  expect(missesBar({ what: 'memory', measured: 'not told here', bar: '≤ 300 MB' })).toBe(false)
})
