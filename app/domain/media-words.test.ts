import { expect, test } from 'vitest'

import { mediaTypeInWords, countingMinutesToRead } from './media-words.ts'

test('a media type is said as readers know it, with or without parameters', () => {
  expect(mediaTypeInWords('application/pdf')).toBe('PDF')
  expect(mediaTypeInWords('Text/Markdown; charset=utf-8')).toBe('Markdown')
  expect(mediaTypeInWords('video/quicktime')).toBe('video')
  expect(mediaTypeInWords('application/x-unknown')).toBe('file')
})

/** The minutes, and in how many steps they were counted. */
function minutesToRead(html: string): { minutes: number; steps: number } {
  const counting = countingMinutesToRead(html)
  for (let steps = 1; ; steps++) {
    const { done, value } = counting.next()
    if (done === true) return { minutes: value, steps }
  }
}

test('reading time is a minute at least', () => {
  expect(minutesToRead('').minutes).toBe(1)
  expect(minutesToRead('word '.repeat(1100))).toEqual({ minutes: 5, steps: 1 })
  expect(minutesToRead('<p class="a b c">two <em>words</em></p>\n'.repeat(550)).minutes).toBe(5)
})

test('the reading time of a long text is counted in steps', () => {
  const { minutes, steps } = minutesToRead('word '.repeat(220_000))
  expect(minutes).toBe(1000)
  expect(steps).toBeGreaterThan(10)
})
