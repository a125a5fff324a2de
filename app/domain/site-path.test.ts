import fc from 'fast-check'
import { expect, test } from 'vitest'

import { readSitePath } from './site-path.ts'

test.each([
  ['/', '/'],
  ['/people/ada-byron', '/people/ada-byron'],
  ['/conversations/one?t=1m&x=//y#more', '/conversations/one?t=1m&x=//y#more'],
  ['/people/../themes/./care', '/themes/care'],
  ['/people/zoë', '/people/zo%C3%AB'],
  ['/a//b', '/a//b'],
  ['/@example.org', '/@example.org'],
  ['/100%', '/100%'],
])('%j is the path %j of this site', (text, path) => {
  expect(readSitePath(text)).toBe(path)
})

test.each([
  '',
  'people/x',
  '?x',
  '//evil.example/x',
  '///evil.example',
  '/.//evil.example/x',
  '/..//evil.example/x',
  '/%2e//evil.example/x',
  '/%2E%2e//evil.example/x',
  '/.%2e//evil.example/x',
  '/a/..//evil.example/x',
  '/a/b/../..//evil.example/x',
  '/././/evil.example/x',
  '/\\evil.example',
  '\\\\evil.example',
  '/.\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/ /evil.example',
  '/\u0000/evil.example',
  '/\u0085/evil.example',
  '/%2fevil.example',
  '/%2F%2Fevil.example',
  '/%5cevil.example',
  '/./%2fevil.example',
  '/x%0d%0aLocation:%20https://evil.example',
  '/x%00',
  '//user:pass@evil.example/',
  'https://evil.example/',
  'https:/evil.example',
  'javascript:alert(1)',
  `/${'x'.repeat(2000)}`,
])('%j is no path of this site', (text) => {
  expect(readSitePath(text)).toBeNull()
})

const PIECES = [
  '/',
  '//',
  '\\',
  '.',
  '..',
  '%2e',
  '%2f',
  '%5c',
  '@',
  ':',
  '?',
  '#',
  '\t',
  '\n',
  'evil.example',
  'a',
  'é',
  '\u0000',
]

test('whatever path is taken, a browser that follows it stays on the site', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }), (pieces) => {
      const path = readSitePath(`/${pieces.join('')}`)
      if (path === null) return
      const followed = new URL(path, 'https://our.example/people/x')
      expect(followed.origin).toBe('https://our.example')
      expect(readSitePath(path)).toBe(path)
      expect(path).not.toMatch(/^\/[/\\]|[\s\\]/)
    }),
  )
})
