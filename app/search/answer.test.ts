import { expect, test } from 'vitest'

import { fromOf, type From } from './answer.ts'

const FROM: From = { engine: 'built-in', notice: null }

test.each(['💛', '???', '%', ' + '])('an answer to %s says that it holds no word', (text) => {
  expect(fromOf(FROM, text).notice).toBe(
    `“${text.trim()}” holds no word to search for: type a word, or the beginning of one.`,
  )
})

test.each(['', '  ', 'C++', '思', 'kindness?', '5'])('an answer to "%s" says nothing of it', (text) => {
  expect(fromOf(FROM, text)).toBe(FROM)
})

test('who answers in place of another is said first', () => {
  const notice = 'Search is running on its reserve.'
  expect(fromOf({ ...FROM, notice }, '???').notice).toBe(notice)
})
