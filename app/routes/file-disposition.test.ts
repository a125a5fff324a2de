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

test('quotes, line ends and paths cannot leave the header or the folder', () => {
  expect(fileDisposition('a"b.txt', 'inline')).toBe('inline; filename="a\\"b.txt"')
  expect(fileDisposition('a\r\nSet-Cookie: x.txt', 'inline')).not.toMatch(/[\r\n]/)
  expect(fileDisposition('../../a.txt', 'inline')).toBe('inline; filename="a.txt"')
})
