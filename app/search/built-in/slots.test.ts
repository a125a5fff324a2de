import { expect, test } from 'vitest'

import { Slots } from './slots.ts'

test('a key keeps its number, and a number that is free is given out again', () => {
  const slots = new Slots()
  expect([slots.take('a'), slots.take('b'), slots.take('a')]).toEqual([0, 1, 0])
  slots.unbind('a')
  slots.unbind('unknown')
  expect(slots.of('a')).toBeUndefined()
  slots.release(0)
  expect([slots.count, slots.end]).toEqual([1, 2])
  expect(slots.take('c')).toBe(0)
  expect(slots.take('d')).toBe(2)
})
