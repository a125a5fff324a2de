import { expect, test } from 'vitest'

import { searchAddress } from '#app/domain/search-address.ts'
import { EMPTY_QUERY } from '#app/domain/search-query.ts'
import type { SearchQuery } from '#app/domain/search.ts'

import { queryIn } from './query-in.ts'

test('what an address was made of is read from it again', () => {
  const query: SearchQuery = {
    q: 'kind & “brave”',
    speaker: ['amy-edmondson', 'michael-west'],
    theme: ['leadership'],
    from: '2023-01',
    to: 'last spring',
    kind: ['conversation', 'theme'],
    has: ['recording'],
    sort: 'newest',
    page: 3,
  }
  expect(queryIn(new URLSearchParams(searchAddress(query).split('?')[1]))).toEqual(query)
})

test('an address that asks for nothing, or for what there is not, is a search for everything', () => {
  expect(queryIn(new URLSearchParams(''))).toEqual(EMPTY_QUERY)
  expect(queryIn(new URLSearchParams('theme=&from=&kind=animal&sort=best&page=x'))).toEqual(EMPTY_QUERY)
})
