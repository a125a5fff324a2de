import { expect, test } from 'vitest'

import {
  chooseRecording,
  parseRecordingNumber,
  recordingInWords,
  spokenBy,
  type ListedRecording,
} from './recording-choice.ts'

const ENGLISH = [{ language: 'en', label: 'English' }]

function recordings(...given: Partial<ListedRecording>[]): ListedRecording[] {
  return given.map((facts, position) => ({
    position,
    availability: 'here',
    kind: 'video',
    address: null,
    file: {},
    durationSeconds: null,
    captions: [],
    ...facts,
  }))
}

const positionOf = (list: ListedRecording[], asked: number | null = null) => chooseRecording(list, asked)?.position
const wordsOf = (list: ListedRecording[], at: number) => spokenBy(list, list[at]!)?.position

test('an address names a recording by its number, from 1', () => {
  expect(['1', '12', '0', '-1', '1.5', 'two', '', null].map((text) => parseRecordingNumber(text))).toEqual([
    0,
    11,
    ...Array.from({ length: 6 }, () => null),
  ])
})

test('the recording asked for is shown, and when it does not open here, the first that does', () => {
  const list = recordings({}, { kind: 'audio' }, { availability: 'elsewhere' })
  expect([null, 0, 1, 2, 7].map((asked) => positionOf(list, asked))).toEqual([0, 0, 1, 0, 0])
  expect(positionOf(recordings({ availability: 'elsewhere' }, {}))).toBe(1)
  expect(positionOf(recordings({ availability: 'unpublished' }))).toBe(0)
  expect(positionOf([])).toBeUndefined()
})

test('where none is asked for, the one with words is shown: moments are found by them', () => {
  expect(positionOf(recordings({ durationSeconds: 60 }, { durationSeconds: 3600, captions: ENGLISH }))).toBe(1)
})

test('sound has the words of its video, and a copy those of its first form', () => {
  expect(wordsOf(recordings({ captions: ENGLISH }, { kind: 'audio' }), 1)).toBe(0)
  expect(wordsOf(recordings({ durationSeconds: 3600 }, { durationSeconds: 3602, captions: ENGLISH }), 0)).toBe(1)
})

test('a part of an evening never has the words of another part', () => {
  expect(wordsOf(recordings({ durationSeconds: 2700, captions: ENGLISH }, { durationSeconds: 2760 }), 1)).toBe(
    undefined,
  )
  expect(wordsOf(recordings({ captions: ENGLISH }, {}), 1)).toBe(undefined)
  expect(wordsOf(recordings({ captions: ENGLISH }, { captions: ENGLISH }), 1)).toBe(1)
})

test('a recording is named by its kind, length, captions and place', () => {
  const [own, youtube, bare] = recordings(
    { kind: 'audio', durationSeconds: 3480 },
    {
      file: null,
      address: 'https://youtu.be/A-u8XHAUac4',
      captions: [...ENGLISH, ...ENGLISH, { language: 'de', label: '' }],
    },
    { file: null },
  )
  expect(recordingInWords(own!)).toBe('Sound, 58 minutes, kept here')
  expect(recordingInWords(youtube!)).toBe('Video, captions in English and de, on YouTube')
  expect(recordingInWords(bare!)).toBe('Video')
})
