import fc from 'fast-check'
import webvtt from 'node-webvtt'
import { expect, test } from 'vitest'

import { type Cue, tidyCueText, toPlainText, toSrt, toWebVtt } from '#app/domain/transcript.ts'

import { readTranscript } from './read-transcript.ts'

function cuesOf(name: string, file: string): Cue[] {
  return readTranscript(name, file).cues
}

const SPOKEN: Cue[] = [
  { start: 0, end: 2.5, speaker: 'Ada Byron', text: 'We begin.' },
  { start: 2.5, end: 61.25, speaker: 'Ada Byron', text: 'Slowly,\nthough.' },
  { start: 3723.004, end: 3725, speaker: 'Bo Lund', text: 'Yes.' },
]

test('WebVTT with a byte-order mark, numbers, notes, styles, settings and Windows line ends is read', () => {
  const file = [
    '\uFEFFWEBVTT - a title',
    '',
    'STYLE',
    '::cue { color: red }',
    '',
    'NOTE nothing --> to see',
    '',
    '1',
    '00:01.500 --> 00:03.000 align:start position:0%',
    '<v.loud Ada Byron>We <i>begin</i> &amp; <00:02.000>end</v>',
    '',
    '',
    'second',
    '01:00:00.000 --> 01:00:01.000',
    '- no voice',
    '- at all',
  ].join('\r\n')
  expect(cuesOf('a.vtt', file)).toEqual([
    { start: 1.5, end: 3, speaker: 'Ada Byron', text: 'We begin & end' },
    { start: 3600, end: 3601, speaker: null, text: '- no voice\n- at all' },
  ])
})

test('a cue with two voices is a cue for each', () => {
  const file = 'WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ada>Hello</v>\n<v Bo>Hi</v>\n'
  expect(cuesOf('a.vtt', file).map(({ speaker, text }) => [speaker, text])).toEqual([
    ['Ada', 'Hello'],
    ['Bo', 'Hi'],
  ])
})

test('a voice that is a bare number is named so that a reader sees what it is', () => {
  expect(cuesOf('a.vtt', 'WEBVTT\n\n00:00.000 --> 00:02.000\n<v 0>Hello</v>')[0]?.speaker).toBe('Speaker 0')
})

test('cues out of order are put in order', () => {
  const file = 'WEBVTT\n\n00:05.000 --> 00:06.000\nb\n\n00:01.000 --> 00:02.000\na\n'
  expect(cuesOf('a.vtt', file).map((cue) => cue.text)).toEqual(['a', 'b'])
})

test.each([
  ['a.vtt', 'WEBVTT\n\n00:00.000 --> 00:0x.000\nx', 'line 3: “00:00.000 --> 00:0x.000” is not two times'],
  ['a.vtt', 'WEBVTT\n\n00:75.000 --> 00:80.000\nx', 'line 3: minutes and seconds go up to 59'],
  ['a.vtt', '<!DOCTYPE html><p>Sign in', 'line 1: this is a web page, which is not read: save it as WebVTT or SubRip'],
  ['a.srt', '', 'line 1: the file is empty'],
  ['a.srt', ' \n\uFEFF\n', 'line 1: the file is empty'],
  ['a.srt', '1\nno times\n', 'line 1: a line with two times (00:01.000 --> 00:02.000) is missing'],
  ['a.txt', 'Hello there.', 'line 1: a turn begins with a name and a time (00:01:02), this has none'],
])('%s with %j holds nothing that can be read, and says where', (name, file, message) => {
  expect(() => readTranscript(name, file)).toThrow(message)
})

test('a WebVTT file without cues is one', () => {
  expect(readTranscript('a.vtt', 'WEBVTT\n\nNOTE nothing yet\n')).toEqual({ cues: [], problems: [] })
})

test('SubRip is read, with its markup gone', () => {
  const file =
    '1\n00:00:01,000 --> 00:00:02,500\n{\\an8}<font color="red">Note:</font> bring <b>paper</b>\n\n2\n00:00:03,000 --> 00:00:04,000\nYes\n'
  expect(cuesOf('a.srt', file)).toEqual([
    { start: 1, end: 2.5, speaker: null, text: 'Note: bring paper' },
    { start: 3, end: 4, speaker: null, text: 'Yes' },
  ])
})

test.each([
  ['Ada Byron (00:00:05) - We begin\nat 10:30.\n\nBo Lund (00:01:00) - Yes.'],
  ['[00:00:05] Ada Byron: We begin\nat 10:30.\n[00:01:00] Bo Lund: Yes.'],
  ['Ada Byron  0:05\nWe begin\nat 10:30.\n\nBo Lund  1:00\nYes.'],
  ['00:00:05 Ada Byron\nWe begin\nat 10:30.\n\n00:01:00 Bo Lund\nYes.'],
])('speaker turns with times are read: %j', (file) => {
  expect(cuesOf('a.txt', file)).toEqual([
    { start: 5, end: 60, speaker: 'Ada Byron', text: 'We begin at 10:30.' },
    { start: 60, end: 61, speaker: 'Bo Lund', text: 'Yes.' },
  ])
})

test('the writers give the formats', () => {
  expect(toWebVtt(SPOKEN)).toBe(
    'WEBVTT\n\n00:00:00.000 --> 00:00:02.500\n<v Ada Byron>We begin.\n\n' +
      '00:00:02.500 --> 00:01:01.250\n<v Ada Byron>Slowly,\nthough.\n\n01:02:03.004 --> 01:02:05.000\n<v Bo Lund>Yes.\n',
  )
  expect(toSrt(SPOKEN)).toBe(
    '1\n00:00:00,000 --> 00:00:02,500\nAda Byron: We begin.\n\n2\n00:00:02,500 --> 00:01:01,250\nSlowly,\nthough.\n\n' +
      '3\n01:02:03,004 --> 01:02:05,000\nBo Lund: Yes.\n',
  )
  expect(toPlainText(SPOKEN)).toBe('Ada Byron (00:00:00)\nWe begin. Slowly, though.\n\nBo Lund (01:02:03)\nYes.\n')
})

const text = fc.string({ unit: 'grapheme', maxLength: 60 })
const anyCue = fc
  .record({
    start: fc.integer({ min: 0, max: 40_000_000 }),
    length: fc.integer({ min: 0, max: 60_000 }),
    speaker: fc.option(text.map((name) => `S ${name}`.replace(/\s+/g, ' ').trim())),
    text: fc.oneof(
      text,
      fc.constantFrom('a --> b', '<v X>y', '&amp;', 'a\n\n\nb', 'NOTE x', 'WEBVTT', '00:00.000 --> 00:01.000'),
    ),
  })
  .map(({ start, length, speaker, text }) => ({
    start: start / 1000,
    end: (start + length) / 1000,
    speaker,
    text: `x${text}`,
  }))

test('whatever is said, WebVTT that was written is read back the same', () => {
  fc.assert(
    fc.property(fc.array(anyCue), (cues) => {
      const tidy = cues.map((cue) => ({ ...cue, text: tidyCueText(cue.text) })).sort((a, b) => a.start - b.start)
      expect(readTranscript('a.vtt', toWebVtt(tidy, { asKept: true }))).toEqual({ cues: tidy, problems: [] })
    }),
  )
})

test('captions that roll and name their speakers are read back as they were kept', () => {
  const kept: Cue[] = ['Ana Gomes: one', 'Ana Gomes: one two', 'Ana Gomes: one two three'].map((text, index) => ({
    ...{ start: index, end: index + 1, speaker: null, text },
  }))
  expect(cuesOf('a.vtt', toWebVtt(kept, { asKept: true }))).toEqual(kept)
})

test('another reader of WebVTT finds the same times in what is written', () => {
  const cues = webvtt.parse(toWebVtt(SPOKEN), { strict: true }).cues
  expect(cues.map(({ start, end }) => [start, end])).toEqual(SPOKEN.map(({ start, end }) => [start, end]))
})
