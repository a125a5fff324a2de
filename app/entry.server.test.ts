import { expect, test, vi } from 'vitest'

import { handleError } from './entry.server.tsx'

function logged(error: unknown): number {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const request = new Request('http://site.example/a%0Ab')
  handleError(error, { request, params: {}, context: {} })
  const { length } = log.mock.calls
  log.mockRestore()
  return length
}

test('an address that nothing matches is not logged as a failure, a bug is', () => {
  const answer = { status: 404, statusText: 'Not Found', internal: true, data: 'No route matches' }
  expect(logged(answer)).toBe(0)
  expect(logged({ ...answer, status: 500 })).toBe(1)
  expect(logged(new Error('A bug'))).toBe(1)
})
