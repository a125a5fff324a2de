import { expect, test } from 'vitest'

import { reasonsOfSkips } from './skipped-tests.mjs'

test('a reason for skipping is told once, with how many tests it left out', () => {
  const skipped = [
    { file: 'a.test.ts', title: 'finds nothing wrong', note: 'there is no checker here' },
    { file: 'b.test.ts', title: 'a stream: plays', note: 'there is no ffmpeg here' },
    { file: 'c.test.ts', title: 'looks too', note: 'there is no checker here' },
  ]
  expect(reasonsOfSkips(skipped)).toEqual({
    lines: ['2 skipped: there is no checker here', '1 skipped: there is no ffmpeg here'],
    unexplained: [],
  })
})

test('what a skipped test says at the end of its title holds for the groups of its file', () => {
  const skipped = [
    { file: 'a.test.ts', title: 'a search: finds nothing', group: 'With a real server' },
    { file: 'a.test.ts', title: 'the engine keeps the contract: there is no server here' },
  ]
  expect(reasonsOfSkips(skipped)).toEqual({ lines: ['2 skipped: there is no server here'], unexplained: [] })
})

test('a test that is skipped without a word is told from those that say why', () => {
  const silent = { file: 'b.test.ts', title: 'nobody knows: why', group: 'some' }
  const skipped = [{ file: 'a.test.ts', title: 'the engine: there is none here' }, silent]
  expect(reasonsOfSkips(skipped)).toEqual({ lines: ['1 skipped: there is none here'], unexplained: [silent] })
})
