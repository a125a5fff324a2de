import fc from 'fast-check'
import { expect, test } from 'vitest'

import { foldText, freeSlug, isSlug, slugify } from './slug.ts'

test.each([
  ['Whose story is it, anyhow?', 'whose-story-is-it-anyhow'],
  ['Using ‘Clean Language’ to achieve', 'using-clean-language-to-achieve'],
  ['Victoria O’Brien', 'victoria-obrien'],
  ['Łukasz Langa & Søren Ærø', 'lukasz-langa-soren-aero'],
  ['Café – ﬁne', 'cafe-fine'],
  ['思いやりの会話', '思いやりの会話'],
  ['がんばる', 'がんばる'],
  ['친절', '친절'],
  ['दयालुता', 'दयालुता'],
  ['Доброта й Школа', 'доброта-й-школа'],
  ['  --a__b--  ', 'a-b'],
  ['C++', 'c'],
  ['Ge\u00adsamt\u00adkon\u00adzept der Pflege', 'gesamtkonzept-der-pflege'],
  ['Mindful\u200bness\u2060 on\ufeff the\u200e ward', 'mindfulness-on-the-ward'],
  ['می\u200cخواهم', 'میخواهم'],
  ['سـلام', 'سلام'],
  ['צה״ל', 'צהל'],
  ['葛\u{e0100}城', '葛城'],
])('the slug of "%s" is "%s"', (text, slug) => {
  expect(slugify(text)).toBe(slug)
})

test('a year alone is never a slug', () => {
  expect(slugify('2024', 'conversation')).toBe('conversation-2024')
  expect(isSlug('2024')).toBe(false)
  expect(isSlug('20245')).toBe(true)
})

test('a text without letters or digits takes the fallback', () => {
  expect(slugify('?!', 'conversation')).toBe('conversation')
})

test('a slug that is taken gets the first free number', () => {
  const taken = new Set(['keynote', 'keynote-2', 'keynote-4'])
  expect(freeSlug('keynote', (slug) => taken.has(slug))).toBe('keynote-3')
  expect(freeSlug('talk', (slug) => taken.has(slug))).toBe('talk')
})

test('a long title is cut at a word', () => {
  const slug = slugify('kindness '.repeat(60))
  expect(slug.length).toBeLessThanOrEqual(200)
  expect(slug).toMatch(/kindness$/)
})

test.each(['a--b', '-a', 'a-', 'A', 'a b', 'a/b', 'a.b', '', 'a\u0000', 'x'.repeat(201)])('"%s" is no slug', (text) => {
  expect(isSlug(text)).toBe(false)
})

test('whatever the text, its slug is one, fits a file name and stays the same when made again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const slug = slugify(text)
      expect(isSlug(slug)).toBe(true)
      expect(new TextEncoder().encode(slug).length).toBeLessThanOrEqual(209)
      expect(slugify(slug)).toBe(slug)
    }),
  )
})

test('folding takes case and accents away and nothing else', () => {
  expect(foldText('Élan VITAL Ærø 東京')).toBe('elan vital aero 東京')
})
