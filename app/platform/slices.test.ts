import { setImmediate as turn } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { joinInSlices, runInSlices } from './slices.ts'

test('others have their turn while long work is done', async () => {
  let [steps, turns, isOver] = [0, 0, false]
  function* long() {
    const giveUp = performance.now() + 10_000
    while (turns < 5 && performance.now() < giveUp) yield (steps += 1)
  }
  const work = runInSlices(long()).finally(() => (isOver = true))
  while (!isOver) {
    await turn()
    turns += 1
  }
  await work
  expect(steps).toBeGreaterThan(0)
  expect(turns).toBeGreaterThanOrEqual(5)
})

test('what is written in slices is what it would be at once', async () => {
  expect(await joinInSlices(['a', '', 'b'])).toBe('ab')
})
