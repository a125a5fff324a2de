import { expect, test } from 'vitest'

import { takeMarkedScripts } from './script-mark.tsx'

const MARK = 'a-secret'

test('the scripts that bear the mark are told, and the mark stands nowhere in the page', () => {
  const page = `<script nonce="${MARK}">one()</script><p>words</p><script nonce="${MARK}" type="module" async="">two(
)</script><script nonce="${MARK}" src="/a.js"></script><link nonce="${MARK}" rel="x">`
  expect(takeMarkedScripts(page, MARK)).toEqual({
    page: '<script>one()</script><p>words</p><script type="module" async="">two(\n)</script><script src="/a.js"></script><link rel="x">',
    scripts: ['one()', 'two(\n)'],
  })
})

test('whatever else stands in a page is no script of ours', () => {
  const stored = [
    '<script>evil()</script>',
    '<script nonce="guessed">evil()</script>',
    '<script nonce="">evil()</script>',
    '<script type="module">evil()</script>',
    '<script type="late-module">evil()</script>',
    // Unclosed: for a browser all up to the end of our own is its body.
    '<script>evil() //',
  ].join('')
  const page = `<main>${stored}</main><script nonce="${MARK}">ours()</script>`
  expect(takeMarkedScripts(page, MARK).scripts).toEqual(['ours()'])
})
