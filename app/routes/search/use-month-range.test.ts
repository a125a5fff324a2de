import { expect, test } from 'vitest'

import { between, extended } from './use-month-range.ts'

test('two months are a range whichever was pointed at first', () => {
  expect(between('2023-05', '2022-11')).toEqual({ from: '2022-11', to: '2023-05' })
  expect(between('2022-11', '2022-11')).toEqual({ from: '2022-11', to: '2022-11' })
})

test('a range is drawn out to a month before it or after it, and a month within it changes nothing', () => {
  const chosen = { from: '2023-03', to: '2023-05' }
  expect(extended(chosen, '2023-08')).toEqual({ from: '2023-03', to: '2023-08' })
  expect(extended(chosen, '2022-12')).toEqual({ from: '2022-12', to: '2023-05' })
  expect(extended(chosen, '2023-04')).toEqual(chosen)
})

test('a range that is open on one side begins where it is closed; without a range it is the month alone', () => {
  expect(extended({ from: '2023-03', to: null }, '2023-06')).toEqual({ from: '2023-03', to: '2023-06' })
  expect(extended({ from: null, to: '2023-03' }, '2023-01')).toEqual({ from: '2023-01', to: '2023-03' })
  expect(extended({ from: null, to: null }, '2023-06')).toEqual({ from: '2023-06', to: '2023-06' })
})
