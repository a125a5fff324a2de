import { expect, test } from 'vitest'

import { wordsOf } from '#app/search/words/tokens.ts'

import { indexedText, indexedWord } from './tokens.ts'

/** How Meilisearch cuts what it is given: at everything that is neither letter nor digit. */
const cutByServer = (text: string) => text.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== '')

test('a text has the same words for the server as for us', () => {
  const text = 'Søren’s C++ and C#: Naïve café talk, Straße 3'
  expect(cutByServer(indexedText([text]).spaced)).toEqual(wordsOf(text).map(indexedWord))
  expect(indexedText([text]).spaced).toBe('soren s cplusplus and csharp naive cafe talk strasse 3')
})

test('texts of one field are parted by the end of a sentence, and empty ones leave no trace', () => {
  expect(indexedText(['Judy Rees', '', 'Michael West']).spaced).toBe('judy rees . michael west')
  expect(indexedText(['', '  '])).toEqual({ spaced: '', unspaced: '', parts: '' })
})

test('characters and pairs of unspaced scripts become codes of letters, a pair beginning as its first character does', () => {
  const { spaced, unspaced } = indexedText(['会話 talk'])
  expect(spaced).toBe('talk')
  const [first, pair, second] = unspaced.split(' ')
  expect(unspaced).toMatch(/^u[0-9a-z]{4} u[0-9a-z]{8} u[0-9a-z]{4}$/)
  expect(pair).toBe(first! + second!.slice(1))
})

test('no two characters share a code', () => {
  const characters = ['会', '話', 'や', '가', '𠀋', 'ー']
  expect(new Set(characters.map(indexedWord)).size).toBe(characters.length)
  for (const character of characters) expect(indexedWord(character)).toHaveLength(5)
})
