import { expect, test } from 'vitest'

import { cleanFileName, fileTitle, uniqueNames } from './file-names.ts'

test.each([
  ['Kindness: why? "now" / later', 'Kindness why now later'],
  ['../../etc/passwd', 'etc passwd'],
  ['日本語 & Zoë', '日本語 & Zoë'],
  ['a\u0000b\u202Ec\nd', 'a b c d'],
  ['a\u061Cb\u200Bc', 'a b c'],
  ['ends with dots...', 'ends with dots'],
  ['///', 'Untitled'],
])('%j is the file title %j', (title, name) => {
  expect(fileTitle(title)).toBe(name)
})

test.each([
  ['photo\u202Egnp.exe', 'photognp.exe'],
  ['\u2067a\u2069.pdf', 'a.pdf'],
  ['a\u200B\u2060\uFEFF\u00AD\u061C\u200E\u200F.pdf', 'a.pdf'],
  ['a\u0000\r\n\u2028.pdf', 'a.pdf'],
  ['می\u200Cخواهم.pdf', 'می\u200Cخواهم.pdf'],
  ['👩\u200D⚕️.pdf', '👩\u200D⚕️.pdf'],
  ['a"b\\c.pdf', 'a"b\\c.pdf'],
  ['\u202E', 'file'],
  ['..', 'file'],
])('%j is kept under the name %j', (name, kept) => {
  expect(cleanFileName(name)).toBe(kept)
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
