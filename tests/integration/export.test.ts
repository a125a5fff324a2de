import fs from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { sumOf } from '#app/files/sum.server.ts'
import { exportArchive } from '#app/ingest/archive-folder/write-folder.server.ts'

import { fillWithExtremes } from './export-extremes.ts'
import { dumpArchive, emptyArchive, emptyFolder, importInto, type TestArchive } from './import-support.ts'

async function roundTrip(archive: TestArchive): Promise<void> {
  const folder = path.join(emptyFolder(), 'export')
  await exportArchive(archive.db, archive.files, folder)
  const other = await emptyArchive()
  const { items, totals } = await importInto(other, folder)
  expect(items.filter(({ action, problems }) => action !== 'added' || problems.length > 0)).toEqual([])
  expect(totals.made).toEqual({ person: 0, theme: 0, series: 0 })
  expect(await dumpArchive(other.db)).toEqual(await dumpArchive(archive.db))
  for (const { file_key: key } of (await dumpArchive(other.db))['recording'] ?? []) {
    if (typeof key === 'string') expect(await other.files.has(key)).toBe(true)
  }
}

test('the seed leaves as a folder and comes back as the same archive', async () => {
  const archive = await emptyArchive()
  await importInto(archive, 'prisma/seed')
  await roundTrip(archive)
})

test('an archive of everything that is hard to write down comes back the same', async () => {
  const archive = await emptyArchive()
  await fillWithExtremes(archive)
  await roundTrip(archive)
})

test('a folder that holds something is left alone', async () => {
  const archive = await emptyArchive()
  const folder = emptyFolder()
  fs.writeFileSync(path.join(folder, 'mine.txt'), 'x')
  await expect(exportArchive(archive.db, archive.files, folder)).rejects.toThrow('is not empty')
  expect(fs.readdirSync(folder)).toEqual(['mine.txt'])
})

test('an export with a missing and a damaged file holds all else, names both, and says so when it is imported', async () => {
  const archive = await emptyArchive()
  await importInto(archive, 'prisma/seed')
  const { rows } = await archive.db.pool.query<{ key: string }>(
    `SELECT file_key AS key FROM document WHERE file_name = 'summary-sheet.md' ORDER BY id LIMIT 2`,
  )
  const [gone = '', changed = ''] = rows.map(({ key }) => path.join(archive.filesFolder, key.slice(0, 2), key))
  fs.rmSync(gone)
  fs.writeFileSync(changed, fs.readFileSync(changed).fill('?', 0, 3))

  const folder = path.join(emptyFolder(), 'export')
  const { missing } = await exportArchive(archive.db, archive.files, folder)
  expect(missing.map(({ why }) => why).sort()).toEqual(['damaged', 'missing'])
  for (const { what } of missing) expect(what).toMatch(/^“summary-sheet.md” of the conversation /)

  const again = await importInto(archive, folder)
  expect(again.remarks.map(({ text }) => text)).toEqual(
    missing.map(({ what, why }) => expect.stringContaining(`${what} was ${why}`)),
  )
  // What the folder says nothing of stays as it is, so that the files can still be put back.
  expect(again.totals).toMatchObject({ added: 0, changed: 0, refused: 0 })
  const other = await emptyArchive()
  expect((await importInto(other, folder)).totals).toMatchObject({
    refused: 0,
    ambiguous: 0,
    added: again.totals.unchanged,
  })
})

test('importing a source again puts back the stored files that are gone or cut off, and says which', async () => {
  const archive = await emptyArchive()
  await importInto(archive, 'prisma/seed')
  const { rows } = await archive.db.pool.query<{ key: string; slug: string }>(
    `SELECT d.file_key AS key, c.slug FROM document d JOIN conversation c ON c.id = d.conversation_id
     WHERE d.file_name = 'summary-sheet.md' ORDER BY c.slug LIMIT 2`,
  )
  const [gone = '', cut = ''] = rows.map(({ key }) => path.join(archive.filesFolder, key.slice(0, 2), key))
  fs.rmSync(gone)
  fs.truncateSync(cut, 5)
  const again = await importInto(archive, 'prisma/seed')
  const changed = again.items.filter(({ action }) => action === 'changed')
  expect(changed.map(({ slug, fields }) => [slug, fields])).toEqual(rows.map(({ slug }) => [slug, ['files']]))
  for (const { problems } of changed)
    expect(problems.join()).toContain('“summary-sheet.md” was lost and has been put back')
  for (const { key } of rows) expect(await sumOf(archive.files, key)).toBe(key)
  expect((await importInto(archive, 'prisma/seed')).totals.changed).toBe(0)
})
