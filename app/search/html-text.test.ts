import { expect, test } from 'vitest'

import { htmlText } from './html-text.ts'

test('blocks are parted, words inside them are not', () => {
  expect(htmlText('<h2>Title</h2>\n<p>One <em>tw</em>o.</p><ul><li>three</li><li>four</li></ul>')).toBe(
    'Title One two. three four',
  )
})

test('characters that HTML writes otherwise are themselves again', () => {
  expect(htmlText('<p>a &#x26; b &lt;c&#62; &quot;d&quot;&nbsp;e &unknown;</p>')).toBe('a & b <c> "d" e &unknown;')
})

test('an attribute may hold what looks like the end of a tag', () => {
  expect(htmlText('<p><a href="/x" title="a > b">link</a></p>')).toBe('link')
})

test('plain text stays', () => {
  expect(htmlText(' kindness ')).toBe('kindness')
  expect(htmlText('')).toBe('')
})
