import fc from 'fast-check'
import { expect, test } from 'vitest'

import { fold } from './fold.ts'
import {
  eachWord,
  eachWordInSteps,
  holdsWord,
  isPairOfUnspaced,
  LETTERS_A_STEP,
  queryTokensOf,
  tokensOf,
  wordsOf,
} from './tokens.ts'

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
        const plain = fold(text.slice(start, end)).replaceAll('.', '')
        expect(plain).toContain(isPairOfUnspaced(word) ? [...word][0] : word)
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

test.each([
  ['a soft hyphen', 'Ge\u00adsamt\u00adkonzept der', ['gesamtkonzept', 'der']],
  ['a place where a line may break', 'Mindful\u200bness on', ['mindfulness', 'on']],
  ['a joiner and its opposite', 'می\u200cخواهم', ['ميخواهم']],
  ['marks of direction and order', '\ufeffkind\u200e \u202eward\u202c', ['kind', 'ward']],
  ['a variation selector', '葛\u{e0100}城', ['葛', '葛城', '城']],
  ['a stroke that stretches', 'سـلام', ['سلام']],
])('%s is in a word and not of it', (_what, text, words) => {
  expect(wordsOf(text)).toEqual(words)
})

test('the marked part of a text ends with the letters of a word, not with what is not read', () => {
  expect(tokensOf('Ge\u00adsamt\u00ad ')).toEqual([{ word: 'gesamt', start: 0, end: 7 }])
})

test('initials are one word, whatever else has full stops is not', () => {
  expect(wordsOf('N.H.S. and U.S.A, e.g. J.R.R.Tolman')).toEqual(['nhs', 'and', 'usa', 'eg', 'jrr', 'tolman'])
  expect(wordsOf('Д.И. Менделеев')).toEqual(['ди', 'менделеев'])
  expect(wordsOf('node.js 1.2.3 www.b.c Plan B. A talk')).toEqual([
    'node',
    'js',
    '1',
    '2',
    '3',
    'www',
    'b',
    'c',
    'plan',
    'b',
    'a',
    'talk',
  ])
})

test('a mark of abbreviation is in a Hebrew word however it is typed', () => {
  expect(wordsOf('צה״ל צה"ל “צה”ל”')).toEqual(['צהל', 'צהל', 'צהל'])
})

test('letters that are apostrophes part words as apostrophes do', () => {
  expect(wordsOf('Rockʼnʼroll')).toEqual(wordsOf("Rock'n'roll"))
})

test('scripts without spaces are cut into words by a dictionary, within sentences of others too', () => {
  expect(wordsOf('ความเมตตาในโรงพยาบาล')).toEqual(['ความ', 'เมตตา', 'ใน', 'โรง', 'พยาบาล'])
  expect(wordsOf('On ความเมตตาNHS')).toEqual(['on', 'ความ', 'เมตตา', 'nhs'])
  expect(wordsOf('ພ້ອມສົ່ງ')).toEqual(['ພ້ອມ', 'ສົ່ງ'])
  expect(wordsOf('ភាសាខ្មែរ\u200bនិង')).toEqual(['ភាសាខ្មែរ', 'និង'])
})

test('a text without any word is told', () => {
  for (const text of ['', '???', '💛', '%', '+', '\u00ad']) expect(holdsWord(text)).toBe(false)
  for (const text of ['a', '5', 'C++', '思', 'ๆ']) expect(holdsWord(text)).toBe(true)
})

const THAI = 'การสนทนาเรื่องความเมตตาในโรงพยาบาล'

test.each([
  ['words with spaces', 'Kind words, C++ and U.S. nurses. '],
  ['characters without', '思いやりの會話が'],
  ['words that only a dictionary parts', THAI],
  ['letters that are no word yet', 'ü'],
])('a long text is read in steps of some thousand letters, and has the same %s as at once', (_, text) => {
  const read = (times: number) => {
    const long = text.repeat(Math.ceil((LETTERS_A_STEP * times) / text.length))
    const [words, lengths]: [string[], number[]] = [[], []]
    const places: number[] = []
    let before = 0
    const steps = eachWordInSteps(long, (word, start, end, place) => {
      words.push(`${word} ${start}`)
      places.push(place)
      before = end
    })
    while (steps.next().done !== true) lengths.push(before)
    expect(words).toEqual(tokensOf(long).map(({ word, start }) => `${word} ${start}`))
    expect(places).toEqual([...words.keys()])
    return lengths
  }
  expect(read(0.9)).toEqual([])
  if (text === 'ü') return
  const [some, twice] = [read(4), read(8)]
  expect(some.length).toBeGreaterThanOrEqual(3)
  expect(twice.length / some.length).toBeCloseTo(2, 0)
  const longest = Math.max(...twice.map((end, at) => end - (twice[at - 1] ?? 0)))
  expect(longest).toBeLessThan(1.5 * LETTERS_A_STEP)
})
