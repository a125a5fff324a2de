import { expect, test } from 'vitest'

import { documentOf, queryOf } from '#tests/contracts/search-documents.ts'

import { BuiltInEngine } from './engine.ts'

const TALK = documentOf({
  key: 'talk',
  title: 'A talk',
  passages: [
    { start: 0, end: 10, speaker: null, text: 'gratitude first' },
    { start: 10, end: 20, speaker: null, text: 'gratitude second, gratitude' },
    { start: 20, end: 30, speaker: null, text: 'nothing' },
  ],
})

async function* batches(...all: ReturnType<typeof documentOf>[][]) {
  for (const batch of all) yield batch
}

test('before it is filled for the first time it is unavailable, and says so as a value', async () => {
  const engine = new BuiltInEngine()
  const unavailable = { status: 'unavailable', reason: expect.stringContaining('prepared') }
  expect(await engine.search(queryOf('kindness'))).toEqual(unavailable)
  expect(await engine.suggest('kindness')).toEqual(unavailable)
  expect(await engine.facet(queryOf(), 'speaker', '')).toEqual(unavailable)
})

test('the texts of passages can be read from elsewhere when they are shown; one that is gone is left out', async () => {
  const asked: unknown[] = []
  const engine = new BuiltInEngine(async (wanted) => {
    asked.push(...wanted)
    return wanted.map(({ place }) => (place === 0 ? null : 'gratitude second, gratitude'))
  })
  await engine.rebuild(batches([TALK]))
  const outcome = await engine.search(queryOf('gratitude'))
  expect(asked).toEqual(
    expect.arrayContaining([
      { key: 'talk', place: 0 },
      { key: 'talk', place: 1 },
    ]),
  )
  expect(outcome).toMatchObject({
    results: [
      {
        passages: [
          {
            start: 10,
            ranges: [
              [0, 9],
              [18, 27],
            ],
          },
        ],
      },
    ],
  })
})

test('others have their turn while an index of thousands is built', async () => {
  const engine = new BuiltInEngine()
  const many = Array.from({ length: 3000 }, (_, number) =>
    documentOf({ key: `talk-${number}`, title: `Talk ${number}`, summary: 'word '.repeat(100) + number }),
  )
  let turns = 0
  const timer = setInterval(() => turns++, 0)
  await engine.rebuild(batches(many))
  clearInterval(timer)
  expect(turns).toBeGreaterThan(3)
})

test('changes happen in the order in which they were asked for, a rebuild among them', async () => {
  const engine = new BuiltInEngine()
  await Promise.all([
    engine.rebuild(batches([TALK])),
    engine.update([{ ...TALK, title: 'Changed' }], []),
    engine.update([], ['talk']),
    engine.update([{ ...TALK, title: 'Again' }], []),
  ])
  expect(await engine.search(queryOf())).toMatchObject({ total: 1, results: [{ title: 'Again' }] })
})

test('searches are right at every moment while thousands of changes are taken in and packed', async () => {
  const engine = new BuiltInEngine()
  await engine.rebuild(batches([TALK]))
  const many = Array.from({ length: 2200 }, (_, number) =>
    documentOf({ key: `e-${number}`, title: `Evening ${number} of wonder${number % 7}` }),
  )
  let isOver = false
  const changing = engine.update(many, []).then(() => void (isOver = true))
  const totals: number[] = []
  while (!isOver) {
    const found = await engine.search(queryOf('evening'))
    expect(await engine.search(queryOf('gratitude'))).toMatchObject({ total: 1, results: [{ slug: 'talk' }] })
    totals.push(found.status === 'ok' ? found.total : -1)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await changing
  expect(totals).toEqual([...totals].sort((a, b) => a - b))
  expect(totals.length).toBeGreaterThan(2)
  expect(await engine.search(queryOf('"wonder6" evening'))).toMatchObject({ total: 314 })
  await engine.update([], ['e-6'])
  expect(await engine.search(queryOf('"wonder6" evening'))).toMatchObject({ total: 313 })
})

test('Chinese and Korean are found by any two neighbouring characters, and a surname misspelt leads to the person', async () => {
  const engine = new BuiltInEngine()
  await engine.rebuild(
    batches([
      documentOf({ key: 'chinese', title: '建立你自己的內部工具' }),
      documentOf({ key: 'korean', title: '하나씩 배우는 대화', speakers: ['Judy Yencken'] }),
      documentOf({ key: 'person', kind: 'person', title: 'Judy Yencken' }),
    ]),
  )
  const idsFor = async (q: string) => {
    const outcome = await engine.search(queryOf(q))
    return outcome.status === 'ok' ? outcome.results.map(({ id }) => id) : []
  }
  expect(await idsFor('內部工具')).toEqual(['chinese'])
  expect(await idsFor('建立你自')).toEqual(['chinese'])
  expect(await idsFor('하나씩')).toEqual(['korean'])
  for (const slip of ['yencken', 'yenckew', 'eyncken', 'encken', 'yenc']) {
    expect(await idsFor(slip)).toEqual(['person', 'korean'])
  }
})
