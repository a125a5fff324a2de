import { expect, test } from 'vitest'

import { allowsRange, entityTag, isKnown, isUnmatched } from './entity-tag.ts'

const TAG = entityTag('abc')

test.each([TAG, `W/${TAG}`, `"other", ${TAG}`, '*', ' * '])('If-None-Match: %s knows the tag', (header) => {
  expect(isKnown(header, TAG)).toBe(true)
})

test.each([null, '', 'abc', '"abcd"', '"other"'])('If-None-Match: %s does not', (header) => {
  expect(isKnown(header, TAG)).toBe(false)
})

test('If-Match is met by this very version, any version or no header, never by a weak tag', () => {
  for (const header of [null, '*', TAG, `"other", ${TAG}`]) expect(isUnmatched(header, TAG)).toBe(false)
  for (const header of ['', '"other"', `W/${TAG}`, 'abc']) expect(isUnmatched(header, TAG)).toBe(true)
})

test('a range is given when If-Range is absent or names this very version', () => {
  expect(allowsRange(null, TAG)).toBe(true)
  expect(allowsRange(TAG, TAG)).toBe(true)
  expect(allowsRange(`W/${TAG}`, TAG)).toBe(false)
  expect(allowsRange('"other"', TAG)).toBe(false)
  expect(allowsRange('Sat, 21 Nov 2026 18:00:00 GMT', TAG)).toBe(false)
})
