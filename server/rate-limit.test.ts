import { expect, test } from 'vitest'

import { createRateLimit } from './rate-limit.ts'

test('an address may ask for its rate, twice as much at once, and is told when it may ask again', () => {
  let now = 0
  const take = createRateLimit(10, () => now)
  const passed = () => Array.from({ length: 50 }, () => take('ward')).filter((wait) => wait === 0).length
  expect(passed()).toBe(20)
  expect(take('ward')).toBe(1)
  now = 1000
  expect(passed()).toBe(10)
  now = 60_000
  expect(passed()).toBe(20)
})

test('one address does not use up what another may ask for', () => {
  const take = createRateLimit(1, () => 0)
  expect([take('a'), take('a'), take('a'), take('b')]).toEqual([0, 0, 1, 0])
})
