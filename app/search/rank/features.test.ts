import { expect, test, vi } from 'vitest'

import type { SearchDocument } from '#app/search/engine.ts'
import { readAsked } from '#app/search/words/asked.ts'
import { Readings } from '#app/search/words/readings.ts'
import { Vocabulary } from '#app/search/words/vocabulary.ts'
import { documentOf } from '#tests/contracts/search-documents.ts'

import { accentedWords } from './accents.ts'
import { Features } from './features.ts'
import { encodeFields, encodePassage } from './fields.ts'
import type { Feature } from './weights.ts'

type Told = Parameters<typeof documentOf>[0] & { passage?: string }

/** A query measured in an entry; words of `archive` are known too, and stand in so many documents. */
function measured(q: string, { passage, ...told }: Told, frequencies: Record<string, number> = {}): Features {
  const document: SearchDocument = documentOf({ title: 'a talk', ...told })
  const vocabulary = new Vocabulary()
  for (const word of Object.keys(frequencies)) vocabulary.add(word)
  const page = Uint32Array.from(encodeFields(document, vocabulary))
  const said = passage === undefined ? null : Uint32Array.from(encodePassage(passage, vocabulary))
  const asked = readAsked(q, (word) => vocabulary.find(word) !== undefined)
  const of = (id: number) => frequencies[vocabulary.text(id)] ?? 2
  const readings = new Readings(asked, vocabulary, { total: 1000, of })
  const phrases = asked.phrases.map((phrase) => phrase.map((word) => vocabulary.find(word) ?? -1))
  const features = new Features(readings, vocabulary, phrases)
  features.measure({
    page,
    start: 0,
    end: page.length,
    passage: said,
    score: 1,
    isPerson: document.kind === 'person',
    accented: new Set([document.title, ...document.speakers.map(({ name }) => name)].flatMap(accentedWords)),
  })
  return features
}

function values(q: string, told: Told): Record<Feature, number> {
  return measured(q, told).values
}

test('nothing of the query in an entry is nothing in every feature but how it was retrieved', () => {
  const { retrieved, ...others } = values('gratitude hospital ', { title: 'mountain' })
  expect(retrieved).toBeCloseTo(0)
  for (const [name, value] of Object.entries(others)) expect([name, value]).toEqual([name, 0])
})

test('words count as named in title or speakers, and as found only in the text elsewhere', () => {
  const told = { title: 'gratitude', speakers: ['Ada Often'] }
  expect(values('gratitude often ', told)).toMatchObject({ named: 1, allNamed: 1, onlyInText: 0, exactInText: 0 })
  for (const elsewhere of [
    { themes: ['Often'] },
    { summary: 'often' },
    { documents: [{ title: '', text: 'often' }] },
  ]) {
    expect(values('gratitude often ', { title: 'gratitude', ...elsewhere })).toMatchObject({
      named: 0.5,
      allNamed: 0,
      onlyInText: 0.5,
    })
  }
})

test('a word in the text is worth more than in a theme, and in a theme more than in a passage', () => {
  const weakest = (told: Told) => values('gratitude ', told).weakest
  const found = [{ summary: 'gratitude' }, { themes: ['Gratitude'] }, { passage: 'gratitude' }, {}].map(weakest)
  expect(found).toEqual([...found].sort((a, b) => b - a))
  expect(new Set(found).size).toBe(4)
  expect(found.at(-1)).toBe(0)
})

test('the weakest word is the one found least well', () => {
  expect(values('gratitude hospital ', { title: 'gratitude hospital' }).weakest).toBe(1)
  const typo = values('gratitude hospital ', { title: 'gratitude hospitel' }).weakest
  expect(typo).toBeGreaterThan(0)
  expect(typo).toBeLessThan(1)
  expect(values('gratitude hospital ', { title: 'gratitude' }).weakest).toBe(0)
})

test('exact is the share of words found as they were asked, not in another form', () => {
  expect(values('gratitude teams ', { title: 'gratitude teams' }).exact).toBe(1)
  expect(values('gratitude teams ', { title: 'gratitude team' }).exact).toBe(0.5)
  expect(values('gratitude teams ', { title: 'gratitude', summary: 'teams' })).toMatchObject({
    exact: 1,
    exactInText: 0.5,
  })
})

test('of two words found the rarer says more', () => {
  const frequencies = { gratitude: 1, teams: 500 }
  const rare = measured('gratitude teams ', { title: 'gratitude' }, frequencies).values.foundRare
  const common = measured('gratitude teams ', { title: 'teams' }, frequencies).values.foundRare
  expect(rare).toBeGreaterThan(common)
  expect(rare + common).toBeCloseTo(1)
})

test('a speaker is named by their whole name, and is the query when it says no more', () => {
  const speakers = ['Bea Bell', 'Ada Often']
  expect(values('ada often ', { speakers })).toMatchObject({ speakerNamed: 1, speakerIsQuery: 1 })
  expect(values('ada often gratitude ', { speakers })).toMatchObject({ speakerNamed: 1, speakerIsQuery: 0 })
  expect(values('ada bell ', { speakers })).toMatchObject({ speakerNamed: 0, speakerIsQuery: 0 })
  expect(values('ada oftan ', { speakers })).toMatchObject({ speakerNamed: 1, speakerIsQuery: 0 })
})

test('a name of which a word has two typos, or a name of one word, is not named', () => {
  expect(values('bea gentlemesz ', { speakers: ['Bea Gentleness'] }).speakerNamed).toBe(0)
  expect(values('often ', { speakers: ['Often'] })).toMatchObject({ speakerNamed: 0, speakerIsQuery: 1 })
})

test('a name in its other spelling is the query, in another form of a word it is not', () => {
  expect(values('ada schuetz ', { speakers: ['Ada Schütz'] }).speakerIsQuery).toBe(1)
  expect(values('ada teams ', { speakers: ['Ada Team'] })).toMatchObject({ speakerNamed: 1, speakerIsQuery: 0 })
})

test('a name in characters without spaces is the query when its pairs are', () => {
  expect(values('黃泰瑋', { speakers: ['黃泰瑋'] })).toMatchObject({ speakerNamed: 1, speakerIsQuery: 1 })
  expect(values('黃泰', { speakers: ['黃泰瑋'] }).speakerIsQuery).toBe(0)
})

test('of several titles the one that fits best counts, wherever it stands', () => {
  const [whole, part] = ['gentle teams', 'gentle']
  expect(values('gentle teams ', { title: whole, aliases: [part] })).toMatchObject({ titleOrder: 1, titleShare: 1 })
  expect(values('gentle teams ', { title: part, aliases: [whole] })).toMatchObject({ titleOrder: 1, titleShare: 1 })
})

test('of the places of one word in a title the one counts that keeps the order asked', () => {
  expect(values('gentle teams ', { title: 'teams gentle teams' }).titleOrder).toBe(1)
})

test('pairs of characters make a title without spaces no longer than it is', () => {
  expect(values('黃泰瑋', { title: '黃泰瑋' }).titleShare).toBeCloseTo(2 / 3)
})

test('a word that stands in every document still counts a little', () => {
  const { foundRare } = measured('gratitude teams ', { title: 'teams' }, { gratitude: 2, teams: 1000 }).values
  expect(foundRare).toBeGreaterThan(0.1)
})

test('a phrase counts in the title, not in the text nor from one title to the next', () => {
  const q = '"gratitude hospital" '
  expect(values(q, { title: 'the gratitude hospital' }).titlePhrase).toBe(1)
  expect(values(q, { summary: 'gratitude hospital' }).titlePhrase).toBe(0)
  expect(values(q, { title: 'gratitude', aliases: ['hospital'] }).titlePhrase).toBe(0)
  expect(values(q, { title: 'gratitude', speakers: ['Hospital'] }).titlePhrase).toBe(0)
})

test('a split word is found where its halves are neighbours in one field', () => {
  expect(values('backoffice ', { title: 'back office' }).named).toBeGreaterThan(0)
  expect(values('backoffice ', { summary: 'back office' }).weakest).toBeGreaterThan(0)
  expect(values('backoffice ', { title: 'back', speakers: ['Office'] }).weakest).toBe(0)
  expect(values('backoffice ', { summary: 'back', documents: [{ title: 'office', text: '' }] }).weakest).toBe(0)
})

test('the accents typed are those of the title and the speakers', () => {
  expect(values('sofía ', { speakers: ['Sofía'] }).accents).toBe(1)
  expect(values('sofía ', { speakers: ['Sofia'] }).accents).toBe(0)
  expect(values('sofia ', { summary: 'sofia' }).accents).toBe(0)
})

test('a name is whole when it is all that was asked, with no typo', () => {
  const isWhole = (q: string) => measured(q, { kind: 'person', title: 'Ada Often' }).isWholeName
  expect(isWhole('ada often')).toBe(true)
  expect(isWhole('often')).toBe(false)
  expect(isWhole('ada oftan ')).toBe(false)
  expect(isWhole('ada often gratitude ')).toBe(false)
  // As far as it is typed, when little is left to come.
  expect(isWhole('ada ofte')).toBe(true)
  expect(isWhole('ada of')).toBe(false)
  expect(measured('often ', { kind: 'person', title: 'Often' }).isWholeName).toBe(false)
})

test('a surname says how well it fits, a first name says nothing', () => {
  const quality = (q: string) => measured(q, { kind: 'person', title: 'Ada Often' }).nameQuality
  expect(quality('often ')).toBe(1)
  expect(quality('oftan ')).toBeGreaterThan(0)
  expect(quality('oftan ')).toBeLessThan(1)
  expect(quality('ada ')).toBe(0)
})

test('one entry measured leaves nothing behind for the next', () => {
  const fresh = measured('gratitude ', { title: 'mountain' })
  const used = measured('gratitude ', { title: 'gratitude', speakers: ['Ada Gratitude'], passage: 'gratitude' })
  const page = Uint32Array.from(encodeFields(documentOf({ title: '' }), new Vocabulary()))
  used.measure({ page, start: 0, end: page.length, passage: null, score: 1, isPerson: false, accented: new Set() })
  expect(used.values).toEqual(fresh.values)
})

test('a long text is left as soon as nothing in it can be better than what was found', () => {
  const looks = (text: string) => {
    const head = vi.spyOn(Readings.prototype, 'head')
    measured('gratitude hospital ', { summary: text })
    const times = head.mock.calls.length
    head.mockRestore()
    return times
  }
  const [found, long] = ['gratitude hospital ', 'mountain '.repeat(10_000)]
  expect(looks(found + long)).toBeLessThan(50)
  // A word that is missing is looked for to the end.
  expect(looks(`gratitude ${long} hospital`)).toBeGreaterThan(10_000)
  expect(measured('gratitude hospital ', { summary: `gratitude ${long} hospital` }).values.exactInText).toBe(1)
})
