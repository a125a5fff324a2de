import { expect, test } from 'vitest'

import { fileDisposition } from './file-disposition.ts'

test('a plain name stands as it is', () => {
  expect(fileDisposition('summary sheet.md', 'attachment')).toBe('attachment; filename="summary sheet.md"')
})

test('a name in any script comes whole, with a plain one beside it', () => {
  expect(fileDisposition('Zoë’s 日.pdf', 'inline')).toBe(
    `inline; filename="Zoe_s _.pdf"; filename*=UTF-8''Zo%C3%AB%E2%80%99s%20%E6%97%A5.pdf`,
  )
})

test('a backslash is no folder, and quotes stay', () => {
  expect(fileDisposition('a"b\\c.pdf', 'attachment')).toBe('attachment; filename="a\\"b_c.pdf"')
})

test('what turns a name round or shows nothing is not offered', () => {
  expect(fileDisposition('invoice\u202Efdp.exe', 'attachment')).toBe('attachment; filename="invoicefdp.exe"')
  expect(fileDisposition('\u2066a\u2069\u200B\u061C\uFEFF.pdf', 'attachment')).toBe('attachment; filename="a.pdf"')
})

test('quotes, line ends and paths cannot leave the header or the folder', () => {
  expect(fileDisposition('a"b.txt', 'inline')).toBe('inline; filename="a\\"b.txt"')
  expect(fileDisposition('a\r\nSet-Cookie: x.txt', 'inline')).not.toMatch(/[\r\n]/)
  expect(fileDisposition('../../a.txt', 'inline')).toBe('inline; filename="a.txt"')
})
