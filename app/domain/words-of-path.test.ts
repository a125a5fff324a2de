import { expect, test } from 'vitest'

import { wordsOfPath } from './words-of-path.ts'

test('the last part of an address is read as words', () => {
  expect(wordsOfPath('/conversations/compasion-and_kindness')).toBe('compasion and kindness')
  expect(wordsOfPath('/old/Michael-West.html')).toBe('Michael West')
  expect(wordsOfPath('/people/jos%C3%A9-o%E2%80%99brien/')).toBe('josé o’brien')
})

test('an address that says nothing gives no words', () => {
  for (const path of ['/', '/people', '/conversations/2019', '/conversations/%00', '/%E0%A4%A', '/x'])
    expect(wordsOfPath(path), path).toBe('')
})

test('a very long address gives only its beginning', () => {
  expect(wordsOfPath(`/${'word-'.repeat(100)}`).length).toBeLessThanOrEqual(80)
})
