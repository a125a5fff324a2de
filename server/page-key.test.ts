import { expect, test } from 'vitest'

import { pageKey } from './page-key.ts'

test('what tells only where a reader came from makes no page of its own', () => {
  expect(pageKey('/people?utm_source=letter&page=2&utm_medium=mail&fbclid=x')).toBe('/people?page=2')
  expect(pageKey('/?gclid=1')).toBe('/')
})

test('what a page may read stays, in its order and as it was written', () => {
  for (const address of ['/', '/search?q=utm_source=1&q=b%20c', '/search?autm_x=1&&sort=', '/utm_source=1', '/?']) {
    expect(pageKey(address)).toBe(address)
  }
})
