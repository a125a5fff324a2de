import { expect, test } from 'vitest'

import { Bell } from './bell.ts'

const LONG_MS = 60_000

test('a wait is cut short by a ring', async () => {
  const bell = new Bell()
  const waited = bell.wait(LONG_MS)
  bell.ring()
  await waited
})

test('a ring that nobody heard is kept for the next wait, once', async () => {
  const bell = new Bell()
  bell.ring()
  bell.ring()
  await bell.wait(LONG_MS)
  let over = false
  const second = bell.wait(LONG_MS).then(() => (over = true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(over).toBe(false)
  bell.ring()
  await second
})

test('a wait ends by itself', async () => {
  await new Bell().wait(1)
})

test('a ring that nobody heard can be hushed up', async () => {
  const bell = new Bell()
  bell.ring()
  bell.hush()
  let over = false
  const waited = bell.wait(LONG_MS).then(() => (over = true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(over).toBe(false)
  bell.ring()
  await waited
})
