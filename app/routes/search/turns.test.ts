import { expect, test } from 'vitest'

import { Turns } from './turns.ts'

test('while an answer is on its way only the newest question waits, and it is asked before the answer is shown', async () => {
  const turns = new Turns()
  const seen: string[] = []
  let answer: (words: string) => void = () => undefined
  turns.take(() => seen.push('asked k'))
  turns.take(() => seen.push('asked too soon'))
  const shown = turns
    .during(() => new Promise<string>((resolve) => (answer = resolve)))
    .then((words) => seen.push(`shown ${words}`))
  turns.take(() => seen.push('asked ki'))
  turns.take(() => seen.push('asked kin'))
  expect(seen).toEqual(['asked k'])
  answer('k')
  await shown
  expect(seen).toEqual(['asked k', 'asked kin', 'shown k'])
})

test('what is forgotten is not asked, and a failure gives way to the next question', async () => {
  const turns = new Turns()
  const seen: string[] = []
  const failing = () => turns.during(() => Promise.reject(new Error('away')))
  const first = failing()
  turns.take(() => seen.push('forgotten'))
  turns.forget()
  await expect(first).rejects.toThrow('away')
  const second = failing()
  turns.take(() => seen.push('asked'))
  await expect(second).rejects.toThrow('away')
  expect(seen).toEqual(['asked'])
})

test('a question that was interrupted by another gives no turn away before that one has its answer', async () => {
  const turns = new Turns()
  const seen: string[] = []
  let answer: () => void = () => undefined
  const interrupted = turns.during(() => Promise.reject(new Error('aborted')))
  const other = turns.during(() => new Promise<void>((resolve) => (answer = resolve)))
  turns.take(() => seen.push('asked'))
  await expect(interrupted).rejects.toThrow('aborted')
  expect(seen).toEqual([])
  answer()
  await other
  expect(seen).toEqual(['asked'])
})
