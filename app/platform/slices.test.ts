import { setImmediate as turn } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { bytesInSlices, runInSlices } from './slices.ts'

test('others have their turn while long work is done, and short work is done at once', async () => {
  const work = async (steps: number) => {
    let [clock, turns, isOver] = [0, 0, false]
    function* long() {
      for (let step = 0; step < steps; step++) yield (clock += 1)
    }
    const done = runInSlices(long(), () => clock).finally(() => (isOver = true))
    while (!isOver) {
      await turn()
      turns += 1
    }
    await done
    return turns
  }
  expect(await work(5)).toBe(1)
  expect(await work(1000)).toBeGreaterThan(90)
})

test('what is written in slices is what it would be at once', async () => {
  const parts = ['a', '', 'ü🙂', 'x'.repeat(70_000), 'b']
  expect(Buffer.from(await bytesInSlices(parts)).toString()).toBe(parts.join(''))
  expect(await bytesInSlices([])).toEqual(new Uint8Array())
})
