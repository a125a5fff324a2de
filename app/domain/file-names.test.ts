import { expect, test } from 'vitest'

import { fileTitle, uniqueNames } from './file-names.ts'

test.each([
  ['Kindness: why? "now" / later', 'Kindness why now later'],
  ['../../etc/passwd', 'etc passwd'],
  ['日本語 & Zoë', '日本語 & Zoë'],
  ['a\u0000b\u202Ec\nd', 'a b c d'],
  ['ends with dots...', 'ends with dots'],
  ['///', 'Untitled'],
])('%j is the file title %j', (title, name) => {
  expect(fileTitle(title)).toBe(name)
})

test('a long title is cut between letters', () => {
  const name = fileTitle('👩‍⚕️'.repeat(40))
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(150)
  expect(name).toMatch(/^(?:👩‍⚕️)+$/u)
})

test('a name that was given gets a number', () => {
  const unique = uniqueNames()
  expect(['A', 'a', 'A (2)', 'A'].map(unique)).toEqual(['A', 'a (2)', 'A (2) (2)', 'A (3)'])
})
