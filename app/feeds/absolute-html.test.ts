import fc from 'fast-check'
import { expect, test } from 'vitest'

import { absoluteHtml } from './absolute-html.ts'

const PAGE = 'https://talks.example.org/conversations/feed-one'

test.each([
  ['/conversations/feed-two', 'https://talks.example.org/conversations/feed-two'],
  ['?t=90', `${PAGE}?t=90`],
  ['?recording=2&amp;t=90#more', `${PAGE}?recording=2&amp;t=90#more`],
  ['?a=1&#x26;b=2', `${PAGE}?a=1&amp;b=2`],
  ['#more', `${PAGE}#more`],
  ['feed-two', 'https://talks.example.org/conversations/feed-two'],
  ['//media.example.org/a.mp3', 'https://media.example.org/a.mp3'],
  ['https://other.example/a?b=c#d', 'https://other.example/a?b=c#d'],
  ['mailto:ann@example.org', 'mailto:ann@example.org'],
  ['https://[', 'https://['],
])('the address %s is written as %s', (address, whole) => {
  expect(absoluteHtml(`<p>See <a href="${address}">this</a>.</p>`, PAGE)).toBe(
    `<p>See <a href="${whole}">this</a>.</p>`,
  )
})

test('pictures and media have whole addresses too, and several of one tag', () => {
  expect(
    absoluteHtml('<video poster="/files/a/poster" src="/files/b/a.mp4"></video><img alt="a > b" src="c.png">', PAGE),
  ).toBe(
    '<video poster="https://talks.example.org/files/a/poster" src="https://talks.example.org/files/b/a.mp4"></video>' +
      '<img alt="a > b" src="https://talks.example.org/conversations/c.png">',
  )
})

test('words that look like attributes stay', () => {
  const html =
    '<p>Write href="/a" or <code>src="b"</code>: a &lt;a href="/c"&gt;</p><p title="x href=&quot;/y&quot;">z</p>'
  expect(absoluteHtml(html, PAGE)).toBe(html)
})

test('what is made absolute stays as it is when made so again', () => {
  fc.assert(
    fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
      const html = `<a href="${path}?${query.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">x</a>`
      const once = absoluteHtml(html, PAGE)
      expect(absoluteHtml(once, 'https://elsewhere.example/')).toBe(once)
    }),
  )
})
