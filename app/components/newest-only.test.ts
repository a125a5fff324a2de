import { expect, test } from 'vitest'

import { newestOnly } from './newest-only.ts'

/** A finder whose answers come when the test says so, and what was told. */
function asked() {
  const questions: string[] = []
  const told: string[] = []
  const pending: { answer: (answer: string) => void; refuse: (reason: Error) => void }[] = []
  const finder = newestOnly<string, string>(
    (question) => {
      questions.push(question)
      return new Promise((answer, refuse) => pending.push({ answer, refuse }))
    },
    { tell: (answer) => told.push(answer), fail: (reason) => told.push(String(reason)) },
  )
  const settle = async (how: (last: (typeof pending)[number]) => void) => {
    how(pending.at(-1)!)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { finder, questions, told, settle }
}

test('while a question is on its way the newest of the others waits, and the older answer is dropped', async () => {
  const { finder, questions, told, settle } = asked()
  for (const question of ['k', 'ki', 'kin']) finder.ask(question)
  expect(questions).toEqual(['k'])
  await settle(({ answer }) => answer('k things'))
  expect(questions).toEqual(['k', 'kin'])
  expect(told).toEqual([])
  await settle(({ answer }) => answer('kin things'))
  expect(told).toEqual(['kin things'])
})

test('an answer to what was forgotten is dropped, and the next question is asked after it', async () => {
  const { finder, questions, told, settle } = asked()
  finder.ask('k')
  finder.forget()
  finder.ask('m')
  expect(questions).toEqual(['k'])
  await settle(({ answer }) => answer('k things'))
  await settle(({ answer }) => answer('m things'))
  expect(questions).toEqual(['k', 'm'])
  expect(told).toEqual(['m things'])
})

test('a question that fails is told once, and the next one is asked all the same', async () => {
  const { finder, told, settle } = asked()
  finder.ask('k')
  await settle(({ refuse }) => refuse(new Error('away')))
  finder.ask('ki')
  await settle(({ answer }) => answer('ki things'))
  expect(told).toEqual(['Error: away', 'ki things'])
})
