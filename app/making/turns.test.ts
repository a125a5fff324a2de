import { expect, test } from 'vitest'

import { createTurns, type Urgency } from './turns.ts'

const MOST = { now: 2, later: 2 }

/** Those who have a place, by name, in the order in which they got it. */
function queue(places: number) {
  const turns = createTurns(places, MOST)
  const served: string[] = []
  const releases = new Map<string, () => void>()
  const come = (name: string, urgency: Urgency) =>
    turns.take(urgency).then((release) => {
      served.push(release === null ? `${name} sent away` : name)
      if (release !== null) releases.set(name, release)
    })
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return { turns, served, come, settled, leave: (name: string) => releases.get(name)?.() }
}

test('who is waited for comes before who is not, each in turn', async () => {
  const { served, come, settled, leave } = queue(1)
  for (const [name, urgency] of [
    ['a', 'later'],
    ['b', 'later'],
    ['c', 'now'],
    ['d', 'now'],
  ] as const)
    void come(name, urgency)
  for (const name of ['a', 'c', 'd', 'b']) {
    await settled()
    leave(name)
  }
  await settled()
  expect(served).toEqual(['a', 'c', 'd', 'b'])
})

test('what nobody waits for leaves one place free', async () => {
  const { served, come, settled } = queue(2)
  for (const name of ['a', 'b']) void come(name, 'later')
  void come('c', 'now')
  await settled()
  expect(served).toEqual(['a', 'c'])
})

test('where too many wait the next is sent away at once', async () => {
  const { turns, served, come, settled } = queue(1)
  for (const name of ['a', 'b', 'c', 'd']) void come(name, 'now')
  await settled()
  expect(served).toEqual(['a', 'd sent away'])
  expect(turns.waiting).toBe(2)
})

test('a place that is freed twice is one place', async () => {
  const { served, come, settled, leave } = queue(1)
  for (const name of ['a', 'b', 'c']) void come(name, 'now')
  await settled()
  leave('a')
  leave('a')
  await settled()
  expect(served).toEqual(['a', 'b'])
})

test('closed, it sends away all who wait and all who come', async () => {
  const { turns, served, come, settled } = queue(1)
  for (const name of ['a', 'b']) void come(name, 'now')
  await settled()
  turns.close()
  void come('c', 'now')
  await settled()
  expect(served).toEqual(['a', 'b sent away', 'c sent away'])
})
