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

test('without a known ending the content decides', () => {
  expect(mediaTypeOf('report', 'application/pdf', BINARY)).toBe('application/pdf')
  expect(mediaTypeOf('', null, encode('words'))).toBe('text/plain')
  expect(mediaTypeOf('', null, BINARY)).toBe('application/octet-stream')
})

test('text types carry a charset, others do not', () => {
  expect(['text/vtt', 'application/x-subrip', 'application/json', 'image/svg+xml'].every(isTextType)).toBe(true)
  expect(['video/mp4', 'application/pdf', 'image/png', 'text/rtf'].some(isTextType)).toBe(false)
})
