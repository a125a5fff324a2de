import { expect, test } from 'vitest'

import { htmlText, htmlTextInSteps } from './html-text.ts'

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

test('long HTML is read in steps, and its words are those of the whole', () => {
  const html = '<h2>Ti<em>t</em>le</h2>\n<p>One &amp; <b> two </b><a title="a > b">three</a>&nbsp;.</p>\n\n'
  const read = (times: number) => {
    const steps = htmlTextInSteps(html.repeat(times))
    for (let count = 0; ; count++) {
      const { done, value } = steps.next()
      if (done) return { count, isSame: value === htmlText(html.repeat(times)) }
    }
  }
  const [few, some, twice] = [read(1), read(500), read(1000)]
  expect([few, some.isSame, twice.isSame]).toEqual([{ count: 0, isSame: true }, true, true])
  expect(some.count).toBeGreaterThan(3)
  expect(twice.count).toBeGreaterThanOrEqual(2 * some.count)
})
