import fc from 'fast-check'
import { expect, test } from 'vitest'

import { Arena } from './arena.ts'
import { Lists } from './lists.ts'

test('a list that was never set is empty', () => {
  const lists = new Lists()
  expect([...lists.view(5)]).toEqual([])
  expect(lists.length(100_000)).toBe(0)
})

test('lists are what arrays would be, however they are set, grown and cut', () => {
  const change = fc.oneof(
    fc.record({ set: fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 40 }) }),
    // Some twice, at the end of a list and within.
    fc.record({ insert: fc.oneof(fc.nat(9), fc.integer({ min: 0, max: 2 ** 32 - 1 })) }),
    fc.record({ removeAt: fc.nat(30) }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(4), change), { maxLength: 80 }), (changes) => {
      const lists = new Lists()
      const arrays: number[][] = [[], [], [], [], []]
      for (const [id, what] of changes) {
        const array = arrays[id]!
        if ('set' in what) {
          const sorted = [...new Set(what.set)].sort((a, b) => a - b)
          lists.set(id, sorted)
          arrays[id] = sorted
        } else if ('insert' in what) {
          lists.insertSorted(id, what.insert)
          arrays[id] = [...new Set([...array, what.insert])].sort((a, b) => a - b)
        } else if (what.removeAt < array.length) {
          lists.removeAt(id, what.removeAt)
          arrays[id] = array.filter((_, index) => index !== what.removeAt)
        }
        expect(arrays.map((_, number) => [...lists.view(number)])).toEqual(arrays)
      }
    }),
  )
})

test('a number that is in a sorted list already stays there once', () => {
  const lists = new Lists()
  for (const value of [4, 9, 9, 4, 2, 4, 9]) lists.insertSorted(0, value)
  expect([...lists.view(0)]).toEqual([2, 4, 9])
})

test('a place in a sorted list is that of the first number not less', () => {
  const lists = new Lists()
  lists.set(0, [2, 4, 4_000_000_000])
  expect([1, 2, 3, 4, 5, 4_000_000_000, 4_000_000_001].map((value) => lists.searchSorted(0, value))).toEqual([
    0, 0, 1, 1, 2, 2, 3,
  ])
})

test('lists longer than a page have one of their own', () => {
  const lists = new Lists()
  const long = Uint32Array.from({ length: 2 ** 20 + 5 }, (_, index) => index)
  lists.set(0, [1])
  lists.set(1, long)
  lists.set(2, [2])
  expect(lists.length(1)).toBe(long.length)
  expect(lists.view(1).at(-1)).toBe(2 ** 20 + 4)
  lists.insertSorted(1, 2 ** 31)
  expect(lists.view(1).at(-1)).toBe(2 ** 31)
  expect([...lists.view(2)]).toEqual([2])
})

test('room that is given back is used again', () => {
  const arena = new Arena()
  const address = arena.take(Arena.room(100))
  arena.give(address, Arena.room(100))
  expect(arena.take(Arena.room(99))).toBe(address)
})

test('room is at least what was asked for, and never an eighth more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (wanted) => {
      const room = Arena.room(wanted)
      expect(room).toBeGreaterThanOrEqual(wanted)
      expect(room).toBeLessThanOrEqual(wanted * 1.125 + 1)
      expect(Arena.room(room)).toBe(room)
    }),
  )
})

test('editing a long time costs no more room than what is held', () => {
  const lists = new Lists()
  for (let round = 0; round < 2000; round++) lists.set(round % 10, new Array<number>(500 + (round % 7)).fill(round))
  expect(lists.bytes).toBeLessThan(2 * 4 * 2 ** 20)
})

test('compacting keeps every list and gives back what growing left behind', async () => {
  const lists = new Lists()
  for (let value = 0; value < 3000; value++) for (let id = 0; id < 400; id++) lists.insertSorted(id, value)
  lists.set(7, [])
  const before = lists.bytes
  let pauses = 0
  await lists.compact(() => void pauses++)
  expect(lists.bytes).toBeLessThan(before / 1.8)
  expect(pauses).toBeGreaterThan(100)
  expect(lists.view(399).at(-1)).toBe(2999)
  expect(lists.length(7)).toBe(0)
  lists.insertSorted(7, 5)
  lists.insertSorted(398, 1_000_000)
  expect([...lists.view(7)]).toEqual([5])
  expect(lists.view(398).at(-1)).toBe(1_000_000)
})
