import { expect, test } from 'vitest'

import { excerptOf } from './excerpt.ts'

test('an excerpt is the first paragraph without its tags', () => {
  expect(excerptOf('<p>On <em>happiness</em>, and on work.</p>\n<p>Second.</p>')).toBe('On happiness, and on work.')
})

test('a heading before the first paragraph is left out', () => {
  expect(excerptOf('<h2>Summary</h2><p>First.</p>')).toBe('First.')
})

test('escaped signs come back as themselves, once', () => {
  expect(excerptOf('<p>a &lt; b &amp;lt; c &#x26; d &quot;e&quot;</p>')).toBe('a < b &lt; c & d "e"')
})

test('a tag whose attribute holds a ">" is one tag', () => {
  expect(excerptOf('<p>see <a title="a > b" href="/x">this</a></p>')).toBe('see this')
})

test('a long paragraph ends with a whole sentence where there is one', () => {
  expect(excerptOf(`<p>One sentence here. ${'word '.repeat(50)}</p>`, 40)).toBe('One sentence here.')
  expect(excerptOf(`<p>${'word '.repeat(50)}</p>`, 22)).toBe('word word word word…')
})

test('nothing gives nothing', () => {
  expect(excerptOf('')).toBe('')
})
