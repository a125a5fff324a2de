import fc from 'fast-check'
import { expect, test } from 'vitest'

import { fold } from './fold.ts'
import { eachWord, isPairOfUnspaced, queryTokensOf, tokensOf, wordsOf } from './tokens.ts'

test('words are runs of letters and digits, folded', () => {
  expect(wordsOf('“Whose story is it, anyhow?” — Café №5')).toEqual([
    'whose',
    'story',
    'is',
    'it',
    'anyhow',
    'cafe',
    '5',
  ])
})

test('C++ and C# are words of their own', () => {
  expect(wordsOf('C++, C# and C')).toEqual(['c++', 'c#', 'and', 'c'])
})

test('an unspaced script gives each character and the pair that begins there', () => {
  expect(wordsOf('思いやりNHS')).toEqual(['思', '思い', 'い', 'いや', 'や', 'やり', 'り', 'nhs'])
})

test('half-width katakana is one character with its voicing mark', () => {
  expect(wordsOf('ﾊﾟｲ')).toEqual(['パ', 'パイ', 'イ'])
})

test('characters beyond the first plane are whole', () => {
  expect(tokensOf('𠮷野')).toEqual([
    { word: '𠮷', start: 0, end: 2 },
    { word: '𠮷野', start: 0, end: 3 },
    { word: '野', start: 2, end: 3 },
  ])
})

test('what folding takes apart keeps the place of the whole', () => {
  expect(tokensOf('a ½ b')).toEqual([
    { word: 'a', start: 0, end: 1 },
    { word: '1', start: 2, end: 3 },
    { word: '2', start: 2, end: 3 },
    { word: 'b', start: 4, end: 5 },
  ])
})

test('a query asks for pairs of an unspaced script, or for the character that stands alone', () => {
  expect(queryTokensOf('思いやり').map(({ word }) => word)).toEqual(['思い', 'いや', 'やり'])
  expect(queryTokensOf('王 nhs').map(({ word }) => word)).toEqual(['王', 'nhs'])
})

test('the place of every word gives the word again when that part of the text is folded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      for (const { word, start, end } of tokensOf(text)) {
        expect(start).toBeLessThan(end)
        expect(fold(text.slice(start, end))).toContain(isPairOfUnspaced(word) ? [...word][0] : word)
      }
    }),
  )
})

test('white space and punctuation around words change no word', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 8 }), (words) => {
      expect(wordsOf(`  ${words.join(' — ')}!\n`)).toEqual(words)
    }),
  )
})

test('words of no interest are left out, and those that are left have the places they have among all', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const all: [word: string, place: number][] = []
      eachWord(text, (word, _start, _end, place) => all.push([word, place]))
      expect(all.map(([, place]) => place)).toEqual([...all.keys()])

      const some: typeof all = []
      const isLong = (_text: string, start: number, end: number) => end - start > 2
      eachWord(text, (word, _start, _end, place) => some.push([word, place]), isLong)
      const isPlain = (word: string) => /^[a-z0-9]*$/.test(word)
      const given = new Map(some.map(([word, place]) => [place, word]))
      for (const [word, place] of all) {
        if (isPlain(word) && word.length <= 2) expect([undefined, word]).toContain(given.get(place))
        else expect(given.get(place)).toBe(word)
      }
    }),
  )
})
