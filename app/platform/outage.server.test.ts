import { expect, test } from 'vitest'

import { OperatorError, ServiceAwayError } from './operator-error.ts'
import { isOutage, noteOutage, takeOutage } from './outage.server.ts'

test('a database that is away is known by its code or its words, however deep they lie', () => {
  expect(isOutage(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }))).toBe(true)
  expect(isOutage(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(isOutage(new Error('x', { cause: Object.assign(new Error('y'), { code: '57P01' }) }))).toBe(true)
  expect(isOutage(new AggregateError([Object.assign(new Error('y'), { code: 'ECONNREFUSED' })]))).toBe(true)
  expect(isOutage({ code: 'P2010', meta: { driverAdapterError: { cause: { kind: 'ConnectionClosed' } } } })).toBe(true)
})

test('a question that was wrong is no outage', () => {
  expect(isOutage(Object.assign(new Error('column "x" does not exist'), { code: '42703' }))).toBe(false)
  expect(isOutage(new TypeError('undefined is not a function'))).toBe(false)
  expect(isOutage('ECONNREFUSED')).toBe(false)
})

test('what else the site uses says nothing of the database, whatever caused its failure', () => {
  const cause = Object.assign(new Error('no'), { code: 'ECONNREFUSED' })
  expect(isOutage(new ServiceAwayError('The store of files is away.', { cause }))).toBe(false)
  expect(isOutage(new OperatorError('No Postgres answers.', { cause }))).toBe(true)
})

test('what was noted of a request is told once', () => {
  noteOutage('a')
  expect([takeOutage('b'), takeOutage('a'), takeOutage('a')]).toEqual([false, true, false])
})

test('what nobody asks for is forgotten when much else was noted since', () => {
  for (let index = 0; index <= 1000; index += 1) noteOutage(`gone-${index}`)
  expect([takeOutage('gone-0'), takeOutage('gone-1'), takeOutage('gone-1000')]).toEqual([false, true, true])
})
