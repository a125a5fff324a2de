import fs from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

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

test('a stored file that is missing stops the export, and what there is cannot be taken for an archive', async () => {
  const archive = await emptyArchive()
  await importInto(archive, 'prisma/seed')
  fs.rmSync(archive.filesFolder, { recursive: true })
  const folder = path.join(emptyFolder(), 'export')
  await expect(exportArchive(archive.db, archive.files, folder)).rejects.toThrow('is missing from the store')
  await expect(importInto(archive, folder)).rejects.toThrow('is not an archive: it has no archive.md')
})
