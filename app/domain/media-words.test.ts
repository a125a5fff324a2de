import { expect, test } from 'vitest'

import { mediaTypeInWords, minutesToRead } from './media-words.ts'

test('a media type is said as readers know it, with or without parameters', () => {
  expect(mediaTypeInWords('application/pdf')).toBe('PDF')
  expect(mediaTypeInWords('Text/Markdown; charset=utf-8')).toBe('Markdown')
  expect(mediaTypeInWords('video/quicktime')).toBe('video')
  expect(mediaTypeInWords('application/x-unknown')).toBe('file')
})

test('reading time is a minute at least', () => {
  expect(minutesToRead('')).toBe(1)
  expect(minutesToRead('word '.repeat(1100))).toBe(5)
  expect(minutesToRead('<p class="a b c">two <em>words</em></p>\n'.repeat(550))).toBe(5)
})
