import { expect, test } from 'vitest'

import type { SearchDocument } from '#app/search/engine.ts'
import { readAsked } from '#app/search/words/asked.ts'
import { Readings } from '#app/search/words/readings.ts'
import { Vocabulary } from '#app/search/words/vocabulary.ts'
import { documentOf } from '#tests/contracts/search-documents.ts'

import { accentedWords } from './accents.ts'
import { encodeFields } from './fields.ts'
import { rankCandidates } from './rank.ts'

/** The keys of documents in the order in which they answer a query; retrieval is taken to like them all the same. */
function rank(query: string, documents: SearchDocument[]): string[] {
  const vocabulary = new Vocabulary()
  const pages = new Map(documents.map((one) => [one, Uint32Array.from(encodeFields(one, vocabulary))]))
  const asked = readAsked(query, () => true)
  const readings = new Readings(asked, vocabulary, { total: 100, of: () => 2 })
  const phrases = asked.phrases.map((phrase) => phrase.map((word) => vocabulary.find(word) ?? -1))
  const ranked = rankCandidates(
    documents,
    (one) => ({
      page: pages.get(one)!,
      start: 0,
      end: pages.get(one)!.length,
      passage: null,
      score: 1,
      isPerson: one.kind === 'person',
      accented: new Set([one.title, ...one.speakers.map(({ name }) => name)].flatMap(accentedWords)),
    }),
    (a, b) => (a.key < b.key ? -1 : 1),
    { readings, vocabulary, phrases },
  )
  return ranked.map(({ key }) => key)
}

function talk(key: string, told: Parameters<typeof documentOf>[0]): SearchDocument {
  return documentOf({ key, title: 'a talk', ...told })
}

function person(name: string): SearchDocument {
  return documentOf({ key: name, kind: 'person', title: name })
}

test.each<[string, string, Parameters<typeof documentOf>[0], Parameters<typeof documentOf>[0]]>([
  ['the title over the summary', 'gentle teams', { title: 'gentle teams' }, { summary: 'gentle teams' }],
  [
    'a speaker over the summary',
    'ada gentle',
    { title: 'gentle', speakers: ['Ada'] },
    { title: 'gentle', summary: 'ada' },
  ],
  ['both words over one', 'gentle teams', { summary: 'gentle teams' }, { title: 'gentle' }],
  ['the word itself over a form of it', 'teams ', { title: 'teams' }, { title: 'team' }],
  ['a form of the word over a typo', 'teams ', { title: 'team' }, { title: 'beams' }],
  ['one typo over two', 'gentleness ', { title: 'gentlenesz' }, { title: 'gentlemesz' }],
  ['the order asked over another', 'gentle teams', { title: 'gentle teams' }, { title: 'teams gentle' }],
  [
    'neighbours over words apart',
    'gentle teams',
    { title: 'gentle teams at last' },
    { title: 'gentle night at hospital teams' },
  ],
  ['a short title over a long one', 'gentle', { title: 'gentle' }, { title: 'gentle hospital night' }],
  [
    'a phrase in the title over one in the text',
    '"gentle teams"',
    { title: 'gentle teams' },
    { title: 'gentle', summary: 'gentle teams' },
  ],
  ['the accents typed over others', 'sofia', { speakers: ['Sofia'] }, { speakers: ['Sofía'] }],
  ['the accents typed over none', 'sofía', { speakers: ['Sofía'] }, { speakers: ['Sofia'] }],
  ['a whole name over parts of two', 'ada often', { speakers: ['Ada Often'] }, { speakers: ['Ada Bell', 'Bea Often'] }],
])('the ranker prefers %s', (_, query, better, worse) => {
  expect(rank(query, [talk('worse', worse), talk('better', better)])).toEqual(['better', 'worse'])
})

test('what fits equally well keeps the order of the tie break', () => {
  expect(rank('gentle', [talk('b', { title: 'gentle' }), talk('a', { title: 'gentle' })])).toEqual(['a', 'b'])
})

test('a surname, its beginning, or the name misspelt asks who: the person comes first', () => {
  const documents = [
    talk('talk', { title: 'Robin Banerjee on kindness', speakers: ['Robin Banerjee'] }),
    person('Robin Banerjee'),
  ]
  for (const query of ['banerjee', 'baner', 'banerjea ', 'robin banerjea ']) {
    expect(rank(query, documents)[0]).toBe('Robin Banerjee')
  }
})

test('a whole name asks what they said: that comes first, the person second, namesakes after', () => {
  const documents = [
    person('Robin Banerjee'),
    person('Robin Banerjee Smith'),
    talk('one', { speakers: ['Robin Banerjee'] }),
    talk('two', { speakers: ['Robin Banerjee'] }),
  ]
  expect(rank('robin banerjee', documents)).toEqual(['one', 'Robin Banerjee', 'two', 'Robin Banerjee Smith'])
  expect(rank('Dr Robin Banerjee', documents).slice(0, 2)).toEqual(['one', 'Robin Banerjee'])
})

test('a name in characters without spaces is whole from three on', () => {
  const documents = [person('黃泰瑋 Tai'), talk('talk', { speakers: ['黃泰瑋 Tai'] })]
  expect(rank('黃泰瑋', documents)).toEqual(['talk', '黃泰瑋 Tai'])
  expect(rank('黃泰', documents)).toEqual(['黃泰瑋 Tai', 'talk'])
})

test('a first name does not push the person before what is about the word', () => {
  const documents = [person('Python Software Foundation'), talk('talk', { title: 'python' })]
  expect(rank('python', documents)).toEqual(['talk', 'Python Software Foundation'])
})
