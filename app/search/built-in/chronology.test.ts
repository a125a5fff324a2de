import fc from 'fast-check'
import { expect, test } from 'vitest'

import { Chronology } from './chronology.ts'

test('the order is that of sorting everything, however entries come, change and go', () => {
  const change = fc.tuple(fc.nat(30), fc.option(fc.nat(1000)), fc.boolean())
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const values = new Map<number, number>()
      const compare = (a: number, b: number) => values.get(a)! - values.get(b)! || a - b
      const chronology = new Chronology(compare, (entry) => values.has(entry))
      for (const [entry, value, look] of changes) {
        if (value === null) values.delete(entry)
        else values.set(entry, value)
        chronology.touch(entry)
        if (look) expect(chronology.inOrder()).toEqual([...values.keys()].sort(compare))
      }
      expect(chronology.inOrder()).toEqual([...values.keys()].sort(compare))
    }),
  )
})

test('thousands of changes are sorted at once', () => {
  const values = Array.from({ length: 5000 }, (_, index) => (index * 7919) % 5000)
  const chronology = new Chronology(
    (a, b) => values[a]! - values[b]!,
    () => true,
  )
  for (let entry = 0; entry < values.length; entry++) chronology.touch(entry)
  expect(chronology.inOrder().map((entry) => values[entry])).toEqual([...values].sort((a, b) => a - b))
})
