import { expect, test, vi } from 'vitest'

import { TURN_LIMITS, Turns, type Turn, type TurnLimits } from './turns.ts'

const LIMITS: TurnLimits = { ...TURN_LIMITS, atOnce: 3, ofOneAddress: 2 }

/** Requests of addresses, and the order in which they got their turns. */
function queue(limits: Partial<TurnLimits> = {}) {
  const turns = new Turns({ ...LIMITS, ...limits })
  const begun: string[] = []
  const open = new Map<string, Turn>()
  const refused: Record<string, string> = {}
  const ask = (name: string, signal?: AbortSignal) =>
    turns.take(name.split(' ')[0] ?? '', signal).then((turn) => {
      if (turn.refused !== null) refused[name] = turn.refused
      else {
        begun.push(name)
        open.set(name, turn)
      }
    })
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
  const end = async (name: string) => {
    open.get(name)?.end?.()
    open.delete(name)
    await settled()
  }
  return { turns, begun, refused, open, ask, end, settled }
}

test('whoever comes while one address asks for a thousand pages is let in at once', async () => {
  const { turns, begun, ask, settled } = queue()
  for (let index = 0; index < 1000; index += 1) void ask(`flood ${index}`)
  void ask('reader 0')
  await settled()
  expect(begun).toEqual(['flood 0', 'flood 1', 'reader 0'])
  expect(turns.waiting).toBe(998)
})

test('addresses take turns, whatever each has waiting, and each in the order in which it asked', async () => {
  const { begun, open, ask, end, settled } = queue({ atOnce: 1, ofOneAddress: 1 })
  for (let index = 0; index < 6; index += 1) void ask(`flood ${index}`)
  for (const name of ['ward 0', 'ward 1', 'home 0']) void ask(name)
  await settled()
  while (open.size > 0) for (const name of [...open.keys()]) await end(name)
  expect(begun).toEqual([
    ...['flood 0', 'flood 1', 'ward 0', 'home 0', 'flood 2', 'ward 1', 'flood 3', 'flood 4', 'flood 5'],
  ])
})

test('three hundred people behind one address are all answered', async () => {
  const { begun, refused, open, ask, end, settled } = queue(TURN_LIMITS)
  for (let index = 0; index < 300; index += 1) void ask(`hospital ${index}`)
  await settled()
  while (open.size > 0) for (const name of [...open.keys()]) await end(name)
  expect(begun).toHaveLength(300)
  expect(refused).toEqual({})
})

test('what one address has waiting is bounded, and so is what all have; who has nothing waiting is refused last', async () => {
  const { turns, refused, ask, settled } = queue({ atOnce: 1, ofOneAddress: 1, waitingOfOneAddress: 3, waiting: 4 })
  for (const name of ['a 0', 'a 1', 'a 2', 'a 3', 'a 4', 'b 0', 'b 1', 'c 0', 'd 0', 'e 0', 'f 0', 'g 0'])
    void ask(name)
  await settled()
  expect(refused).toEqual({ 'a 4': 'busy', 'b 1': 'full', 'g 0': 'full' })
  expect(turns.waiting).toBe(8)
  expect([...(Reflect.get(turns, 'lines') as Map<string, unknown>).keys()]).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
})

test('who goes away waits no longer, and leaves nothing behind', async () => {
  const { turns, begun, refused, ask, end, settled } = queue({ atOnce: 1, ofOneAddress: 1 })
  const leaving = new AbortController()
  void ask('a 0')
  void ask('b 0', leaving.signal)
  void ask('c 0')
  leaving.abort()
  await settled()
  expect([refused, turns.waiting]).toEqual([{ 'b 0': 'gone' }, 1])
  await end('a 0')
  await end('c 0')
  expect(begun).toEqual(['a 0', 'c 0'])
  expect(Reflect.get(turns, 'lines')).toEqual(new Map())
})

test('what waits for the database gives its turn on, but an address may not have any number of such', async () => {
  vi.useFakeTimers()
  try {
    const { begun, ask, end } = queue({ unfinishedOfOneAddress: 4 })
    for (let index = 0; index < 9; index += 1) void ask(`slow ${index}`)
    await vi.advanceTimersByTimeAsync(TURN_LIMITS.turnMs * 10)
    expect(begun).toEqual(['slow 0', 'slow 1', 'slow 2', 'slow 3'])
    vi.useRealTimers()
    await end('slow 2')
    expect(begun.at(-1)).toBe('slow 4')
  } finally {
    vi.useRealTimers()
  }
})

test('who has waited in vain is told', async () => {
  vi.useFakeTimers()
  try {
    const { refused, ask } = queue({ atOnce: 1, ofOneAddress: 1, turnMs: 60_000 })
    void ask('a 0')
    void ask('b 0')
    await vi.advanceTimersByTimeAsync(TURN_LIMITS.waitMs)
    expect(refused).toEqual({ 'b 0': 'late' })
  } finally {
    vi.useRealTimers()
  }
})
