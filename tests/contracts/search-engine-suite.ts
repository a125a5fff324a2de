import { beforeAll, describe, expect, test } from 'vitest'

import type { FacetName, SearchQuery } from '#app/domain/search.ts'
import type { SearchEngine } from '#app/search/engine.ts'

import { find, type MakeEngine, markedParts, told } from './search-answers.ts'
import { documentOf, queryOf } from './search-documents.ts'
import { describeManyResults } from './search-pages-suite.ts'
import { describeSearchWords } from './search-words-suite.ts'

const COMPASSION = documentOf({
  key: 'conversation-1',
  title: 'Compassionate leadership in hard times',
  heldOn: '2023-12-21',
  speakers: ['Michael West', 'Suzie Bailey'],
  themes: ['Leadership', 'Kindness'],
  summary: 'How leaders who listen change what a hospital feels like. Nurses spoke of timelines and of rest.',
  has: ['recording', 'insights'],
  documents: [{ title: 'Insights', text: 'Belonging is what people asked for again and again.' }],
  passages: [
    { start: 0, end: 40, speaker: 'Michael West', text: 'We begin with gratitude and a story about a porter.' },
    { start: 40, end: 95.5, speaker: null, text: 'The porter knew every patient by name. Gratitude again.' },
    { start: 95.5, end: 130, speaker: 'Suzie Bailey', text: 'Gratitude, she said, is a practice.' },
    { start: 130, end: 170, speaker: 'Suzie Bailey', text: 'And gratitude is also a habit of teams.' },
  ],
})
const LANGUAGE = documentOf({
  key: 'conversation-2',
  title: 'Using ‘Clean Language’ to listen',
  heldOn: '2024-02',
  speakers: ['Judy Rees', 'Søren Müller'],
  themes: ['Listening'],
  summary: 'Questions that leave the other person their own words. A back office tried it.',
  has: ['recording'],
})
const JAPAN = documentOf({
  key: 'conversation-3',
  title: '思いやりの会話',
  heldOn: '2022-05',
  speakers: ['田中さくら'],
  themes: ['Kindness'],
})
const WEST = documentOf({ key: 'person-1', kind: 'person', title: 'Michael West', slug: 'michael-west' })
const REES = documentOf({ key: 'person-2', kind: 'person', title: 'Judy Rees', slug: 'judy-rees' })
const KINDNESS = documentOf({ key: 'theme-1', kind: 'theme', title: 'Kindness', slug: 'kindness' })
const ARCHIVE = [COMPASSION, LANGUAGE, JAPAN, WEST, REES, KINDNESS]

/** What every engine promises (DESIGN.md, section 5). */
export function describeSearchEngine(name: string, make: MakeEngine): void {
  describe(`${name}: a search`, () => {
    let engine: SearchEngine

    beforeAll(async () => {
      engine = await make(ARCHIVE)
    })

    const keysFor = async (query: SearchQuery | string) => (await find(engine, query)).results.map(({ id }) => id)

    test('without words shows everything that passes, the newest first and what has no date last', async () => {
      expect(await keysFor('')).toEqual([
        'conversation-2',
        'conversation-1',
        'conversation-3',
        'person-2',
        'person-1',
        'theme-1',
      ])
    })

    test.each([
      ['the word itself', 'compassionate'],
      ['another form of it', 'compassionately leaders'],
      ['its beginning', 'compass'],
      ['a letter missing', 'compasionate'],
      ['letters swapped', 'ocmpassionate'],
      ['a wrong first letter', 'tompassionate'],
      ['two typos', 'compasionat'],
      ['a beginning with a typo', 'conpassio'],
      ['words that belong together', 'leader ship'],
      ['words that do not', 'hardtimes'],
      ['capitals', 'COMPASSIONATE'],
      ['a name in its title, another in its summary', 'leadership nurses'],
      ['a theme and a speaker', 'kindness bailey'],
      ['its documents', 'belonging'],
      ['its transcript', 'porter'],
      ['its title and its transcript together', 'compassionate porter'],
      ['stop words around', 'what is the compassionate in'],
      ['a quoted run', '"leadership in hard"'],
      ['a quoted run of its transcript', '"knew every patient"'],
    ])('finds a conversation by %s', async (_, q) => {
      expect(await keysFor(q)).toContain('conversation-1')
    })

    test.each([
      ['accents left out', 'muller soren'],
      ['accents as they are', 'Søren Müller'],
      ['ue for ü and oe for ø', 'soeren mueller'],
      ['a word split', 'langu age'],
      ['a word joined', 'backoffice'],
    ])('finds a conversation by %s', async (_, q) => {
      expect(await keysFor(q)).toContain('conversation-2')
    })

    test.each(['思いやり', '会話', 'やりの', '田中', 'さくら'])('finds "%s" in Japanese', async (q) => {
      expect(await keysFor(q)).toEqual(['conversation-3'])
    })

    test('finds nothing where no word is near', async () => {
      expect(await find(engine, 'xylophone')).toMatchObject({ total: 0, results: [] })
      expect(await find(engine, '"hard leadership"')).toMatchObject({ total: 0, results: [] })
    })

    test('of stop words alone still searches', async () => {
      expect(await keysFor('what')).toContain('conversation-1')
    })

    test('forgives one wrong word, but not two', async () => {
      expect(await keysFor('compassionate leadership helicopter')).toContain('conversation-1')
      expect(await keysFor('compassionate helicopter submarine')).not.toContain('conversation-1')
    })

    test('does not put words of two passages together', async () => {
      expect(await keysFor('"again gratitude"')).toEqual([])
      const { total } = await find(engine, 'patient practice habit')
      expect(total).toBe(0)
    })

    test.each([
      ['a title and the first speaker', 'listen', 'judy', 'conversation-2'],
      ['the last speaker and a theme', 'muller', 'listening', 'conversation-2'],
      ['a theme and the summary', 'listening', 'questions', 'conversation-2'],
      ['the summary and a document', 'rest', 'insights', 'conversation-1'],
    ])('does not put words of %s together', async (_, left, right, key) => {
      expect(await keysFor(`${left} ${right}`)).toContain(key)
      expect(await keysFor(`"${left} ${right}"`)).toEqual([])
      expect(await keysFor(left + right)).toEqual([])
    })

    test('a surname alone, or misspelt, finds the person first and then what they spoke at', async () => {
      for (const q of ['west', 'Wesst']) {
        expect((await keysFor(q)).slice(0, 2)).toEqual(['person-1', 'conversation-1'])
      }
    })

    test('a whole name finds first what they spoke at, and then the person', async () => {
      expect((await keysFor('michael west')).slice(0, 2)).toEqual(['conversation-1', 'person-1'])
    })

    test('a theme by its name comes before what is about it', async () => {
      expect((await keysFor('kindness'))[0]).toBe('theme-1')
    })

    test('shows where the words were found, as ranges of the text as it was written', async () => {
      const [result] = (await find(engine, 'clean muller words')).results
      expect(result && markedParts(result)).toEqual({ title: ['Clean'], speakers: ['Müller'], summary: ['words'] })
    })

    test('shows a hit in a document as such', async () => {
      const [result] = (await find(engine, 'belonging people')).results
      expect(result && markedParts(result)).toEqual({ document: ['Belonging', 'people'] })
    })

    test('of several documents shows the one that has the words most often', async () => {
      const texts = ['Patience, once.', 'Patience: more patience, and patience again.', 'No patience left.']
      const entry = documentOf({ title: 'Notes', documents: texts.map((text) => ({ title: 'Insights', text })) })
      const { results } = await find(await make([entry]), 'patience')
      expect(results[0]?.highlights.map(({ field, text }) => [field, text])).toEqual([['document', texts[1]]])
    })

    test('shows at most three passages under their conversation, with their times, speakers and ranges', async () => {
      const [result] = (await find(engine, 'gratitude')).results
      expect(result?.passages).toHaveLength(3)
      for (const { text, ranges } of result?.passages ?? []) {
        expect(ranges.length).toBeGreaterThan(0)
        for (const [start, end] of ranges) expect(text.slice(start, end).toLowerCase()).toBe('gratitude')
      }
      const [porter] = (await find(engine, 'patient by name')).results
      expect(porter?.passages).toMatchObject([{ start: 40, end: 95.5, speaker: null }])
    })

    test('gives a result whole', async () => {
      const [result] = (await find(engine, 'compassionate')).results
      expect(result).toMatchObject({
        id: 'conversation-1',
        kind: 'conversation',
        slug: 'conversation-1',
        url: '/conversations/conversation-1',
        title: 'Compassionate leadership in hard times',
        heldOn: '2023-12-21',
        speakers: [
          { slug: 'michael-west', name: 'Michael West' },
          { slug: 'suzie-bailey', name: 'Suzie Bailey' },
        ],
        has: ['recording', 'insights'],
        passages: [],
      })
    })

    test('suggests what has the words in title or speakers, five at most', async () => {
      const outcome = await engine.suggest('wes')
      expect(outcome).toMatchObject({ status: 'ok' })
      const suggestions = outcome.status === 'ok' ? outcome.suggestions : []
      expect(suggestions.map(({ url }) => url)).toEqual(['/people/michael-west', '/conversations/conversation-1'])
      expect(suggestions[0]?.ranges).toEqual([[8, 12]])
      expect(await engine.suggest('gratitude')).toMatchObject({ suggestions: [] })
      expect(await engine.suggest('w')).toMatchObject({ suggestions: [] })
    })
  })

  describe(`${name}: filters and facets`, () => {
    let engine: SearchEngine

    beforeAll(async () => {
      engine = await make(ARCHIVE)
    })

    const labels = async (query: Partial<SearchQuery>, facet: FacetName) => {
      const { facets } = await find(engine, queryOf(query))
      return facets[facet].map(({ label, count, selected }) => `${label} ${count}${selected ? ' chosen' : ''}`)
    }

    test('count what matches, each facet as if nothing were chosen in it', async () => {
      expect(await labels({ theme: ['kindness'] }, 'theme')).toEqual([
        'Kindness 2 chosen',
        'Leadership 1',
        'Listening 1',
      ])
      expect(await labels({ theme: ['kindness'] }, 'speaker')).toEqual([
        'Michael West 1',
        'Suzie Bailey 1',
        '田中さくら 1',
      ])
    })

    test('widen inside a facet and narrow between facets', async () => {
      const total = async (query: Partial<SearchQuery>) => (await find(engine, queryOf(query))).total
      expect(await total({ theme: ['kindness', 'listening'] })).toBe(3)
      expect(await total({ theme: ['kindness', 'listening'], has: ['recording'] })).toBe(2)
      expect(await total({ theme: ['kindness'], speaker: ['judy-rees'] })).toBe(0)
      expect(await total({ has: ['insights', 'recording'] })).toBe(2)
      expect(await total({ kind: ['person', 'theme'] })).toBe(3)
    })

    test('give years and months from one range, whose counts ignore it', async () => {
      const range = { from: '2023-01', to: '2023-12' }
      expect((await find(engine, queryOf(range))).results.map(({ id }) => id)).toEqual(['conversation-1'])
      expect(await labels(range, 'year')).toEqual(['2024 1', '2023 1 chosen', '2022 1'])
      expect(await labels(range, 'month')).toEqual(['February 2024 1', 'December 2023 1 chosen', 'May 2022 1'])
      expect((await find(engine, queryOf({ from: '2023-12' }))).total).toBe(2)
      expect((await find(engine, queryOf({ to: '2023-12' }))).total).toBe(2)
    })

    test('have readable labels for kinds and holdings', async () => {
      expect(await labels({}, 'kind')).toEqual(['Conversations 3', 'People 2', 'Themes 1'])
      expect(await labels({}, 'has')).toEqual(['Recording 2', 'Insights 1'])
    })

    test('list what is chosen even where nothing has it', async () => {
      expect(await labels({ speaker: ['nobody'] }, 'speaker')).toContain('nobody 0 chosen')
      expect((await find(engine, queryOf({ speaker: ['nobody'] }))).total).toBe(0)
    })

    test('are searched by any part of a name', async () => {
      const outcome = await engine.facet(queryOf({ theme: ['listening'] }), 'speaker', 'üLL')
      expect(outcome).toMatchObject({ status: 'ok', values: [{ label: 'Søren Müller', count: 1, selected: false }] })
      expect(await engine.facet(queryOf(), 'theme', 'zzz')).toMatchObject({ status: 'ok', values: [] })
    })
  })

  describeManyResults(name, make)
  describeSearchWords(name, make)

  describe(`${name}: changes`, () => {
    test('put, change and remove documents in place', async () => {
      const engine = await make([COMPASSION, LANGUAGE])
      await engine.update(
        [documentOf({ ...told(COMPASSION), title: 'Courage at work', passages: [] })],
        ['conversation-2'],
      )
      expect((await find(engine, 'compassionate')).total).toBe(0)
      expect((await find(engine, 'gratitude')).total).toBe(0)
      expect((await find(engine, 'courage')).results.map(({ title }) => title)).toEqual(['Courage at work'])
      const { total, facets } = await find(engine, '')
      expect(total).toBe(1)
      expect(facets.theme.map(({ label }) => label).sort()).toEqual(['Kindness', 'Leadership'])
    })

    test('a name that changed is the one that facets show', async () => {
      const engine = await make([LANGUAGE])
      const renamed = { ...LANGUAGE, speakers: [{ slug: 'judy-rees', name: 'Judy Smith' }] }
      await engine.update([renamed], [])
      const { facets } = await find(engine, 'smith')
      expect(facets.speaker).toMatchObject([{ value: 'judy-rees', label: 'Judy Smith', count: 1 }])
    })

    test('a quoted run of two kinds of script is found', async () => {
      const engine = await make([documentOf({ key: 'conversation-9', title: 'NHS 思いやりの会話' }), JAPAN, WEST])
      expect((await find(engine, '"NHS 思いやり"')).results.map(({ id }) => id)).toEqual(['conversation-9'])
    })

    test('what is not there is removed without complaint, and the last of two puts counts', async () => {
      const engine = await make([])
      await engine.update(
        [
          { ...JAPAN, title: 'First' },
          { ...JAPAN, title: 'Second' },
        ],
        ['conversation-99'],
      )
      expect((await find(engine, '')).results.map(({ title }) => title)).toEqual(['Second'])
    })

    test('a rebuild replaces everything, and searches see the old until the new stands', async () => {
      const engine = await make([COMPASSION])
      let seen: string[] = []
      async function* documents() {
        yield [LANGUAGE]
        seen = (await find(engine, '')).results.map(({ id }) => id)
        yield [WEST]
      }
      await engine.rebuild(documents())
      expect(seen).toEqual(['conversation-1'])
      expect((await find(engine, '')).results.map(({ id }) => id)).toEqual(['conversation-2', 'person-1'])
    })

    test('a rebuild that fails leaves the old as it was', async () => {
      const engine = await make([COMPASSION])
      async function* documents() {
        yield [LANGUAGE]
        throw new Error('the archive went away')
      }
      await expect(engine.rebuild(documents())).rejects.toThrow('the archive went away')
      expect((await find(engine, '')).results.map(({ id }) => id)).toEqual(['conversation-1'])
      await engine.update([WEST], [])
      expect((await find(engine, '')).total).toBe(2)
    })
  })
}
