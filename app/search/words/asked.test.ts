import { expect, test } from 'vitest'

import { MOST_ASKED_WORDS, readAsked } from './asked.ts'

function wordsAsked(text: string): string[] {
  return readAsked(text, () => true).words.map(({ word }) => word)
}

test('stop words are left out, unless there is nothing else', () => {
  expect(wordsAsked('what is kindness in the NHS')).toEqual(['kindness', 'nhs'])
  expect(wordsAsked('who will be')).toEqual(['who', 'will', 'be'])
})

test('a slip of a stop word is left out, unless the archive knows it as a word', () => {
  const words = (isKnown: boolean) => readAsked('kindness in teh nhs', () => isKnown).words.map(({ word }) => word)
  expect(words(false)).toEqual(['kindness', 'nhs'])
  expect(words(true)).toEqual(['kindness', 'teh', 'nhs'])
})

test('a title before a name and what follows an apostrophe are stop words', () => {
  expect(wordsAsked('Dr. O’Brien')).toEqual(['o', 'brien'])
  expect(wordsAsked("patient's story, don't")).toEqual(['patient', 'story', 'don'])
  expect(wordsAsked('vitamin d')).toEqual(['vitamin', 'd'])
})

test('only the last word is open, and only while nothing follows it', () => {
  const openWords = (text: string) =>
    readAsked(text, () => true)
      .words.filter(({ open }) => open)
      .map(({ word }) => word)
  expect(openWords('kindness lead')).toEqual(['lead'])
  expect(openWords('kindness lead ')).toEqual([])
  expect(openWords('"kindness lead"')).toEqual([])
  expect(openWords('kindness in')).toEqual([])
  expect(openWords('思いやり')).toEqual([])
})

test('quoted words are phrases, stop words and all; a mark without its partner is none', () => {
  expect(readAsked('"whose story is it" nhs', () => true).phrases).toEqual([['whose', 'story', 'is', 'it']])
  expect(readAsked('„Clean Language“', () => true).phrases).toEqual([['clean', 'language']])
  expect(readAsked('whose "story', () => true).phrases).toEqual([])
  expect(readAsked('"?!"', () => true).phrases).toEqual([])
})

test('neighbours are joined, stop words included', () => {
  expect(readAsked('has kell', () => true).words[0]?.joins).toEqual([{ word: 'haskell', open: true }])
  expect(readAsked('time lines matter', () => true).words.map(({ joins }) => joins.map(({ word }) => word))).toEqual([
    ['timelines', 'timelinesmatter'],
    ['timelines', 'linesmatter', 'timelinesmatter'],
    ['linesmatter', 'timelinesmatter'],
  ])
})

test('what was typed keeps its accents', () => {
  expect(readAsked('Sofía', () => true)).toMatchObject({ words: [{ word: 'sofia', typed: 'sofía' }], typed: ['sofía'] })
})

test('an empty text asks for nothing', () => {
  expect(readAsked(' ?! ', () => true)).toEqual({ words: [], typed: [], phrases: [] })
})

test('up to five neighbours are joined, so that a name written in one is found', () => {
  const joins = readAsked('you complete me', () => true).words.map((asked) => asked.joins.map(({ word }) => word))
  expect(joins.flat()).toContain('youcompleteme')
  expect(readAsked('a b c d e f', () => true).words[0]?.joins.map(({ word }) => word)).not.toContain('abcdef')
})

test('signs are read aloud, and capitals part a word', () => {
  const [word] = readAsked('C#', () => true).words
  expect(word).toMatchObject({ word: 'c#', spelt: 'csharp', humps: [] })
  expect(readAsked('YouCompleteMe', () => true).words[0]).toMatchObject({
    humps: ['you', 'complete', 'me'],
    spelt: null,
  })
})

test('a quotation mark within a Hebrew word marks an abbreviation, not a phrase', () => {
  expect(readAsked('צה"ל שיחה "לב', () => true)).toMatchObject({ words: [{ word: 'צהל' }, {}, {}], phrases: [] })
  expect(readAsked('"שיחה על צה"ל"', () => true).phrases).toEqual([['שיחה', 'על', 'צהל']])
})

test('every word knows where in the query it stands', () => {
  const text = ' “N.H.S.” – Kindne\u0301s, kindnes'
  for (const { start, end, typed } of readAsked(text, () => true).words)
    expect(text.slice(start, end).normalize('NFC').toLowerCase().replaceAll('.', '')).toBe(typed)
})

test('no more words are asked than a number has bits for, and the first of them', () => {
  const typed = Array.from({ length: 50 }, (_, number) => `word${number}`)
  const { words } = readAsked(typed.join(' '), () => true)
  expect(words.map(({ word }) => word)).toEqual(typed.slice(0, MOST_ASKED_WORDS))
  expect(MOST_ASKED_WORDS).toBeLessThan(32)
})
