import { expect, test } from 'vitest'

import { documentOf } from '#tests/contracts/search-documents.ts'

import { IndexData } from './index-data.ts'
import { spellingOf } from './spelling.ts'

function indexOf(...titles: string[]): IndexData {
  const index = new IndexData()
  for (const title of titles) index.put(documentOf({ title }))
  return index
}

test('each unknown word becomes the nearest that the archive knows', () => {
  const index = indexOf('Compassionate leadership', 'Kindness in the NHS')
  expect(spellingOf('compasionate leadrship', index)).toBe('compassionate leadership')
  expect(spellingOf('Kindnes NHS', index)).toBe('kindness NHS')
  expect(spellingOf('knidness, NHS', index)).toBe('kindness, NHS')
})

test('of two words equally near the one in more documents is taken', () => {
  expect(spellingOf('nurze ', indexOf('nurse', 'nurde', 'nurse'))).toBe('nurse ')
})

test('what is known, or near nothing, stays', () => {
  const index = indexOf('Kindness')
  expect(spellingOf('kindness', index)).toBe(null)
  expect(spellingOf('xylophone', index)).toBe(null)
  expect(spellingOf('', index)).toBe(null)
})

test('a word that stands in nothing any more is not proposed', () => {
  const index = new IndexData()
  index.put(documentOf({ key: 'gone', title: 'kindness' }))
  index.remove('gone')
  expect(spellingOf('kindnesz ', index)).toBe(null)
})
