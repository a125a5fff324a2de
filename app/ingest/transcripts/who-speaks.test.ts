import { expect, test } from 'vitest'

import { readTranscript } from './read-transcript.ts'
import { TranscriptError } from './transcript-error.ts'

/** A file of cues of three seconds each, in either format. */
function captions(format: 'vtt' | 'srt', texts: string[]): string {
  const mark = format === 'vtt' ? '.' : ','
  const time = (seconds: number) => `00:00:${String(seconds).padStart(2, '0')}${mark}000`
  const cues = texts.map((text, index) => `${index + 1}\n${time(index * 3)} --> ${time(index * 3 + 3)}\n${text}\n`)
  return `${format === 'vtt' ? 'WEBVTT\n\n' : ''}${cues.join('\n')}`
}

function said(name: string, content: string): string[] {
  return readTranscript(name, content).cues.map(({ speaker, text }) => `${speaker ?? '-'} | ${text}`)
}

test('a name that comes once is nobody sure, and what it says is not put into another’s mouth', () => {
  const texts = [
    'Ana: Good evening.',
    'to the third one.',
    'Bo: Hello.',
    'Ana: Well.',
    'Bo: Yes.',
    'Cy: May I?',
    'Please.',
  ]
  expect(said('descript.srt', captions('srt', texts))).toEqual([
    ...['Ana | Good evening.', 'Ana | to the third one.', 'Bo | Hello.', 'Ana | Well.', 'Bo | Yes.'],
    ...['- | Cy: May I?', '- | Please.'],
  ])
})

test('the marks of live captions are no words, and end what the one before said', () => {
  const texts = ['>> JUDY: HELLO.', 'HOW ARE YOU?', '>> STEVE MCCANN: HI.', '>> NICE TO SEE YOU.', '>> JUDY: AND YOU.']
  const more = ['>> STEVE MCCANN: LET US START.']
  expect(said('live.srt', captions('srt', [...texts, ...more]))).toEqual([
    ...['JUDY | HELLO.', 'JUDY | HOW ARE YOU?', 'STEVE MCCANN | HI.', '- | NICE TO SEE YOU.', 'JUDY | AND YOU.'],
    'STEVE MCCANN | LET US START.',
  ])
  expect(said('live.srt', captions('srt', ['>> Hello there.', 'How are you?', '>> Hi.']))).toEqual([
    ...['- | Hello there.', '- | How are you?', '- | Hi.'],
  ])
})

test('two voices in one cue are told apart, with or without a name', () => {
  const texts = [
    '- [Host] Welcome back.',
    '- Glad to be here.\n- [Amara] Me too.',
    '- [Host] So?',
    '- [Amara] In 2019.',
    '[Host] And?',
  ]
  expect(said('rev.srt', captions('srt', texts))).toEqual([
    ...['Host | Welcome back.', '- | - Glad to be here.', 'Amara | Me too.', 'Host | So?', 'Amara | In 2019.'],
    'Host | And?',
  ])
})

test('names in brackets are names where most cues have one, and sounds elsewhere', () => {
  const names = ['(Speaker 1) Good evening.', '(Speaker 2) Thanks.', '(Speaker 1) Now.', '(Speaker 2) Fine.', '[Music]']
  expect(said('a.vtt', captions('vtt', names))).toEqual([
    ...['Speaker 1 | Good evening.', 'Speaker 2 | Thanks.', 'Speaker 1 | Now.', 'Speaker 2 | Fine.', '- | [Music]'],
  ])
  const sounds = ['[Music]', 'Good evening.', '[Applause] Thanks.', '[Laughter] Well.', 'We begin.', '[Music]']
  expect(said('a.vtt', captions('vtt', sounds))).toEqual(sounds.map((text) => `- | ${text}`))
})

test('a full-width colon stands behind names as well', () => {
  expect(said('a.srt', captions('srt', ['王小明：大家好', '李华：你好', '王小明：开始吧', '李华：好']))).toEqual([
    ...['王小明 | 大家好', '李华 | 你好', '王小明 | 开始吧', '李华 | 好'],
  ])
})

test('a time, a dash and a name open a turn', () => {
  expect(said('a.txt', '00:00:05 - Ana Gomes\nThank you.\n\n00:00:12 - Bo Li\nMy pleasure.\n')).toEqual([
    'Ana Gomes | Thank you.',
    'Bo Li | My pleasure.',
  ])
})

test.each([
  ['a.vtt', '<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml"><body/></tt>', 'TTML'],
  ['a.dfxp', '<tt xmlns="http://www.w3.org/2006/10/ttaf1"><body/></tt>', 'TTML'],
  ['a.smi', '<SAMI><BODY></BODY></SAMI>', 'SAMI'],
  ['a.ass', '[Script Info]\nTitle: a\n', 'SubStation Alpha'],
  ['a.json', '{"segments":[{"start":0,"end":4,"text":"Good evening."}]}', 'JSON'],
  ['a.sub', '{0}{25}Good evening.\n', 'MicroDVD'],
  ['a.vtt', '<!doctype html>\n<html><body>Not found</body></html>', 'a web page'],
  ['a.srt', '{\\rtf1\\ansi 00:00:01,000 --> 00:00:02,000}', 'RTF'],
  ['a.vtt', '%PDF-1.7\n', 'a PDF'],
])('%s that is another format is refused by the name of the format', (name, content, format) => {
  expect(() => readTranscript(name, content)).toThrow(TranscriptError)
  expect(() => readTranscript(name, content)).toThrow(format)
})
