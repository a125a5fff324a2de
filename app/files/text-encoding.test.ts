import fc from 'fast-check'
import { expect, test } from 'vitest'

import { decodeText, TextEncodingError } from './text-encoding.ts'

const SIGNS = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ'

/** A text in an eight-bit encoding; signs that it does not have become question marks. */
function encoded(label: string, text: string): Buffer {
  const decoder = new TextDecoder(label)
  const bytes = new Map<string, number>()
  for (let byte = 0x80; byte < 0x100; byte += 1) bytes.set(decoder.decode(Uint8Array.of(byte)), byte)
  // Node's own decoder of Windows-1252 knows no signs from 0x80 to 0x9F.
  if (label === 'windows-1252') for (const [index, sign] of [...SIGNS].entries()) bytes.set(sign, 0x80 + index)
  return Buffer.from([...text].map((letter) => bytes.get(letter) ?? (letter < '\x80' ? letter.charCodeAt(0) : 0x3f)))
}

function reasonOf(bytes: Uint8Array): string {
  try {
    return JSON.stringify(decodeText(bytes))
  } catch (error) {
    if (error instanceof TextEncodingError) return error.reason
    throw error
  }
}

test.each([
  ['UTF-8', Buffer.from('Café 日本語\n'), 'UTF-8'],
  ['UTF-8 with its mark', Buffer.from('\uFEFFCafé 日本語\n'), 'UTF-8'],
  [
    'UTF-16 with its mark',
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Café 日本語\n', 'utf16le')]),
    'UTF-16',
  ],
  [
    'UTF-16 from the other end',
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from('Café 日本語\n', 'utf16le').swap16()]),
    'UTF-16',
  ],
  ['UTF-16 without a mark', Buffer.from('Café 日本語\n', 'utf16le'), 'UTF-16'],
  ['UTF-16 without a mark, from the other end', Buffer.from('Café 日本語\n', 'utf16le').swap16(), 'UTF-16'],
])('%s is decoded and said', (_, bytes, encoding) => {
  const notices = encoding === 'UTF-8' ? [] : [`is read as ${encoding}`]
  expect(decodeText(bytes)).toEqual({ text: 'Café 日本語\n', encoding, notices })
})

test.each([
  'Café at nine',
  'Zoë',
  '{"title":"Café für Ålesund","speakers":[{"name":"Zoë Müller"}]}',
  '¿Qué tal, señor Núñez?',
  'L’ÉTÉ À ORLÉANS, “CAFÉ” — 5 €…',
  'Þór Jónsson og Guðrún',
  'São João, coração',
  'Kjærlighet på pinnen, Ångström',
  'It’s “fine”',
  '£5 at 20 °C',
])('%j is read as Windows-1252', (text) => {
  expect(decodeText(encoded('windows-1252', text))).toEqual({
    ...{ text, encoding: 'Windows-1252', notices: ['is read as Windows-1252'] },
  })
})

test.each([
  ['windows-1251', 'Добрый вечер, сегодня мы слушаем'],
  ['windows-1251', '{"title":"Привет","speakers":[{"name":"Иван Петров"}]}'],
  ['koi8-r', 'Добрый вечер'],
  ['windows-1250', 'Dziękuję bardzo, życzę miłego wieczoru'],
  ['windows-1253', 'Καλησπέρα, απόψε ακούμε'],
  ['windows-1254', 'İyi akşamlar, bu gece dinliyoruz, teşekkür ederiz'],
  ['windows-1255', 'ערב טוב לכולם'],
  ['windows-1256', 'مساء الخير جميعا'],
  ['windows-874', 'สวัสดีตอนเย็น'],
])('%s (%s) is refused, not guessed', (label, text) => {
  expect(reasonOf(encoded(label, text))).toBe('is neither UTF-8, UTF-16 nor Windows-1252: save it as UTF-8')
})

test.each([
  ['bytes of a program', Buffer.from([65, 0, 66]), 'is not text'],
  [
    'half a sign of UTF-16',
    Buffer.from('Hello\n', 'utf16le').subarray(0, 11),
    'is marked as UTF-16, but holds bytes that are not',
  ],
  [
    'UTF-32',
    Buffer.from([0xff, 0xfe, 0, 0, 65, 0, 0, 0]),
    'is text in UTF-32, which is not read here: save it as UTF-8',
  ],
  [
    'marked UTF-8 that is none',
    Buffer.from([0xef, 0xbb, 0xbf, 0xe9]),
    'is marked as UTF-8, but holds bytes that are not',
  ],
  [
    'damaged UTF-8',
    Buffer.concat([Buffer.from('Zoë\nMüller\n'), Buffer.from([0xc3, 0x20])]),
    'is in UTF-8, but damaged on line 3: bytes there are no letters',
  ],
  ['a stray NUL', Buffer.from('Kind words, many of them, and one NUL\0 here\n'), 'is not text'],
])('%s: the reason is told', (_, bytes, reason) => {
  expect(reasonOf(bytes)).toBe(reason)
})

test('a letter that was lost before is kept as it is, and told', () => {
  expect(decodeText(Buffer.from('one\ntwo \uFFFD\n'))).toEqual({
    ...{ text: 'one\ntwo \uFFFD\n', encoding: 'UTF-8' },
    notices: ['has the sign \uFFFD on line 2: a letter was lost before it came here'],
  })
})

test.each([
  ['<meta charset="windows-1251">', 'windows-1251', 'Привет', 'Windows-1251'],
  ['<META http-equiv=Content-Type content="text/html; charset=iso-8859-2">', 'iso-8859-2', 'życzę', 'ISO-8859-2'],
  ['<?xml version="1.0" encoding="koi8-r"?>', 'koi8-r', 'Привет', 'KOI8-R'],
  ['<!-- <meta charset="koi8-r"> -->', 'windows-1252', 'Café', 'Windows-1252'],
  ['<meta charset="unheard-of">', 'windows-1252', 'Café', 'Windows-1252'],
  ['<meta charset="utf-8">', 'windows-1252', 'Café', 'Windows-1252'],
])('a page with %s is read as it declares, where it can be', (head, label, word, encoding) => {
  const bytes = encoded(label, `${head}<p>${word}`)
  expect(decodeText(bytes, { page: true })).toMatchObject({ text: `${head}<p>${word}`, encoding })
})

test('a page that declares UTF-16 and can be read is in UTF-8, as browsers have it', () => {
  const page = Buffer.from('<meta charset="utf-16"><p>Café')
  expect(decodeText(page, { page: true })).toMatchObject({ text: '<meta charset="utf-16"><p>Café', encoding: 'UTF-8' })
})

test('whatever the bytes are, no replacement character is made', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, page) => {
      const source = Buffer.from(bytes).toString('latin1')
      const reason = reasonOf(bytes)
      if (!reason.startsWith('{')) return
      const { text } = decodeText(bytes, { page })
      // The three bytes of the sign itself in UTF-8, or its two in UTF-16.
      expect(text.includes('\uFFFD') && !/\xef\xbf\xbd|\xfd\xff|\xff\xfd/.test(source)).toBe(false)
    }),
  )
})

test('whatever is written comes back from each encoding', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (words) => {
      const text = `a: ${words.replaceAll('\0', '')}\n`
      expect(decodeText(Buffer.from(text)).text).toBe(text)
      const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
      expect(decodeText(marked).text).toBe(text)
    }),
  )
})
