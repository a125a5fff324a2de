import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import type { ResultHoldings } from '#app/archive/holdings.server.ts'
import type { Highlight, SearchResult } from '#app/domain/search.ts'

import { Result } from './result.tsx'

const RESULT: SearchResult = {
  id: 'kindness-at-work',
  kind: 'conversation',
  slug: 'kindness-at-work',
  url: '/conversations/kindness-at-work',
  title: 'Kindness at work',
  heldOn: '2023-11',
  speakers: [{ slug: 'ada-kind', name: 'Ada Kind' }],
  themes: [{ slug: 'kindness', name: 'Kindness' }],
  summary: 'What a kind ward does.',
  has: [],
  highlights: [],
  passages: [],
}

const SPANISH: ResultHoldings = {
  namesInTitle: false,
  titleLanguage: 'es',
  language: 'es',
  wordsLanguage: 'ca',
  recording: 'here',
  insights: [],
  slides: null,
  lengthSeconds: null,
}

function html(
  highlights: Highlight[],
  changes: Partial<SearchResult> = {},
  extras: Record<string, ResultHoldings> = {},
): string {
  return renderToStaticMarkup(<Result result={{ ...RESULT, ...changes, highlights }} extras={extras} />)
}

test('words that were found are marked in the title, the names and the summary, and nowhere else', () => {
  const page = html([
    { field: 'title', text: 'Kindness at work', ranges: [[0, 8]] },
    { field: 'speakers', text: 'Ada Kind', ranges: [[4, 8]] },
    { field: 'summary', text: 'What a kind ward does.', ranges: [[7, 11]] },
  ])
  expect(page).toContain('<mark>Kindness</mark> at work</a></h3>')
  expect(page).toContain('Ada <mark>Kind</mark>')
  expect(page).toContain('What a <mark>kind</mark> ward does.')
  expect(page.match(/<mark>/g)).toHaveLength(3)
  expect(page).toContain('Found in the title, the speakers and the summary.')
})

test('themes and a document in which words were found have a line of their own', () => {
  const page = html([
    { field: 'themes', text: 'Kindness', ranges: [[0, 8]] },
    { field: 'document', text: 'Be kind\nand brave', ranges: [[3, 7]] },
  ])
  expect(page).toContain('<b>Themes:</b> <mark>Kindness</mark>')
  expect(page).toContain(
    '<a href="/conversations/kindness-at-work#insights">In the insights</a>:</b> Be <mark>kind</mark> · and',
  )
  expect(page).toContain('Found in the themes and the insights.')
})

test('words that were said are named as found in the transcript', () => {
  const page = html([], { passages: [{ start: 61, end: 65, speaker: null, text: 'Be kind.', ranges: [[3, 7]] }] })
  expect(page).toContain('Found in the transcript.')
})

test('without words nothing is marked and no place is named', () => {
  const page = html([])
  expect(page).not.toContain('<mark>')
  expect(page).not.toContain('Found in')
  expect(page).toContain('Ada Kind')
})

test('a result in another language says which, title, summary and words', () => {
  const page = html(
    [{ field: 'title', text: 'Cuidar con amabilidad', ranges: [[0, 6]] }],
    {
      title: 'Cuidar con amabilidad',
      summary: 'Una tarde.',
      passages: [{ start: 5, end: 9, speaker: 'Ana', text: 'Bona nit.', ranges: [] }],
    },
    { 'kindness-at-work': SPANISH },
  )
  expect(page).toContain('<a href="/conversations/kindness-at-work" lang="es"><mark>Cuidar</mark> con amabilidad</a>')
  expect(page).toContain('lang="es">Una tarde.</p>')
  expect(page).toContain('<b>Ana: </b><span lang="ca">Bona nit.</span>')
  expect(page).toContain('<span lang="es">Cuidar con amabilidad</span>')
})

test('a result of which nothing more is known says no language', () => {
  expect(html([], { kind: 'person' })).not.toContain('lang=')
})

test('what is known of a conversation is not said of a theme or person of the same name', () => {
  const page = (kind: SearchResult['kind']) => html([], { kind }, { 'kindness-at-work': SPANISH })
  expect(page('conversation')).toContain('<li>Recording</li>')
  for (const kind of ['theme', 'person'] as const) {
    expect(page(kind)).not.toContain('Recording')
    expect(page(kind)).not.toContain('lang=')
  }
})
