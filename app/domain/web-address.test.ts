import { expect, test } from 'vitest'

import { parseWebAddress, withQuery } from './web-address.ts'

test('an address of the web is read, and no other', () => {
  expect(parseWebAddress('https://example.org/a b')?.href).toBe('https://example.org/a%20b')
  expect(parseWebAddress('HTTP://example.org')?.protocol).toBe('http:')
  for (const text of ['', 'not an address', 'https://', '/a/path', 'javascript:alert(1)', 'ftp://example.org/'])
    expect(parseWebAddress(text), text).toBeNull()
})

test('a path carries what is asked of it, and no question mark for nothing', () => {
  expect(withQuery('/people', new URLSearchParams())).toBe('/people')
  expect(withQuery('/people', new URLSearchParams([['letter', 'ö']]))).toBe('/people?letter=%C3%B6')
})
