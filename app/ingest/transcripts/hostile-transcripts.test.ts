import fc from 'fast-check'
import { expect, test } from 'vitest'

import { areCues } from '#app/domain/transcript.ts'
import { countedWork } from '#tests/support/counted-work.ts'

import { readTranscript } from './read-transcript.ts'
import { TranscriptError } from './transcript-error.ts'

const HEAD = 'WEBVTT\n\n00:00.000 --> 00:01.000\n'
const TIMES = '00:00:01,000 --> 00:00:02,000\n'

/** What made readers of captions slow, here or elsewhere, and what might: `n` signs or so. */
const HOSTILE: [string, string, (n: number) => string][] = [
  ['a.vtt', 'tags that do not end', (n) => HEAD + '<'.repeat(n)],
  ['a.vtt', 'voices that do not end', (n) => HEAD + '<v '.repeat(n / 3)],
  ['a.vtt', 'spaces in a voice', (n) => `${HEAD}<v${' '.repeat(n)}`],
  ['a.vtt', 'classes of a voice', (n) => `${HEAD}<v${'.'.repeat(n)}`],
  ['a.vtt', 'references that do not end', (n) => HEAD + '&a'.repeat(n / 2)],
  ['a.vtt', 'arrows in a row', (n) => HEAD + '-->'.repeat(n / 3)],
  ['a.vtt', 'arrows in lines', (n) => HEAD + '-->\n'.repeat(n / 4)],
  ['a.vtt', 'times without words', (n) => HEAD + '00:00.000 --> 00:01.000\n'.repeat(n / 24)],
  ['a.vtt', 'digits and colons', (n) => HEAD + '1:'.repeat(n / 2)],
  ['a.vtt', 'spaces behind times', (n) => `${HEAD.trimEnd()}${' '.repeat(n)}x`],
  ['a.vtt', 'ends of lines', (n) => HEAD + '\r'.repeat(n)],
  ['a.vtt', 'lines of a space', (n) => HEAD + 'x\n \n'.repeat(n / 4)],
  ['a.vtt', 'stray words', (n) => HEAD + '\n\nx'.repeat(n / 3)],
  ['a.srt', 'stray words', (n) => TIMES + '\n\nx'.repeat(n / 3)],
  ['a.srt', 'stray numbers', (n) => TIMES + '\n1\n'.repeat(n / 3)],
  ['a.srt', 'position marks that do not end', (n) => TIMES + '{\\'.repeat(n / 2)],
  ['a.srt', 'names', (n) => `${TIMES}${'Ana '.repeat(10)}: x\n\n`.repeat(n / 80)],
  [
    'a.vtt',
    'rolling words',
    (n) => ['0', '1', '2'].map((at) => `00:0${at}.000 --> 00:0${at}.900\n${'a '.repeat(n / 6)}\n\n`).join(''),
  ],
  [
    'a.vtt',
    'rolling lines',
    (n) => ['0', '1', '2'].map((at) => `00:0${at}.000 --> 00:0${at}.900\n${'a\n'.repeat(n / 6)}\n\n`).join(''),
  ],
  ['a.txt', 'spaces after a name', (n) => `Ada${' '.repeat(n)}x`],
  ['a.txt', 'spaces after a time', (n) => `00:05${' '.repeat(n)}!`],
  ['a.txt', 'capitals', (n) => 'A '.repeat(n / 2)],
  ['a.txt', 'brackets', (n) => `[00:00 - 00:01]${'['.repeat(n)}`],
  ['a.txt', 'turns', (n) => '00:05 x\n'.repeat(n / 8)],
]

function tryToRead(name: string, file: string): void {
  try {
    readTranscript(name, file)
  } catch (error) {
    if (!(error instanceof TranscriptError)) throw error
  }
}

test.each(HOSTILE)('%s with %s: twice as much is twice the work', (name, _, make) => {
  const [once, twice, fourTimes] = [6000, 12_000, 24_000].map((n) => countedWork(() => tryToRead(name, make(n))))
  expect(twice).toBeLessThan((once ?? 0) * 2.2 + 2000)
  expect(fourTimes).toBeLessThan((once ?? 0) * 4.4 + 4000)
})

const PIECES = [
  'WEBVTT',
  '\n',
  '\n\n',
  '\r\n',
  ' ',
  '1',
  '2',
  '00:01.000 --> 00:02.000',
  '00:00:03,000 --> 00:00:04,000',
  '-->',
  '00:0',
  'NOTE',
  'STYLE',
  '<v Ana>',
  '</v>',
  '<',
  '>',
  '&amp;',
  '&constructor;',
  '&#0;',
  'Ana Gomes: ',
  'words',
  'a',
  '[00:05]',
  '- ',
  '\uFEFF',
  '\u0000',
  '{\\an8}',
  '00:09 - 00:04',
  'é',
]

test('whatever a file holds, it is read or refused with a line, and what is read can be stored', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('a.vtt', 'a.srt', 'a.txt', 'a.constructor'),
      fc.oneof(
        fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
        fc.string({ unit: 'binary', maxLength: 200 }),
      ),
      (name, file) => {
        try {
          const { cues, problems } = readTranscript(name, file)
          expect(areCues(cues)).toBe(true)
          expect(cues.every(({ text }) => text.trim() !== '')).toBe(true)
          expect(cues.every(({ start }, index) => start >= (cues[index - 1]?.start ?? 0))).toBe(true)
          expect(problems.every((problem) => /^lines? \d/.test(problem))).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(TranscriptError)
        }
      },
    ),
    { numRuns: 500 },
  )
})
