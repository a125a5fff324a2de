import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import type { ResultHoldings } from '#app/archive/holdings.server.ts'
import type { SearchResult } from '#app/domain/search.ts'

import { Result } from './result.tsx'

const RESULT: SearchResult = {
  id: 'cuidar',
  kind: 'conversation',
  slug: 'cuidar',
  url: '/conversations/cuidar',
  title: 'Cuidar con amabilidad',
  heldOn: '2024-05',
  speakers: [],
  themes: [],
  summary: 'Una tarde.',
  has: [],
  highlights: [{ field: 'title', text: 'Cuidar con amabilidad', ranges: [[0, 6]] }],
  passages: [],
}
const EXTRAS: ResultHoldings = {
  namesInTitle: false,
  titleLanguage: 'es',
  language: 'es',
  wordsLanguage: 'ca',
  recording: 'here',
  insights: [],
  slides: null,
  lengthSeconds: null,
}

test('a result in another language says which, title, summary and words', () => {
  const passages = [{ start: 5, end: 9, speaker: 'Ana', text: 'Bona nit.', ranges: [] }]
  const html = renderToStaticMarkup(<Result result={{ ...RESULT, passages }} extras={{ cuidar: EXTRAS }} />)
  expect(html).toContain('<a href="/conversations/cuidar" lang="es"><mark>Cuidar</mark> con amabilidad</a>')
  expect(html).toContain('lang="es">Una tarde.</p>')
  expect(html).toContain('<b>Ana: </b><span lang="ca">Bona nit.</span>')
  expect(html).toContain('<span lang="es">Cuidar con amabilidad</span>')
})

test('a result of which nothing more is known says no language', () => {
  expect(renderToStaticMarkup(<Result result={{ ...RESULT, kind: 'person' }} extras={{}} />)).not.toContain('lang=')
})

test('what is known of a conversation is not said of a theme or person of the same name', () => {
  const html = (kind: SearchResult['kind']) =>
    renderToStaticMarkup(<Result result={{ ...RESULT, kind }} extras={{ cuidar: EXTRAS }} />)
  expect(html('conversation')).toContain('<li>Recording</li>')
  for (const kind of ['theme', 'person'] as const) {
    expect(html(kind)).not.toContain('Recording')
    expect(html(kind)).not.toContain('lang=')
  }
})
