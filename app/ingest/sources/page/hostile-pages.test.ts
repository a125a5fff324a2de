import { expect, test } from 'vitest'

import { UnreadableSourceError } from '#app/ingest/source.ts'

import { readHtml } from './html-blocks.ts'
import { DEPTH_MAX } from './html-tree.ts'
import { findPeople, PARAGRAPH_MAX_LENGTH } from './people.ts'
import { NameReader } from './person-names.ts'
import { readPage } from './read-page.ts'
import { NAMES_SOUGHT_IN, readSection } from './read-section.ts'
import { cutPage } from './sections.ts'
import { PIECE_MAX_LENGTH, piecesOf } from './tagged-words.ts'
import { readText } from './text-blocks.ts'

/** Pages that nobody wrote for people: what is told of them, and that the work they make is bounded. */

function namesOf(count: number): string {
  return [...Array(count).keys()].map((number) => `Judy Rees${'abcdefghij'[number % 10]}`).join(', ')
}

test('ten thousand nested elements are refused with a sentence', () => {
  const nested = `<h2>March 2023</h2>${'<div>'.repeat(10_000)}Words${'</div>'.repeat(10_000)}`
  expect(() => readPage(nested, 'html', 'page.html')).toThrow(UnreadableSourceError)
  expect(() => readPage(nested, 'html', 'page.html')).toThrow(/nested more than 1000 elements deep/)
})

test('a page as deep as the limit is read without a call a level', () => {
  const depth = DEPTH_MAX - 10
  const { blocks } = readHtml(`<h2>March 2023</h2>${'<div>'.repeat(depth)}Words${'</div>'.repeat(depth)}`)
  expect(blocks.map(({ text }) => text)).toEqual(['March 2023', 'Words'])
})

test('marks that are left open in each paragraph do not grow with their square', () => {
  const open = [...Array(3000).keys()].map((number) => `<p><font size="${number}">x`).join('')
  expect(() => readHtml(open)).toThrow(/leaves so many marks open/)
})

test('a text longer than a summary may be is refused before anybody is looked for', () => {
  const page = readText(`## March 2023\nTitle\n${namesOf(60_000)}`)
  const reader = new NameReader(() => false, true)
  const [section] = cutPage(page).sections
  if (section === undefined) throw new Error('a section was expected')
  const entry = readSection(section, 'page.txt', reader)
  expect(entry).toMatchObject({ candidate: null, action: 'refused' })
  expect(entry.problems[0]?.text).toMatch(/a summary has 400,000 at most/)
  expect(reader.charactersRead).toBe(0)
})

test('of a paragraph the beginning is looked through, and of a section so much', () => {
  const reader = new NameReader(() => false, true)
  findPeople(namesOf(16_000), reader)
  expect(reader.charactersRead).toBeLessThanOrEqual(PARAGRAPH_MAX_LENGTH)
  const long = new NameReader(() => false, true)
  const [section] = cutPage(readText(`## March 2023\nTitle\n\n${`${namesOf(300)}.\n\n`.repeat(60)}`)).sections
  if (section === undefined) throw new Error('a section was expected')
  const entry = readSection(section, 'page.txt', long)
  expect(long.charactersRead).toBeLessThan(NAMES_SOUGHT_IN * 1.2)
  expect(entry.problems.map(({ text }) => text)).toContain('from here on no names are looked for: the text is long')
})

test('the text that is handed to the tagger grows with the page, and no piece of it is long', async () => {
  async function read(months: number): Promise<number> {
    const reader = new NameReader(() => false, true)
    const text = [...Array(months).keys()]
      .map(
        (month) => `## ${1 + (month % 12)}/${1900 + Math.floor(month / 12)}\nKindness\n\nWe heard from ${namesOf(8)}.`,
      )
      .join('\n\n')
    for (const section of cutPage(readText(text)).sections) readSection(section, 'page.txt', reader)
    return reader.charactersRead
  }
  const [once, twice, fourTimes] = [await read(20), await read(40), await read(80)]
  expect(once).toBeGreaterThan(0)
  expect(twice).toBe(once * 2)
  expect(fourTimes).toBe(once * 4)
  const pieces = piecesOf(namesOf(5000))
  expect(Math.max(...pieces.map(({ start, end }) => end - start))).toBeLessThanOrEqual(PIECE_MAX_LENGTH)
  expect(pieces.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(namesOf(5000).length)
})
