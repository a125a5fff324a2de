import { setImmediate as turn } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { bytesInSlices, runInSlices } from './slices.ts'

test('others have their turn while long work is done', async () => {
  let [steps, turns, isOver] = [0, 0, false]
  function* long() {
    const end = performance.now() + 200
    while (performance.now() < end) yield (steps += 1)
  }
  const work = runInSlices(long()).finally(() => (isOver = true))
  while (!isOver) {
    await turn()
    turns += 1
  }
  await work
  expect(steps).toBeGreaterThan(0)
  expect(turns).toBeGreaterThan(3)
})

test('what is written in slices is what it would be at once', async () => {
  const parts = ['a', '', 'ü🙂', 'x'.repeat(70_000), 'b']
  expect(Buffer.from(await bytesInSlices(parts)).toString()).toBe(parts.join(''))
  expect(await bytesInSlices([])).toEqual(new Uint8Array())
})
