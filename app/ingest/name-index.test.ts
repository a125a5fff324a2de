import fc from 'fast-check'
import { expect, test } from 'vitest'

import { Journal } from './journal.ts'
import { NameIndex } from './name-index.ts'

const NAMES = ['Ana Costa', 'Anna Costa', 'A Costa', 'Ben Okoro', 'ben okoro']
const entry = fc.record({
  slug: fc.constantFrom('a', 'b', 'c', 'd'),
  sourceId: fc.constantFrom(null, '1', '2'),
  name: fc.constantFrom(...NAMES),
  aliases: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }),
})

function answers(index: NameIndex): unknown {
  return [
    NAMES.map((name) => [index.named(name), index.alike(name)]),
    ['a', 'b', 'c', 'd'].map((slug) => [index.has(slug), index.nameOf(slug), index.sourceIdOf(slug)]),
    ['1', '2'].map((id) => index.withSourceId(id)),
  ]
}

test('what a batch added is unknown again when it is taken back, whatever was added and asked between', () => {
  fc.assert(
    fc.property(fc.array(entry), fc.array(entry, { minLength: 1 }), fc.boolean(), (kept, added, isAsked) => {
      const journal = new Journal()
      const index = new NameIndex(kept, journal)
      journal.keep()
      const before = isAsked ? answers(index) : null
      for (const one of added) index.add(one)
      journal.takeBack()
      expect(answers(index)).toEqual(before ?? answers(new NameIndex(kept)))
    }),
  )
})

test('a name that is added again after it was taken back is found once', () => {
  const journal = new Journal()
  const index = new NameIndex([], journal)
  expect(index.alike('Anna Costa')).toEqual([])
  const costa = { slug: 'a', sourceId: null, name: 'Ana Costa', aliases: [] }
  index.add(costa)
  journal.takeBack()
  index.add(costa)
  expect(index.alike('Anna Costa').map(({ slug }) => slug)).toEqual(['a'])
})
