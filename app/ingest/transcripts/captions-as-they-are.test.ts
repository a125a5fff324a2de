import fs from 'node:fs'

import { expect, test } from 'vitest'

import { turnsOf } from '#app/domain/transcript-turns.ts'
import type { Cue } from '#app/domain/transcript.ts'
import { decodeText } from '#app/files/text-encoding.ts'

import { readTranscript } from './read-transcript.ts'

/** Files as programs write them; where each comes from stands in the issues named in their folder. */

const FIXTURES = new URL('../../../tests/fixtures/import/captions/', import.meta.url)

function fixture(name: string): { cues: Cue[]; problems: string[] } {
  return readTranscript(name, decodeText(fs.readFileSync(new URL(name, FIXTURES))).text)
}

/** What a file says, as short as a test wants to read it: `start-end speaker: text`. */
function said({ cues }: { cues: Cue[] }): string[] {
  return cues.map(({ start, end, speaker, text }) => `${start}-${end} ${speaker === null ? '' : `${speaker}: `}${text}`)
}

function read(name: string, ...lines: string[]): string[] {
  return said(readTranscript(name, lines.join('\n')))
}

function problems(name: string, ...lines: string[]): string[] {
  return readTranscript(name, lines.join('\n')).problems
}

test.each(['youtube.vtt', 'youtube.srt'])('%s, whose lines roll, says each word once', (name) => {
  const transcript = fixture(name)
  expect(said(transcript)).toEqual(['0.8-2.88 welcome to our table', '2.88-4.07 please sit'])
  expect(transcript.problems).toEqual([
    `line ${name === 'youtube.vtt' ? 5 : 2}: the captions roll: 2 times a cue repeats the one before, each word is taken once`,
  ])
})

test('live captions that grow word by word say each word once', () => {
  expect(
    read(
      'a.vtt',
      'WEBVTT\n',
      '00:00.000 --> 00:01.000\nwelcome\n',
      '00:01.000 --> 00:02.000\nwelcome to our\n',
      '00:02.000 --> 00:03.000\nwelcome to our table',
    ),
  ).toEqual(['0-1 welcome', '1-2 to our', '2-3 table'])
})

test('what is said twice stays said twice', () => {
  const cues = ['Yes.', 'Yes.', 'Yes, and no.', 'No.', 'We will see.'].map(
    (text, index) => `00:0${index}.000 --> 00:0${index + 1}.000\n${text}\n`,
  )
  expect(read('a.vtt', 'WEBVTT\n', ...cues)).toHaveLength(5)
  expect(read('a.vtt', 'WEBVTT\n', ...cues)[1]).toBe('1-2 Yes.')
})

test('without a blank line between them cues are cues of their own', () => {
  expect(said(fixture('no-blank-lines.srt'))).toEqual(['1-2 First words', '3-4 Second words'])
  expect(read('a.vtt', 'WEBVTT', '00:01.000 --> 00:02.000', 'One', '00:02.000 --> 00:03.000', 'Two')).toEqual([
    '1-2 One',
    '2-3 Two',
  ])
})

test('a number that is said is not taken for that of the next cue', () => {
  expect(
    read('a.srt', '1', '00:00:01,000 --> 00:00:02,000', 'In', '1999', '', '2', '00:00:03,000 --> 00:00:04,000', 'x'),
  ).toEqual(['1-2 In\n1999', '3-4 x'])
  expect(
    read('a.vtt', 'WEBVTT\n', 'start', '00:01.000 --> 00:02.000', 'In', '1999', '00:03.000 --> 00:04.000', 'x'),
  ).toEqual(['1-2 In\n1999', '3-4 x'])
})

test('words apart from their cue: SubRip keeps them, WebVTT does not, both say so', () => {
  const paragraph = fixture('paragraph.srt')
  expect(said(paragraph)).toEqual(['1330-1335 I am held up.\nStart without me.', '1336-1339 We wait.'])
  expect(paragraph.problems).toEqual(['line 5: words after an empty line are kept with the cue above'])
  const stray = fixture('stray.vtt')
  expect(said(stray)).toEqual(['0-2 Hello', '4-5 Bye'])
  expect(stray.problems).toEqual(['line 6: words that belong to no cue are left out'])
})

test('a bad cue is told by its line, and the others are kept', () => {
  const file = [
    'WEBVTT\n',
    '00:01.000 --> 00:0x.000\nlost\n',
    '00:02.000 --> 00:03.000\nkept\n',
    '00:05.000 --> 00:04.000\nodd\n',
    '01:99:00.000 --> 02:00:00.000\nlost',
  ]
  expect(read('a.vtt', ...file)).toEqual(['2-3 kept', '5-5 odd'])
  expect(problems('a.vtt', ...file)).toEqual([
    'line 3: “00:01.000 --> 00:0x.000” is not two times: the cue is left out',
    'line 9: the cue ends before it starts: only its start is used',
    'line 12: minutes and seconds go up to 59: the cue is left out',
  ])
})

test('the same fault on many lines is told once', () => {
  const strays = Array.from({ length: 2000 }, () => '\nstray\n')
  expect(problems('a.vtt', 'WEBVTT\n', '00:01.000 --> 00:02.000\nx\n', ...strays)).toEqual([
    'lines 7, 10, 13, 16, 19 and 1,995 more: words that belong to no cue are left out',
  ])
})

test.each([
  [
    'double-spaced',
    ['1', '', '00:00:01,000 --> 00:00:02,000', '', 'One', '', '', '2', '', '00:00:03,000 --> 00:00:04,000', '', 'Two'],
  ],
  [
    'ended by CR CR LF',
    [
      '1\r\r',
      '00:00:01,000 --> 00:00:02,000\r\r',
      'One\r\r',
      '\r\r',
      '2\r\r',
      '00:00:03,000 --> 00:00:04,000\r\r',
      'Two\r\r',
    ],
  ],
  [
    'separated by a line of one space',
    ['1', '00:00:01,000 --> 00:00:02,000', 'One', ' ', '2', '00:00:03,000 --> 00:00:04,000', 'Two'],
  ],
  [
    'with spaces in its times',
    ['1', '00: 00: 01,000 -> 00: 00: 02,000', 'One', '', '2', '00: 00: 03,000 → 00: 00: 04,000', 'Two'],
  ],
  [
    'with numbers before its times',
    ['1 00:00:01,000 --> 00:00:02,000', 'One', '2 00:00:03,000 --> 00:00:04,000', 'Two'],
  ],
  ['with words behind its times', ['00:00:01,000 --> 00:00:02,000 One', '00:00:03,000 --> 00:00:04,000 Two']],
  [
    'without hours and with settings',
    ['00:01.000 --> 00:02.000 align:start position:0%', 'One', '', '00:03.000-->00:04.000 X1:40 Y1:2', 'Two'],
  ],
  [
    'with decimals behind a colon',
    ['00:00:01:000 --> 00:00:02:000', 'One', '', '00:00:03:000 --> 00:00:04:000', 'Two'],
  ],
  [
    'with six decimals',
    ['00:00:01.000000 --> 00:00:02.000000', 'One', '', '00:00:03.000001 --> 00:00:04.000000', 'Two'],
  ],
  ['of YouTube’s own format', ['0:00:01.000,0:00:02.000', 'One', '', '0:00:03.000,0:00:04.000', 'Two']],
])('a file %s is read', (_, lines) => {
  for (const name of ['a.srt', 'a.vtt', 'a.txt']) expect(read(name, ...lines)).toEqual(['1-2 One', '3-4 Two'])
})

test('the content says what a file is, not its name', () => {
  expect(read('a.srt', 'WEBVTT', '', '00:01.000 --> 00:02.000', '<v Ana>One')).toEqual(['1-2 Ana: One'])
  expect(read('a.txt', 'webvtt', '', '00:01.000 --> 00:02.000', 'One')).toEqual(['1-2 One'])
  expect(read('a.vtt', '[00:01] Ana: One')).toEqual(['1-2 Ana: One'])
  expect(problems('a.vtt', '1', '00:00:01,000 --> 00:00:02,000', 'One')).toEqual([
    'line 1: a WebVTT file begins with “WEBVTT”: this is read as SubRip',
  ])
})

test('a head of HLS is no text, and parts of a stream are one file', () => {
  expect(said(fixture('hls.vtt'))).toEqual(['1-2 One'])
  expect(said(fixture('hls-glued.vtt'))).toEqual(['0-2 Glued'])
  const head = 'WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n'
  const part = `${head}\n00:01.000 --> 00:02.000\nOne\n\n`
  expect(read('a.vtt', part, `\uFEFF${part}00:02.000 --> 00:03.000\nTwo\n`)).toEqual(['1-2 One', '2-3 Two'])
})

test('notes, styles and regions are no text; a cue glued to a note is one', () => {
  expect(
    read(
      'a.vtt',
      'WEBVTT - a title',
      'Kind: captions\n',
      'NOTE words --> of nobody',
      'that go on\n',
      'STYLE',
      '::cue { color: red }\n',
      'REGION',
      'id:left width:40%\n',
      'NOTE Confidence: 0.91',
      '00:01.000 --> 00:02.000 region:left',
      'One',
    ),
  ).toEqual(['1-2 One'])
})

test('the voices of Teams are speakers', () => {
  expect(said(fixture('teams.vtt'))).toEqual([
    '3.179-6.3 Maria Lindqvist: Good evening\nto all.',
    "8.56-10.35 O'Dowd, Tomas (Guest): Thanks.",
  ])
  expect(
    read(
      'a.txt',
      '0:0:0.0 --> 0:0:5.870',
      'Maria Lindqvist',
      'Good evening',
      '',
      '0:0:6.0 --> 0:0:7.0',
      'Bo Lund',
      'Thanks',
    ),
  ).toEqual(['0-5.87 Maria Lindqvist: Good evening', '6-7 Bo Lund: Thanks'])
})

test('the names that Zoom writes before the words are speakers, and their turns are joined', () => {
  const { cues, problems } = fixture('zoom.vtt')
  expect(turnsOf(cues)).toEqual([
    { start: 5.79, end: 13.12, speaker: 'Maria Lindqvist', text: 'Good evening. Tonight we listen.' },
  ])
  expect(problems).toEqual([])
  expect(read('a.txt', '[Maria Lindqvist] 18:05:09', 'Good evening', '', '[Bo Lund] 18:06:00', 'Thanks')).toEqual([
    '0-51 Maria Lindqvist: Good evening',
    '51-52 Bo Lund: Thanks',
  ])
})

test('a name may have a line of its own, and be written as people call themselves', () => {
  const cue = (at: number, text: string) => `00:00:0${at},000 --> 00:00:0${at + 1},000\n${text}\n`
  expect(read('a.srt', cue(1, 'Ana Gomes:\nOne'), cue(2, 'Bo Lund:\nTwo'))).toEqual([
    '1-2 Ana Gomes: One',
    '2-3 Bo Lund: Two',
  ])
  expect(read('a.srt', cue(1, 'ana (she/her): One'), cue(2, 'ana (she/her): Two'))).toEqual([
    '1-2 ana (she/her): One',
    '2-3 ana (she/her): Two',
  ])
})

test('a name stands where a speaker changes, as we write SubRip ourselves', () => {
  expect(
    read(
      'a.srt',
      '1\n00:00:01,000 --> 00:00:02,000\nAda Byron: One\n',
      '2\n00:00:02,000 --> 00:00:03,000\nTwo\n',
      '3\n00:00:03,000 --> 00:00:04,000\nBo Lund: Three',
    ),
  ).toEqual(['1-2 Ada Byron: One', '2-3 Ada Byron: Two', '3-4 Bo Lund: Three'])
})

test('Otter’s captions go on without a name until the speaker changes', () => {
  const texts = ['Ana Gomes: One', 'two', 'Bo Lund: three', 'four', 'five']
  const cues = texts.map((text, at) => `${at + 1}\n00:00:0${at},000 --> 00:00:0${at + 1},000\n${text}\n`)
  expect(readTranscript('a.srt', cues.join('\n')).cues.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
    ...['Ana Gomes: One', 'Ana Gomes: two', 'Bo Lund: three', 'Bo Lund: four', 'Bo Lund: five'],
  ])
})

test.each([
  ['one line with a colon', ['Note: bring paper', 'Yes']],
  ['words that all files have', ['Question: why?', 'Answer: because']],
  ['sentences with colons', ['Remember this: we care', 'And then: more', 'So: yes', 'Well']],
  ['times', ['At 10:30: tea', 'At 11:30: more tea']],
])('%s names nobody', (_, texts) => {
  const file = texts.map((text, index) => `00:00:0${index},000 --> 00:00:0${index + 1},000\n${text}\n`)
  const { cues } = readTranscript('a.srt', file.join('\n'))
  expect(cues.map(({ speaker, text }) => [speaker, text])).toEqual(texts.map((text) => [null, text]))
})

test('Rev marks a change of speaker with a dash: a dash is nobody’s name', () => {
  const head = ['WEBVTT\n', '1', '00:00.000 --> 00:02.000']
  expect(read('a.vtt', ...head, '<v ->Good evening.</v>')).toEqual(['0-2 Good evening.'])
  expect(read('a.vtt', ...head, '- [Instructor] One\n', '2', '00:02.000 --> 00:03.000', '- [Ana Gomes] Two')).toEqual([
    '0-2 Instructor: One',
    '2-3 Ana Gomes: Two',
  ])
})

test.each([
  [
    'of whisper',
    ['[00:00.000 --> 00:06.140]  Good evening.', '[00:06.140 --> 00:09.000]  Thank you.'],
    ['0-6.14 Good evening.', '6.14-9 Thank you.'],
  ],
  [
    'of whisper in seconds',
    ['[0.00s -> 6.14s] Good evening.', '[6.14s -> 9.00s] Thank you.'],
    ['0-6.14 Good evening.', '6.14-9 Thank you.'],
  ],
  [
    'without brackets',
    ['00:00 - 00:04 Good evening.', '00:04 – 00:09 Thank you.'],
    ['0-4 Good evening.', '4-9 Thank you.'],
  ],
  [
    'with speakers',
    ['[00:00 - 00:04] Ana: Good evening.', '(00:04 to 00:09) Bo Lund: Thank you.'],
    ['0-4 Ana: Good evening.', '4-9 Bo Lund: Thank you.'],
  ],
  [
    'with tags of voices',
    ['[00:00 --> 00:04] [SPEAKER_00]: Good evening.', '[00:04 --> 00:09] [SPEAKER_01] Thank you.'],
    ['0-4 SPEAKER_00: Good evening.', '4-9 SPEAKER_01: Thank you.'],
  ],
  [
    'behind a name',
    ['Ana Gomes 00:00 - 00:04', 'Good evening.', 'Bo Lund (00:04 - 00:09): Thank you.'],
    ['0-4 Ana Gomes: Good evening.', '4-9 Bo Lund: Thank you.'],
  ],
])('time ranges %s in a text are read', (_, lines, cues) => {
  expect(read('a.txt', ...lines)).toEqual(cues)
})

test('Google Meet writes a time now and then, and names below it', () => {
  const file = ['00:00:00', '', 'Ana Gomes: One', 'and more.', 'Bo Lund: Two.', '', '00:05:00', '', 'Ana Gomes: Three.']
  expect(read('a.txt', ...file)).toEqual([
    '0-300 Ana Gomes: One and more.',
    '0-300 Bo Lund: Two.',
    '300-301 Ana Gomes: Three.',
  ])
})

test('Otter’s text begins with what nobody said', () => {
  const file = [
    'Meeting notes',
    '21 March 2024 18:00',
    '',
    'Ana Gomes  0:03  ',
    'Good evening.',
    '',
    'Bo Lund  0:09  ',
    'Thanks.',
    'Transcribed by https://otter.ai',
  ]
  expect(read('a.txt', ...file)).toEqual(['3-9 Ana Gomes: Good evening.', '9-10 Bo Lund: Thanks.'])
  expect(problems('a.txt', ...file)).toEqual(['lines 1 and 2: words before the first time are left out'])
})

test('a turn that begins before the one above is told and put in order', () => {
  const file = ['Ada (00:10) - x', '', 'Bo (00:05) - y']
  expect(read('a.txt', ...file)).toEqual(['5-10 Bo: y', '10-11 Ada: x'])
  expect(problems('a.txt', ...file)).toEqual(['line 3: the turn begins before the one above it'])
})

test('names of characters are looked up among characters alone', () => {
  const text =
    '&constructor; &toString; &__proto__; &hasOwnProperty; &eacute;&amp;&#39;&#x201C; &#0; &#xD800; &nothing;'
  expect(read('a.vtt', 'WEBVTT\n', '00:00.000 --> 00:01.000', text)).toEqual([
    "0-1 &constructor; &toString; &__proto__; &hasOwnProperty; é&'“ &#0; &#xD800; &nothing;",
  ])
})

test('what is said in angle brackets without being markup stays', () => {
  expect(read('a.srt', '00:00:00,000 --> 00:00:01,000', '{\\an8}<i>I</i> <3 you, 1 < 2 and <well> {so}')).toEqual([
    '0-1 I <3 you, 1 < 2 and <well> {so}',
  ])
})

test('a table of Whisper has its times in milliseconds, and a row that is none is reported', () => {
  const rows = ['start\tend\ttext', '0\t2500\tGood evening.', 'soon\t3000\tLost.', '2500\t6120\tThank you.']
  expect(read('a.tsv', ...rows)).toEqual(['0-2.5 Good evening.', '2.5-6.12 Thank you.'])
  expect(readTranscript('a.tsv', rows.join('\n')).problems).toEqual([
    'line 3: this is no row of start, end and text: it is left out',
  ])
})

test('durations in words, as Teams copies them, are times', () => {
  const lines = ['Ana Gomes   3 seconds', 'Good evening.', 'Bo Lund   1 minute 5 seconds', 'Thank you.']
  expect(read('a.txt', ...lines, 'Ana Gomes   1 hour 2 minutes', 'We met for 2 minutes', 'in the hall.')).toEqual([
    '3-65 Ana Gomes: Good evening.',
    '65-3720 Bo Lund: Thank you.',
    expect.stringMatching(/^3720-\S+ Ana Gomes: We met for 2 minutes in the hall\.$/),
  ])
})
