import { setTimeout as pause } from 'node:timers/promises'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { writeCounts } from '#app/archive/counts.server.ts'
import { summariesOfYear } from '#app/archive/summary-list.server.ts'
import { answerZip } from '#app/routes/summaries-zip.server.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

const CONVERSATIONS = 40

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  const { prisma } = database.db
  const { id: seriesId } = await prisma.series.create({ data: { slug: 'talks', name: 'Talks' } })
  await prisma.conversation.createMany({
    data: Array.from({ length: CONVERSATIONS }, (_, n) => {
      return { slug: `talk-${n}`, title: `Talk ${n}`, seriesId, heldOn: new Date('2023-12-01'), summary: 'Words.' }
    }),
  })
})
afterAll(async () => {
  await writeCounts(database.db)
  await database.close()
})

/** A zip of a year, and how often it has asked the database. */
async function zipOfYear() {
  const { db } = database
  let asked = 0
  const counting = {
    ...db,
    prisma: new Proxy(db.prisma, {
      get: (target, name, receiver) => {
        if (name === 'conversation') asked += 1
        return Reflect.get(target, name, receiver) as unknown
      },
    }),
  }
  const summaries = await summariesOfYear(db, 2023)
  const response = await answerZip(counting, new Request('http://archive.example/zip'), 'Summaries', summaries)
  if (response.body === null) throw new Error('A zip has a body.')
  return { reader: response.body.getReader(), asked: () => asked }
}

test('a zip is made no faster than it is read, and no further when the reader goes away', async () => {
  const { reader, asked } = await zipOfYear()
  await reader.read()
  await pause(1000)
  // One that is being read, one that waits: not forty.
  expect(asked()).toBeGreaterThan(0)
  expect(asked()).toBeLessThan(10)
  await reader.cancel()
  const then = asked()
  await pause(1000)
  expect(asked()).toBeLessThanOrEqual(then + 1)
})

test('a zip that is read to its end has all of it', async () => {
  const { reader, asked } = await zipOfYear()
  let bytes = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) bytes += part.value.length
  expect(asked()).toBe(CONVERSATIONS * 2)
  expect(bytes).toBeGreaterThan(CONVERSATIONS * 5000)
})

test('a zip is begun before its first file is made, which then stands in it with all others', async () => {
  const { db } = database
  const summaries = (await summariesOfYear(db, 2023)).slice(0, 2)
  const [begun, after] = await Promise.all(
    [0, 60_000].map((firstWaitMs) =>
      answerZip(db, new Request('http://archive.example/zip'), 'Summaries', summaries, firstWaitMs),
    ),
  )
  const names = async (answer: Response | undefined) => {
    const zip = Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer())
    return [...new Set(zip.toString('latin1').match(/Summaries\/[\w -]+\.(?:pdf|md)/g))]
  }
  expect([begun?.status, after?.status]).toEqual([200, 200])
  const whole = await names(after)
  expect(whole).toHaveLength(4)
  expect(await names(begun)).toEqual(whole)
})
