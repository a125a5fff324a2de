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

function said(text: string, at = 0) {
  return { start: at, end: at + 1, speaker: null, text }
}

/** A talk with so many passages, each of which has a word of its own. */
function longTalk(passages: number, word: string) {
  return documentOf({
    key: 'long',
    passages: Array.from({ length: passages }, (_, at) => said(`${word} ${word}${at}`, at)),
  })
}

test('an index is built with a pause after each document and each passage, and each word that is packed', async () => {
  let pauses = 0
  const engine = new BuiltInEngine(undefined, () => () => {
    pauses++
    return undefined
  })
  const pausesBefore: number[] = []
  async function* oneByOne() {
    for (const document of [TALK, longTalk(100, 'gratitude'), documentOf({ title: 'nothing else' })]) {
      pausesBefore.push(pauses)
      yield [document]
    }
    pausesBefore.push(pauses)
  }
  await engine.rebuild(oneByOne())
  const pausesFor = pausesBefore.slice(1).map((after, batch) => after - pausesBefore[batch]!)
  expect(pausesFor).toEqual([4, 101, 1])
  expect(pauses - pausesBefore.at(-1)!).toBeGreaterThan(100)
})

test('a change pauses after each passage that it puts in or takes out, however long the transcript is', async () => {
  let [known, most, pauses] = [0, 0, 0]
  const engine = new BuiltInEngine(undefined, () => () => {
    const { count } = engine.data.passages
    most = Math.max(most, Math.abs(count - known))
    known = count
    pauses++
    return undefined
  })
  const [before, after] = [longTalk(100, 'gratitude'), longTalk(100, 'hospital')]
  await engine.rebuild(batches([before]))
  for (const change of [() => engine.update([after], []), () => engine.update([], [after.key])]) {
    known = engine.data.passages.count
    pauses = 0
    await change()
    expect(pauses).toBeGreaterThan(100)
    expect(most).toBe(1)
  }
  expect(engine.data.passages.count).toBe(0)
})

test('between the steps of a change a search finds all of a document as it was or all of it as it is, never half', async () => {
  const queries = ['first', 'last', 'backoffice', 'courage last', '"back office"']
  const before = documentOf({
    key: 'changing',
    title: 'Kindness',
    passages: [said('first back office'), said('middle', 1), said('gratitude last', 2)],
  })
  const after = documentOf({
    key: 'changing',
    title: 'Courage',
    passages: [said('gratitude last'), said('middle', 1), said('first back', 2), said('office first', 3)],
  })
  const look = async (engine: BuiltInEngine) => {
    const found = await Promise.all(queries.map((q) => engine.search(queryOf(q))))
    return JSON.stringify(found.map((one) => (one.status === 'ok' ? one.results : one.reason)))
  }
  let seen: string[] = []
  const engine = new BuiltInEngine(undefined, () => async () => void seen.push(await look(engine)))
  await engine.rebuild(batches([before, documentOf({ title: 'Nothing', passages: [said('else')] })]))
  const states = [await look(engine)]
  const changing = async (change: Promise<void>) => {
    seen = []
    await change
    states.push(await look(engine))
    return seen.filter((one, at) => one !== seen[at - 1])
  }
  expect(await changing(engine.update([after], []))).toEqual([states[0], states[1]])
  expect(await changing(engine.update([], [after.key]))).toEqual([states[2]])
  expect(new Set(states).size).toBe(3)
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

test('an index that does not hold everything that was read does not take the place of the old one', async () => {
  const engine = new BuiltInEngine()
  await engine.rebuild(batches([TALK]))
  const twice = batches([documentOf({ key: 'one', title: 'First' })], [documentOf({ key: 'one', title: 'Second' })])
  await expect(engine.rebuild(twice)).rejects.toThrow('1 of 2 documents')
  expect(await engine.search(queryOf())).toMatchObject({ total: 1, results: [{ title: 'A talk' }] })
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

test('a long document is put in and taken out in steps, as many as it has words; nobody finds half of it', async () => {
  const long = (word: string, words: number) =>
    documentOf({
      key: 'long',
      title: word,
      documents: [{ title: '', text: Array.from({ length: words }, (_, at) => `${word}${at}`).join(' ') }],
      passages: [said(`${word} said`)],
    })
  const steps = async (words: number) => {
    const seen: string[] = []
    let [pauses, isLooking]: [number, boolean] = [0, false]
    const engine = new BuiltInEngine(undefined, () => async () => {
      pauses++
      if (!isLooking || pauses % 5 > 0) return
      const found = await Promise.all(
        ['before', 'after', 'before7', 'after7', 'said'].map((q) => engine.totals([queryOf(q)])),
      )
      seen.push(found.map((one) => (one.status === 'ok' ? one.totals[0] : '?')).join(' '))
    })
    await engine.rebuild(batches([long('before', words), TALK]))
    isLooking = true
    const counts: number[] = []
    for (const change of [() => engine.update([long('after', words)], []), () => engine.update([], ['long'])]) {
      pauses = 0
      await change()
      counts.push(pauses)
    }
    expect(seen.filter((one, at) => one !== seen[at - 1])).toEqual(['1 0 1 0 1', '0 1 0 1 1', '0 0 0 0 0'])
    expect(engine.data.entries.postings.frequency(engine.data.vocabulary.find('after7')!)).toBe(0)
    await engine.update([long('before', words)], [])
    expect(await engine.search(queryOf('before7'))).toMatchObject({ total: 1, results: [{ id: 'long' }] })
    return counts
  }
  const [some, twice] = [await steps(10_000), await steps(20_000)]
  expect(Math.min(...some)).toBeGreaterThan(9)
  some.forEach((count, at) => expect(twice[at]! / count).toBeCloseTo(2, 0))
})
