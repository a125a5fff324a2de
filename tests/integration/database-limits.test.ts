import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDatabase } from '#app/archive/database.server.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('a question of a page that takes too long is given up by the database, in SQL and through Prisma', async () => {
  const limited = openDatabase(database.url, { statementLimitMs: 500 })
  await expect(limited.pool.query('SELECT pg_sleep(600)')).rejects.toThrow('statement timeout')
  await expect(limited.prisma.$queryRawUnsafe('SELECT pg_sleep(600)::text')).rejects.toThrow('statement timeout')
  expect((await limited.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  await limited.close()
})

test('an import has all the time that it needs', async () => {
  const { rows } = await database.db.pool.query('SHOW statement_timeout')
  expect(rows).toEqual([{ statement_timeout: '0' }])
})
