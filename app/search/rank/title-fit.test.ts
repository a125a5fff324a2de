import { expect, test } from 'vitest'

import { readAsked } from '#app/search/words/asked.ts'
import { Readings } from '#app/search/words/readings.ts'
import { BOUNDARY, Vocabulary } from '#app/search/words/vocabulary.ts'

import { TitleFit } from './title-fit.ts'

/** How a query stands in titles; several are given as an entry's aliases are. */
function fit(query: string, ...titles: string[]): TitleFit {
  const vocabulary = new Vocabulary()
  const page = titles.flatMap((title, index) => [
    ...(index > 0 ? [BOUNDARY] : []),
    ...title.split(' ').map((word) => vocabulary.add(word)),
  ])
  const readings = new Readings(
    readAsked(`${query} `, () => true),
    vocabulary,
    { total: 10, of: () => 1 },
  )
  const title = new TitleFit(readings, vocabulary)
  title.measure(Uint32Array.from(page), 0, page.length)
  return title
}

test('words in the order asked fit better than others', () => {
  expect(fit('gentle hospital teams', 'gentle hospital teams').order).toBe(1)
  expect(fit('gentle hospital teams', 'teams hospital gentle').order).toBe(0)
  expect(fit('gentle hospital teams', 'gentle teams hospital').order).toBe(0.5)
})

test('words near each other fit better, and stop words between them do not count', () => {
  expect(fit('gentle teams', 'gentle and the teams').near).toBe(1)
  expect(fit('gentle teams', 'gentle hospital night teams').near).toBe(0.5)
  expect(fit('gentle', 'gentle teams').near).toBe(0)
})

test('the share is how much of the title was asked for', () => {
  expect(fit('gentle teams', 'the gentle teams').share).toBe(1)
  expect(fit('gentle', 'gentle hospital night teams').share).toBe(0.25)
  expect(fit('gentle', 'hospital').share).toBe(0)
})

test('one word of the title answers one word of the query', () => {
  const { quality } = fit('kinder kinder', 'kinder')
  expect([...quality]).toEqual([1, 0])
})

test('a word of the title that joins two of the query answers both', () => {
  expect([...fit('time lines', 'timelines').quality].every((quality) => quality > 0.7)).toBe(true)
})

test('a word that was split is found only where its halves stand side by side', () => {
  expect(fit('timelines', 'time lines').quality[0]).toBeGreaterThan(0.8)
  expect(fit('timelines', 'time and lines').quality[0]).toBe(0)
})

test('of an entry with aliases the title that fits best counts', () => {
  const title = fit('gentle teams', 'hospital', 'gentle teams')
  expect(title.share).toBe(1)
  expect([...title.quality]).toEqual([1, 1])
})

test('no run of words crosses from one title to the next', () => {
  expect(fit('timelines', 'time', 'lines').quality[0]).toBe(0)
})

test('a word beyond the first is what makes a surname', () => {
  expect(fit('west', 'michael west').beyondFirst).toBe(true)
  expect(fit('michael', 'michael west').beyondFirst).toBe(false)
  expect(fit('madonna', 'madonna').beyondFirst).toBe(true)
})
