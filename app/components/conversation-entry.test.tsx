import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import type { ConversationCard } from '#app/domain/conversation.ts'

import { ConversationEntry } from './conversation-entry.tsx'

const CARD: ConversationCard = {
  slug: 'cuidar',
  title: 'Cuidar con amabilidad',
  titleLanguage: 'es',
  namesInTitle: false,
  heldOn: '2024-05',
  speakers: [],
  themes: [],
  excerpt: 'Una tarde.',
  language: 'es',
  recording: null,
  insights: [{ title: 'Summary sheet', availability: 'here' }],
  slides: null,
}

const entry = (card: Partial<ConversationCard>) =>
  renderToStaticMarkup(<ConversationEntry card={{ ...CARD, ...card }} />)

test('a title and a summary in another language say which', () => {
  const html = entry({})
  expect(html).toContain('<a href="/conversations/cuidar" lang="es">Cuidar con amabilidad</a>')
  expect(html).toContain('<span lang="es">Cuidar con amabilidad</span>')
  expect(html).toMatch(/<p class="soft" lang="es">Una tarde/)
})

test('a title that the archive made is in the page’s language, whatever the summary is in', () => {
  const html = entry({ title: 'Conversation with Ana', titleLanguage: null })
  expect(html).toContain('<a href="/conversations/cuidar">Conversation with Ana</a>')
  expect(html).toMatch(/lang="es">Una tarde/)
})

test('nothing is said of words in the page’s own language', () => {
  expect(entry({ titleLanguage: 'en', language: 'en' })).not.toContain('lang=')
})
