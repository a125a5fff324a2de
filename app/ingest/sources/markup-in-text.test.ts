import { expect, test } from 'vitest'

import { withoutMarkup } from './markup-in-text.ts'

test.each([
  ['HTML <b>in</b> &amp; title', 'HTML in & title'],
  ['Ana Gomes &amp; Bo', 'Ana Gomes & Bo'],
  ['<p>How does it work? Let&#39;s see.</p><p>Soon.</p>', "How does it work? Let's see.\n\nSoon."],
  ['One<br>Two<br/>Three', 'One\nTwo\nThree'],
  ['See <a href="https://example.org/a">the page</a>.', 'See the page https://example.org/a .'],
  ['<a href="javascript:alert(1)">x</a><script>alert(2)</script>', 'x'],
  ['<ul><li>One</li><li>Two</li></ul>', 'One\nTwo'],
])('"%s" says "%s"', (text, words) => {
  expect(withoutMarkup(text)).toBe(words)
})

test.each(['How the <b> tag died', 'Vec<T> & friends', 'a < b && b > c', 'Line one\nLine two', 'R&D'])(
  '"%s" is no markup',
  (text) => {
    expect(withoutMarkup(text)).toBe(text)
  },
)

test('text that is nested without end stays as it is', () => {
  const deep = `${'<div>'.repeat(5000)}x</div>`
  expect(withoutMarkup(deep)).toBe(deep)
})
