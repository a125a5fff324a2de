import { expect, test } from 'vitest'

import { stem } from './inflection.ts'

test.each([
  ['manufacture', 'manufactures', 'manufactured', 'manufacturing'],
  ['story', 'stories'],
  ['log', 'logs', 'logging', 'logged'],
  ['web', 'webs'],
  ['box', 'boxes'],
  ['listen', 'listening', 'listened', 'listens'],
  ['nurse', 'nurses', 'nursing', 'nursed'],
  ['conversacion', 'conversacions'],
  ['доклад', 'доклада', 'докладов', 'докладами'],
])('%s shares its stem with its other forms', (word, ...forms) => {
  for (const form of forms) expect(stem(form)).toBe(stem(word))
})

test.each([
  ['class', 'clas'],
  ['bus', 'bu'],
  ['analysis', 'analysi'],
  ['sing', 's'],
  ['is', 'i'],
  ['친절', '친'],
])('%s is not taken for a form of %s', (word, other) => {
  expect(stem(word)).not.toBe(stem(other))
})

test('of a short Russian word nothing is taken off', () => {
  expect(['дом', 'дома'].map(stem)).toEqual(['дом', 'дома'])
  expect(stem('книги')).toBe(stem('книга'))
})
