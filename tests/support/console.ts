import { afterEach, expect, vi } from 'vitest'

/**
 * An error on the console that no test expected fails the test. A test that expects one says so:
 * `vi.spyOn(console, 'error').mockImplementation(() => undefined)`.
 */
const complaints: string[] = []

console.error = (...parts: unknown[]) => {
  complaints.push(parts.map(String).join(' '))
}

afterEach(() => {
  vi.restoreAllMocks()
  const seen = complaints.splice(0)
  expect(seen, 'console.error was called').toEqual([])
})
