import { expect, test } from 'vitest'

import { FileContentError, isTextType, mediaTypeOf, typeOfName } from './media-type.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const BINARY = new Uint8Array([1, 2, 3, 0, 255])

test.each([
  ['summary-sheet.md', 'text/markdown'],
  ['captions.VTT', 'text/vtt'],
  ['captions.srt', 'application/x-subrip'],
  ['tour.mp4', 'video/mp4'],
  ['talk.m4a', 'audio/mp4'],
  ['slides.pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['README', null],
  ['a.constructor', null],
  ['a.__proto__', null],
  ['file.unheard-of', null],
])('the name %s stands for %s', (name, type) => {
  expect(typeOfName(name)).toBe(type)
})

test('a text is what its ending says, whatever its first letters look like', () => {
  expect(mediaTypeOf('bm.txt', 'image/bmp', encode('BMX bicycles for kindness'))).toBe('text/plain')
  expect(mediaTypeOf('sheet.md', null, encode('# Kindness'))).toBe('text/markdown')
  expect(mediaTypeOf('empty.vtt', null, new Uint8Array())).toBe('text/vtt')
})

test('a letter cut in two at the end of the first bytes is still text', () => {
  expect(mediaTypeOf('sheet.md', null, encode('Zoë').subarray(0, 3))).toBe('text/markdown')
})

test('types that share a container are told apart by the name', () => {
  expect(mediaTypeOf('talk.m4a', 'video/mp4', BINARY)).toBe('audio/mp4')
  expect(mediaTypeOf('slides.odp', 'application/zip', BINARY)).toBe('application/vnd.oasis.opendocument.presentation')
  expect(mediaTypeOf('talk.ogg', 'audio/ogg; codecs=opus', BINARY)).toBe('audio/ogg')
})

test.each([
  ['report.pdf', 'image/png', BINARY],
  ['report.pdf', null, encode('<script>alert(1)</script>')],
  ['notes.txt', 'application/pdf', BINARY],
  ['notes.md', null, BINARY],
])('%s whose content is another thing is refused (%s)', (name, found, head) => {
  expect(() => mediaTypeOf(name, found, head)).toThrow(FileContentError)
})

test.each([
  ['a mark', '\uFEFF'],
  ['a blank line', '\n'],
  ['the head of an HTTP answer', 'HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n'],
  ['as much as may stand there', 'x'.repeat(1019)],
])('a PDF is one with %s before it', (_, before) => {
  expect(mediaTypeOf('f.pdf', null, encode(`${before}%PDF-1.4\n1 0 obj`))).toBe('application/pdf')
})

test.each([
  ['%PDF- further down', encode(`${'x'.repeat(1020)}%PDF-1.4`), 'text'],
  ['no %PDF- at all', BINARY, 'something else'],
  ['nothing', new Uint8Array(), 'empty'],
])('a file with %s is no PDF', (_, head, found) => {
  expect(() => mediaTypeOf('f.pdf', null, head)).toThrow(
    `"f.pdf" should be application/pdf by its name, but its content is ${found}.`,
  )
})

test('a text that speaks of %PDF- is a text', () => {
  expect(mediaTypeOf('f.md', null, encode('A file begins with %PDF-1.4'))).toBe('text/markdown')
})

test.each(['talk.mp3', 'slides.pptx', 'poster.png'])('an empty %s is none', (name) => {
  expect(() => mediaTypeOf(name, null, new Uint8Array())).toThrow('its content is empty')
})

test('without a known ending the content decides', () => {
  expect(mediaTypeOf('report', 'application/pdf', BINARY)).toBe('application/pdf')
  expect(mediaTypeOf('', null, encode('words'))).toBe('text/plain')
  expect(mediaTypeOf('', null, BINARY)).toBe('application/octet-stream')
})

test('text types carry a charset, others do not', () => {
  expect(['text/vtt', 'application/x-subrip', 'application/json', 'image/svg+xml'].every(isTextType)).toBe(true)
  expect(['video/mp4', 'application/pdf', 'image/png', 'text/rtf'].some(isTextType)).toBe(false)
})
