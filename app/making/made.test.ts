import { expect, test } from 'vitest'

import { createMade } from './made.ts'
import { NotMadeError } from './not-made.ts'

type Thing = { name: string }

function maker() {
  const made: string[] = []
  const make = (name: string) => async (): Promise<Thing> => {
    made.push(name)
    return { name }
  }
  return { made, make }
}

test('what was made is not made again, and the one asked for longest ago goes first', async () => {
  const kept = createMade<Thing>({ maxSize: 2 })
  const { made, make } = maker()
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await kept.get(name, make(name))
  expect(made).toEqual(['a', 'b', 'c', 'b'])
  expect(kept.peek('a')).toEqual({ name: 'a' })
  expect(kept.peek('c')).toBeUndefined()
})

test('things are counted by their size, and one that is larger than all the room is not kept', async () => {
  const kept = createMade<Thing>({ maxSize: 5, sizeOf: ({ name }) => name.length })
  const { made, make } = maker()
  for (const name of ['aaa', 'bbb', 'aaa', 'cccccccc', 'aaa']) await kept.get(name, make(name))
  expect(made).toEqual(['aaa', 'bbb', 'aaa', 'cccccccc'])
})

test('whoever waits for a thing does not share what gives way to others, and the other way round it is shared', async () => {
  const kept = createMade<Thing>({ maxSize: 2 })
  const { made, make } = maker()
  const never = kept.get('a', () => new Promise<Thing>(() => undefined), 'later')
  expect(await kept.get('a', make('a'))).toEqual({ name: 'a' })
  const waitedFor = kept.get('b', make('b'))
  expect(await kept.get('b', make('b'), 'later')).toBe(await waitedFor)
  expect(made).toEqual(['a', 'b'])
  expect(never).toBeInstanceOf(Promise)
})

test('those who ask at once share one making', async () => {
  const kept = createMade<Thing>({ maxSize: 2 })
  const { made, make } = maker()
  const [first, second] = await Promise.all([kept.get('a', make('a')), kept.get('a', make('a'))])
  expect(first).toBe(second)
  expect(made).toEqual(['a'])
})

test('what its content forbids fails again without being tried, what failed otherwise is tried again', async () => {
  const kept = createMade<Thing>({ maxSize: 2 })
  let tries = 0
  const fail = (reason: 'time' | 'busy') => async (): Promise<Thing> => {
    tries += 1
    throw new NotMadeError(reason, 'No.')
  }
  for (const reason of ['time', 'busy'] as const) {
    tries = 0
    for (let time = 0; time < 3; time += 1) await expect(kept.get(reason, fail(reason))).rejects.toThrow('No.')
    expect([reason, tries]).toEqual([reason, reason === 'time' ? 1 : 3])
    expect(kept.peek(reason)).toBe(reason === 'time' ? null : undefined)
  }
})
