import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { followPublications } from '#server/follow-publications.ts'
import { PageCache } from '#server/page-cache.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

import { putConversation } from './search-fixture.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('what is withdrawn leaves the pages of every process, also while an index is stuck', async () => {
  const { db } = database
  const id = await putConversation(db, { slug: 'talk' })
  let goOn: () => void = () => undefined
  const stuck = new Promise<void>((resolve) => (goOn = resolve))
  const caches = [new PageCache(1_000_000), new PageCache(1_000_000)]
  const emptied = caches.map((cache) => vi.spyOn(cache, 'empty'))
  const following = await Promise.all(
    caches.map((cache) => followPublications(db, { caughtUp: vi.fn(() => stuck) }, cache)),
  )
  try {
    await db.prisma.conversation.update({ where: { id }, data: { title: 'Edited' } })
    await vi.waitFor(() => emptied.forEach((empty) => expect(empty).toHaveBeenCalledTimes(1)), 60_000)
    await db.prisma.conversation.update({ where: { id }, data: { status: 'withdrawn' } })
    await vi.waitFor(() => emptied.forEach((empty) => expect(empty).toHaveBeenCalledTimes(2)), 60_000)
    // And once more for each of the two when search has followed, since results were made in between.
    goOn()
    await vi.waitFor(() => emptied.forEach((empty) => expect(empty).toHaveBeenCalledTimes(4)), 60_000)
  } finally {
    await Promise.all(following.map(({ stop }) => stop()))
  }
})
