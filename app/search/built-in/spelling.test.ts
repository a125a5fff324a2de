import fc from 'fast-check'
import { expect, test } from 'vitest'

import { wordsOf } from '#app/search/words/tokens.ts'
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

test('a word is put right where it stands, not where its letters stand in another', () => {
  const index = indexOf('Compassionate leadership', 'Kindness in the NHS')
  expect(spellingOf('leadershipp leadersh leadershi ', index)).toBe('leadershipp leadership leadership ')
  expect(spellingOf('unkindness kindnes ', index)).toBe('kindness kindness ')
  expect(spellingOf('“Kındnes” İ kindnes, ', index)).toBe('“kindness” İ kindness, ')
  expect(spellingOf('ﬁ Kindne\u0301s 思いやり NHS, kindnes!', index)).toBe('ﬁ kindness 思いやり NHS, kindness!')
})

test('what is offered differs from what was typed only in the words that were put right', () => {
  const index = indexOf('Compassionate leadership', 'Kindness in the NHS', 'Café', 'Łódź', '思いやり')
  const known = ['kindness', 'leadership', 'compassionate', 'nhs', 'cafe', 'lodz']
  const word = fc.constantFrom(
    'kindnes',
    'Leadershipp',
    'LEADERSH',
    'café',
    'Lo\u0301dzz',
    'İ',
    'ﬁne',
    'in',
    'a',
    '思いやり',
    'ß',
  )
  const gap = fc.constantFrom(' ', ', ', ' "', '" ', ' – ', '’', '\u00ad ', '. ')
  fc.assert(
    fc.property(fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 6 }), (parts) => {
      const typed = parts.flat().join('')
      const offered = spellingOf(typed, index)
      if (offered === null) return
      const between = (text: string) => text.split(/[\p{L}\p{N}\p{M}\u00ad]+/u).join('|')
      expect(between(offered)).toBe(between(typed))
      const [asked, put] = [wordsOf(typed), wordsOf(offered)]
      expect(put).toHaveLength(asked.length)
      put.forEach((one, place) => {
        if (one !== asked[place]) expect(known).toContain(one)
      })
    }),
  )
})
