import fc from 'fast-check'
import { expect, test } from 'vitest'

import { ENTRY_KINDS, HOLDINGS, SORTS } from './search.ts'
import { EMPTY_QUERY, parseSearchQuery, searchAddress, VALUES_MAX } from './search-query.ts'
import { QUERY_MAX_LENGTH } from './search.ts'

function parse(search: string) {
  return parseSearchQuery(new URLSearchParams(search))
}

function messagesOf(search: string) {
  const parsed = parse(search)
  return parsed.status === 'ok' ? [] : parsed.errors.map(({ field, message }) => `${field}: ${message}`)
}

test('an address without anything is the empty query', () => {
  expect(parse('')).toEqual({ status: 'ok', query: EMPTY_QUERY })
  expect(parse('q=&from=&to=&sort=&page=&speaker=&kind=')).toEqual({ status: 'ok', query: EMPTY_QUERY })
})

test('repeated names are a list without repetitions, and unknown names are left alone', () => {
  const parsed = parse('q=care&theme=culture&theme=leadership&theme=culture&kind=person&utm=x')
  expect(parsed.query).toEqual({ ...EMPTY_QUERY, q: 'care', theme: ['culture', 'leadership'], kind: ['person'] })
})

test('a year stands for its first month in From and for its last in To', () => {
  expect(parse('from=2022&to=2023').query).toMatchObject({ from: '2022-01', to: '2023-12' })
})

test('a month that does not exist is an error that says what to write', () => {
  expect(messagesOf('from=2023-13')).toEqual([
    'from: “2023-13” is not a month for From: write a year and a month, such as 2023-12, or a year alone.',
  ])
})

test('From after To is an error beside From', () => {
  expect(messagesOf('from=2024-01&to=2023-12')).toEqual(['from: From (2024-01) is later than To (2023-12): swap them.'])
})

test('every wrong field has one message, and the right ones are kept', () => {
  const parsed = parse('q=care&from=soon&to=2023&kind=talk&kind=chat&has=cake&sort=random&page=0')
  expect(parsed.status === 'invalid' && parsed.errors.map(({ field }) => field)).toEqual([
    'from',
    'kind',
    'has',
    'sort',
    'page',
  ])
  expect(parsed.query).toEqual({ ...EMPTY_QUERY, q: 'care', to: '2023-12' })
})

test('a search that is too long and a list that is too long are refused', () => {
  expect(messagesOf(`q=${'a'.repeat(QUERY_MAX_LENGTH)}`)).toEqual([])
  expect(messagesOf(`q=${'a'.repeat(QUERY_MAX_LENGTH + 1)}`)).toHaveLength(1)
  const themes = Array.from({ length: VALUES_MAX + 1 }, (_, index) => `theme=t${index}`).join('&')
  expect(messagesOf(themes)).toEqual([`theme: There are more than ${VALUES_MAX} values for theme.`])
})

test('control characters become spaces, so that nothing odd reaches an engine', () => {
  expect(parse(`q=${encodeURIComponent('kind\u0000 \n ness')}`).query.q).toBe('kind ness')
})

test('no address makes the parser throw', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...Object.keys(EMPTY_QUERY)), fc.string({ unit: 'binary' }))),
      (pairs) => {
        expect(['ok', 'invalid']).toContain(parseSearchQuery(new URLSearchParams(pairs)).status)
      },
    ),
  )
})

test('an address that was written from a query reads as that query', () => {
  const slug = fc.stringMatching(/^[a-z]{1,8}$/)
  const month = fc.tuple(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 1, max: 12 }))
  const asMonth = ([year, of]: [number, number]) => `${year}-${String(of).padStart(2, '0')}`
  fc.assert(
    fc.property(
      fc.record({
        q: fc.stringMatching(/^[\p{L}"&=+#]{0,20}$/u),
        speaker: fc.uniqueArray(slug),
        theme: fc.uniqueArray(slug),
        range: fc.option(fc.tuple(month, month).map((pair) => pair.map(asMonth).toSorted())),
        kind: fc.uniqueArray(fc.constantFrom(...ENTRY_KINDS)),
        has: fc.uniqueArray(fc.constantFrom(...HOLDINGS)),
        sort: fc.constantFrom(...SORTS),
        page: fc.integer({ min: 1, max: 99 }),
      }),
      ({ range, speaker, theme, kind, has, ...rest }) => {
        const query = {
          ...rest,
          speaker: speaker.toSorted(),
          theme: theme.toSorted(),
          kind: kind.toSorted(),
          has: has.toSorted(),
          from: range?.[0] ?? null,
          to: range?.[1] ?? null,
        }
        const address = searchAddress(query)
        expect(parseSearchQuery(new URL(address, 'https://example.org').searchParams)).toEqual({ status: 'ok', query })
        expect(searchAddress(query)).toBe(address)
      },
    ),
  )
})
