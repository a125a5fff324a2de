import { setImmediate as turn } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { bytesInSlices, inSlices, Slices, stepByStep } from './slices.ts'

/** Work of so many steps, each of which takes a millisecond of `clock`; `done` gives the turn of the loop it took last. */
function* steps(count: number, clock: { ms: number }): Generator<void, number> {
  for (let step = 0; step < count; step++) {
    clock.ms += 1
    yield
  }
  return count
}

/** Counts the turns of the loop until `work` is over, and how long the longest of them was by `clock`. */
async function turnsOf(work: Promise<unknown>, clock: { ms: number }): Promise<{ turns: number; longest: number }> {
  let [turns, longest, isOver] = [0, 0, false]
  void work.finally(() => (isOver = true))
  while (!isOver) {
    const begun = clock.ms
    await turn()
    longest = Math.max(longest, clock.ms - begun)
    turns += 1
  }
  return { turns, longest }
}

test('short work is done at once, and between the slices of long work others have their turn', async () => {
  const clock = { ms: 0 }
  const { pause } = new Slices(() => clock.ms)
  expect(await turnsOf(stepByStep(steps(5, clock), pause), clock)).toMatchObject({ turns: 1 })
  const long = await turnsOf(stepByStep(steps(1000, clock), pause), clock)
  expect(long.turns).toBeGreaterThan(90)
  expect(long.longest).toBeLessThanOrEqual(10)
})

test('however much long work there is at once, a turn of the loop holds one slice of it, and each goes on in its turn', async () => {
  const clock = { ms: 0 }
  const { pause } = new Slices(() => clock.ms)
  const ended: number[] = []
  const works = Array.from({ length: 12 }, async (_, index) => {
    await stepByStep(steps(100, clock), pause)
    ended.push(index)
  })
  const { turns, longest } = await turnsOf(Promise.all(works), clock)
  // The first step of each is done when it is begun.
  expect(longest).toBeLessThanOrEqual(2 * 10)
  expect(turns).toBeGreaterThan(100)
  expect(ended).toEqual([...ended].toSorted((a, b) => a - b))
})

test('the time of others is not counted', async () => {
  const clock = { ms: 0 }
  const { pause } = new Slices(() => clock.ms)
  const slices: number[] = []
  let begun = 0
  for (let step = 0; step < 1000; step++) {
    clock.ms += 1
    const next = pause()
    if (!next) continue
    slices.push(clock.ms - begun)
    clock.ms += 1000
    await next
    begun = clock.ms
  }
  expect(slices.length).toBeGreaterThan(50)
  expect(Math.max(...slices)).toBeLessThanOrEqual(10)
  expect(Math.min(...slices)).toBeGreaterThan(1)
})

test('all of a process share their slices', () => {
  expect(inSlices()).toBe(inSlices())
})

test('work in steps pauses after each of them, the next waits for the pause, and its end is given', async () => {
  const happened: string[] = []
  function* work() {
    for (const step of ['one', 'two']) {
      happened.push(step)
      yield
    }
    happened.push('end')
    return 'result'
  }
  const result = await stepByStep(work(), async () => {
    await Promise.resolve()
    happened.push('pause')
  })
  expect(happened).toEqual(['one', 'pause', 'two', 'pause', 'end', 'pause'])
  expect(result).toBe('result')
})

test('what is written in slices is what it would be at once', async () => {
  const parts = ['a', '', 'ü🙂', 'x'.repeat(70_000), 'b']
  expect(Buffer.from(await bytesInSlices(parts)).toString()).toBe(parts.join(''))
  expect(await bytesInSlices([])).toEqual(new Uint8Array())
})
