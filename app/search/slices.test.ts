import { expect, test } from 'vitest'

import { inSlices, stepByStep } from './slices.ts'

test('short work is not interrupted, long work lets others have their turn', async () => {
  expect(inSlices(() => 0)()).toBeUndefined()
  const pause = inSlices()
  let turns = 0
  const timer = setInterval(() => turns++, 0)
  const giveUp = performance.now() + 10_000
  while (turns < 2 && performance.now() < giveUp) await pause()
  clearInterval(timer)
  expect(turns).toBeGreaterThan(1)
})

test('work goes on for ten milliseconds at most before others have their turn, whose time is not counted', async () => {
  let clock = 0
  const pause = inSlices(() => clock)
  const slices: number[] = []
  let begun = 0
  for (let step = 0; step < 1000; step++) {
    clock += 1
    const turn = pause()
    if (!turn) continue
    slices.push(clock - begun)
    clock += 1000
    await turn
    begun = clock
  }
  expect(slices.length).toBeGreaterThan(50)
  expect(Math.max(...slices)).toBeLessThanOrEqual(10)
  expect(Math.min(...slices)).toBeGreaterThan(1)
})

test('work in steps pauses after each of them, and the next waits for the pause', async () => {
  const happened: string[] = []
  function* steps() {
    for (const step of ['one', 'two']) {
      happened.push(step)
      yield
    }
    happened.push('end')
  }
  await stepByStep(steps(), async () => {
    await Promise.resolve()
    happened.push('pause')
  })
  expect(happened).toEqual(['one', 'pause', 'two', 'pause', 'end', 'pause'])
})
