import { expect, test } from 'vitest'

import { documentOf } from '#tests/contracts/search-documents.ts'

import { IndexData } from './index-data.ts'

const FIRST = { start: 0, end: 10, speaker: 'Ada', text: 'gratitude first' }
const SECOND = { start: 10, end: 20.25, speaker: null, text: 'hospital second' }

function textsOf(index: IndexData, key: string): (string | null)[] {
  return [...index.passages.of(index.entries.slots.of(key)!)].map((slot) => index.passages.get(slot).text)
}

test('passages are kept with their entry in the order of the transcript', () => {
  const index = new IndexData()
  index.put(documentOf({ key: 'talk', passages: [FIRST, SECOND] }))
  const slots = [...index.passages.of(index.entries.slots.of('talk')!)]
  expect(slots.map((slot) => index.passages.get(slot))).toEqual([FIRST, SECOND])
  expect(index.passages.count).toBe(2)
})

test('a shorter transcript leaves nothing of the longer one', () => {
  const index = new IndexData()
  index.put(documentOf({ key: 'talk', passages: [FIRST, SECOND] }))
  index.put(documentOf({ key: 'talk', passages: [SECOND] }))
  expect(textsOf(index, 'talk')).toEqual(['hospital second'])
  expect(index.passages.count).toBe(1)
  expect(index.passages.postings.frequency(index.vocabulary.find('gratitude')!)).toBe(0)
})

test('an entry that goes takes its passages with it, and their room is used again', () => {
  const index = new IndexData()
  index.put(documentOf({ key: 'talk', passages: [FIRST, SECOND] }))
  index.remove('talk')
  expect(index.passages.count).toBe(0)
  index.put(documentOf({ key: 'other', passages: [SECOND, FIRST] }))
  expect(index.passages.end).toBe(2)
  expect(textsOf(index, 'other')).toEqual(['hospital second', 'gratitude first'])
})

test('texts are not kept where they are read from the archive', () => {
  const index = new IndexData('all but texts')
  index.put(documentOf({ key: 'talk', passages: [FIRST] }))
  expect(textsOf(index, 'talk')).toEqual([null])
})
