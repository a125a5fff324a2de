import { expect, test } from 'vitest'

import { createKept } from './kept.ts'

test('what is asked for at once is made once', async () => {
  const keep = createKept<number>(2)
  let made = 0
  const make = async () => (made += 1)
  expect(await Promise.all([keep('a', make), keep('a', make)])).toEqual([1, 1])
})

test('what was asked for longest ago goes first', async () => {
  const keep = createKept<string>(2)
  const make = (value: string) => async () => value
  await keep('a', make('first a'))
  await keep('b', make('first b'))
  await keep('a', make('second a'))
  await keep('c', make('first c'))
  expect(await keep('a', make('third a'))).toBe('first a')
  expect(await keep('b', make('second b'))).toBe('second b')
})

test('what failed is tried again', async () => {
  const keep = createKept<string>(2)
  await expect(keep('a', () => Promise.reject(new Error('not now')))).rejects.toThrow('not now')
  expect(await keep('a', async () => 'now')).toBe('now')
})
