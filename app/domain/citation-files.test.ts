import { expect, test } from 'vitest'

import { toBibtex, toRis, type CitationSource } from './citation-files.ts'

const LEADERSHIP: CitationSource = {
  slug: 'leadership',
  address: 'https://talks.example.org/conversations/leadership',
  language: 'en',
  authors: ['West, Michael', 'Madonna'],
  title: 'Compassion and kindness',
  heldOn: '2023-12',
  series: 'Conversations for Kindness',
  organisation: 'Kindness in Healthcare',
}
const HOSTILE = { ...LEADERSHIP, title: '100% {of} $us$ & 日本 🙂 Zoë\nER  - \nTY  - BOOK', authors: [] }

/** The fields of an RIS record; a tag that comes twice keeps both values. */
function fieldsOf(ris: string): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const line of ris.trimEnd().split('\r\n')) {
    const [, tag = 'no tag', value = ''] = /^([A-Z][A-Z0-9]) {2}- ?(.*)$/.exec(line) ?? []
    ;(fields[tag] ??= []).push(value)
  }
  return fields
}

test('BibTeX has the authors, the month and the address', () => {
  const bibtex = toBibtex(LEADERSHIP)
  expect(bibtex).toMatch(/^@misc\{leadership,\n/)
  for (const field of [
    'author = {West, Michael and {Madonna}}',
    'year = {2023}',
    'month = {12}',
    'title = {Compassion',
  ])
    expect(bibtex).toContain(field)
  expect(bibtex).toContain('url = {https://talks.example.org/conversations/leadership}')
})

test('RIS has the authors, the month and the address', () => {
  expect(fieldsOf(toRis(LEADERSHIP))).toMatchObject({
    AU: ['West, Michael', 'Madonna'],
    TI: ['Compassion and kindness'],
    PY: ['2023'],
    UR: ['https://talks.example.org/conversations/leadership'],
    N1: ['Conversations for Kindness'],
  })
})

test('a long title and a long address stay on one line', () => {
  const long = {
    ...LEADERSHIP,
    title: 'A title of many words, '.repeat(9).trim(),
    address: `https://e.org/${'long'.repeat(50)}`,
  }
  expect(fieldsOf(toRis(long))).toMatchObject({ TI: [long.title], UR: [long.address] })
})

test('a hostile title stays one field, with all its letters', () => {
  const ris = fieldsOf(toRis(HOSTILE))
  expect([ris['TY'], ris['ER'], ris['no tag']]).toEqual([['SOUND'], [''], undefined])
  expect(ris['TI']).toEqual(['100% {of} $us$ & 日本 🙂 Zoë ER - TY - BOOK'])
  const bibtex = toBibtex(HOSTILE)
  for (const letters of ['日本', '🙂', 'ë']) expect(bibtex).toContain(letters)
  // Braces, percent and dollar signs mean something in TeX: none of the title's stands bare.
  expect(bibtex).not.toMatch(/[^\\]%|[^\\]\$|[^\\]\{of/)
})
