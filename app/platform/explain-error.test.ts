import { expect, test } from 'vitest'

import { explainError } from './explain-error.ts'
import { OperatorError } from './operator-error.ts'

function failure(code: string, more: object = {}): Error {
  return Object.assign(new Error('permission denied for table conversation'), { code, ...more })
}

test.each([
  ['ENOSPC', { path: '/srv/talks/files' }, /^The disk that holds \/srv\/talks\/files is full: make room/],
  ['ENOSPC', {}, /^The disk is full: make room/],
  ['EDQUOT', {}, /is full/],
  ['EROFS', { path: '/srv/talks' }, /^\/srv\/talks cannot be written: its disk is mounted for reading only/],
  ['EACCES', { path: '/srv/talks' }, /^\/srv\/talks cannot be read and written by this user/],
  ['53100', {}, /^The disk of the database is full/],
  ['42501', {}, /too few rights \(permission denied for table conversation\)/],
  ['25006', {}, /can only be read/],
])('%s becomes a sentence for the operator', (code, more, sentence) => {
  const explained = explainError(failure(code, more))
  expect(explained).toBeInstanceOf(OperatorError)
  expect((explained as OperatorError).message).toMatch(sentence)
})

test('a cause that the operator can put right is found behind what was made of it', () => {
  const wrapped = new Error('Invalid `prisma.conversation.findMany()` invocation', { cause: failure('53100') })
  expect(explainError(wrapped)).toBeInstanceOf(OperatorError)
})

test('a fault of our own, and a sentence that is one already, stay as they are', () => {
  const [bug, told] = [new TypeError('x is not a function'), new OperatorError('Set PORT.')]
  expect(explainError(bug)).toBe(bug)
  expect(explainError(told)).toBe(told)
  expect(explainError(undefined)).toBeUndefined()
})
