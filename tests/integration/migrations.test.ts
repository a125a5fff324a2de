import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, expect, test } from 'vitest'

import { applyMigrations } from '#app/platform/migrations.server.ts'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

const opened: TestDatabase[] = []
const folders: string[] = []

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createEmptyDatabase()
  opened.push(database)
  return database
}

/** A folder of migrations: the name of each and its SQL. */
function migrationsFolder(migrations: Record<string, string>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'migrations-'))
  folders.push(folder)
  for (const [name, sql] of Object.entries(migrations)) {
    fs.mkdirSync(path.join(folder, name))
    fs.writeFileSync(path.join(folder, name, 'migration.sql'), sql)
  }
  return folder
}

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true })
})

test('the migrations of the archive apply to an empty database, and a second time there is nothing to do', async () => {
  const { url } = await emptyDatabase()
  const names = fs.readdirSync('prisma/migrations').filter((name) => /^\d{14}_/.test(name))
  expect(await applyMigrations(url, 'prisma/migrations')).toEqual({ applied: names.sort(), warnings: [] })
  expect(await applyMigrations(url, 'prisma/migrations')).toEqual({ applied: [], warnings: [] })
})

test('several programs that migrate at the same moment apply each migration once', async () => {
  const { url } = await emptyDatabase()
  const reports = await Promise.all([1, 2, 3].map(() => applyMigrations(url, 'prisma/migrations')))
  expect(reports.filter((report) => report.applied.length > 0)).toHaveLength(1)
})

test('a migration that was changed after it was applied is warned about and not applied again', async () => {
  const { url } = await emptyDatabase()
  const folder = migrationsFolder({ '1_one': 'CREATE TABLE one (id int)' })
  await applyMigrations(url, folder)
  fs.appendFileSync(path.join(folder, '1_one', 'migration.sql'), ' -- changed')
  const report = await applyMigrations(url, folder)
  expect(report).toEqual({ applied: [], warnings: ['The migration 1_one was changed after it was applied.'] })
})

test('a migration of a newer version is warned about', async () => {
  const { url } = await emptyDatabase()
  await applyMigrations(url, migrationsFolder({ '1_one': 'SELECT 1', '2_newer': 'SELECT 2' }))
  const report = await applyMigrations(url, migrationsFolder({ '1_one': 'SELECT 1' }))
  expect(report.warnings).toEqual(['The database holds the migration 2_newer, which this version does not know.'])
})

test('a migration that fails leaves nothing of itself, keeps those before it, and applies once it is put right', async () => {
  const { url, db } = await emptyDatabase()
  const folder = migrationsFolder({
    '1_one': 'CREATE TABLE one (id int)',
    '2_two': 'CREATE TABLE two (id int); SELECT nonsense();',
  })
  await expect(applyMigrations(url, folder)).rejects.toThrow(
    /The migration 2_two failed and changed nothing: .*nonsense/,
  )
  const { rows } = await db.pool.query(
    `SELECT to_regclass('one') IS NOT NULL AS one, to_regclass('two') IS NOT NULL AS two`,
  )
  expect(rows).toEqual([{ one: true, two: false }])
  fs.writeFileSync(path.join(folder, '2_two', 'migration.sql'), 'CREATE TABLE two (id int)')
  expect((await applyMigrations(url, folder)).applied).toEqual(['2_two'])
})

test('a migration that failed under the Prisma command stops the start with a sentence', async () => {
  const { url, db } = await emptyDatabase()
  const folder = migrationsFolder({ '1_one': 'SELECT 1' })
  await applyMigrations(url, folder)
  await db.pool.query('UPDATE _prisma_migrations SET finished_at = NULL')
  await expect(applyMigrations(url, folder)).rejects.toThrow('The migration 1_one failed earlier')
})

/** Compares a migrated database with a schema: 0 when they agree, 2 when they do not, with what differs. */
function diff(url: string, schema: string): { code: number | null; output: string } {
  const args = ['migrate', 'diff', '--from-config-datasource', '--to-schema', schema, '--exit-code']
  const env = {
    ...process.env,
    DATABASE_URL: url,
    PRISMA_SCHEMA_ENGINE_BINARY: path.resolve('scripts/schema-engine.mjs'),
    CHECKPOINT_DISABLE: '1',
  }
  const prisma = 'node_modules/prisma/build/index.js'
  const { status, stdout, stderr } = spawnSync(process.execPath, [prisma, ...args], { env, encoding: 'utf8' })
  return { code: status, output: stdout + stderr }
}

test('schema.prisma and the migrations say the same, and a difference would be seen', async () => {
  const migrated = await createTestDatabase()
  opened.push(migrated)
  const agreed = diff(migrated.url, 'prisma/schema.prisma')
  expect(agreed.code, agreed.output).toBe(0)

  const schema = fs
    .readFileSync('prisma/schema.prisma', 'utf8')
    .replace('model Person {', 'model Person {\n  shoeSize Int?')
  const changed = path.join(migrationsFolder({}), 'schema.prisma')
  fs.writeFileSync(changed, schema)
  const different = diff(migrated.url, changed)
  expect(different.code, different.output).toBe(2)
  expect(different.output).toContain('shoeSize')
})
