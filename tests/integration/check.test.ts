import fs from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { checkDoubts } from '#app/operate/check/doubts.server.ts'
import type { CheckOptions, Finding } from '#app/operate/check/finding.ts'
import { checkPromises } from '#app/operate/check/promises.server.ts'
import { checkRecords } from '#app/operate/check/rows.server.ts'
import { checkBuiltInIndex } from '#app/operate/check/search-index.server.ts'
import { checkStoredFiles } from '#app/operate/check/stored-files.server.ts'
import { countLostFiles, lostFilesInWords } from '#app/operate/stored-files.server.ts'
import { localFileStore } from '#app/files/local.server.ts'
import type { Database } from '#app/archive/database.server.ts'

import { fillWithExtremes } from './export-extremes.ts'
import { emptyArchive, emptyFolder, fileOf, importInto, type TestArchive } from './import-support.ts'

type Check = (options: CheckOptions) => Promise<unknown>

async function findingsOf(check: Check): Promise<Finding[]> {
  const findings: Finding[] = []
  await check({ tell: (finding) => findings.push(finding), update: () => undefined })
  return findings
}

async function wrong(check: Check): Promise<string[]> {
  return (await findingsOf(check)).filter(({ weight }) => weight === 'wrong').map(({ sentence }) => sentence)
}

async function toLookAt(db: Database): Promise<string[]> {
  return (await findingsOf((options) => checkDoubts(db, options))).map(({ sentence }) => sentence)
}

function allChecks({ db, files }: TestArchive): Check {
  return async (options) => {
    await checkStoredFiles(db, files, options)
    await checkRecords(db, options)
    await checkPromises(db, options)
    await checkBuiltInIndex(db, options)
  }
}

test('nothing is wrong with the seed, nor with an archive of everything that is hard to write down', async () => {
  const [seed, extremes] = [await emptyArchive(), await emptyArchive()]
  await importInto(seed, 'prisma/seed')
  await fillWithExtremes(extremes)
  expect(await wrong(allChecks(seed))).toEqual([])
  expect(await wrong(allChecks(extremes))).toEqual([])
})

test('a stored file that is missing, cut off or changed at the same size is named by its conversation', async () => {
  const { db, files, filesFolder, ...rest } = await emptyArchive()
  await importInto({ db, files, filesFolder, ...rest }, 'prisma/seed')
  const { rows } = await db.pool.query<{ key: string; slug: string }>(
    `SELECT d.file_key AS key, c.slug FROM document d JOIN conversation c ON c.id = d.conversation_id
     WHERE d.file_name = 'summary-sheet.md' ORDER BY d.file_key COLLATE "C" LIMIT 3`,
  )
  const [gone = '', cut = '', changed = ''] = rows.map(({ key }) => path.join(filesFolder, key.slice(0, 2), key))
  const content = fs.readFileSync(changed)
  fs.rmSync(gone)
  fs.truncateSync(cut, 5)
  fs.writeFileSync(changed, Buffer.from(content).fill('?', 0, 3))
  const spare = await files.put(fileOf('spare.txt', 'Nobody names this.'))

  const findings = await findingsOf((options) => checkStoredFiles(db, files, options))
  const sentences = findings.filter(({ weight }) => weight === 'wrong').map(({ sentence }) => sentence)
  expect(sentences).toEqual(
    ['missing', 'cut off', 'damaged'].map((fault, index) =>
      expect.stringMatching(
        new RegExp(`^“summary-sheet.md” of the conversation .*${rows[index]?.slug}\\) is ${fault} in the folder`),
      ),
    ),
  )
  expect(findings.at(-1)).toEqual({ weight: 'look', sentence: expect.stringContaining('One stored file') })
  expect(await files.has(spare.key)).toBe(true)

  // What a start says, without reading any file: the changed one is not noticed.
  const count = await countLostFiles(db, files)
  expect(count.lost).toBe(2)
  expect(await lostFilesInWords(count, files, null)).toMatch(/^2 of \d+ stored files .*npm run check names them all\.$/)
})

test('a site that was switched to another store without copying says in one line where its files are', async () => {
  const archive = await emptyArchive()
  await importInto(archive, 'prisma/seed')
  const empty = localFileStore(path.join(emptyFolder(), 'files'))
  const sentence = await lostFilesInWords(await countLostFiles(archive.db, empty), empty, archive.files)
  expect(sentence).toContain(`They are in ${archive.files.place}: npm run copy-files brings them here.`)
  expect(await lostFilesInWords(await countLostFiles(archive.db, archive.files), archive.files, null)).toBeNull()
})

test('a row that breaks a rule of items, or a promise of the database, is named', async () => {
  const archive = await emptyArchive()
  await importInto(archive, 'prisma/seed')
  const { db } = archive
  await db.pool.query(`UPDATE person SET aliases = ARRAY[''] WHERE slug = 'michael-west'`)
  expect(await wrong((options) => checkRecords(db, options))).toEqual([
    'The person michael-west breaks a rule of the archive: aliases.0 must not be empty.',
  ])

  const client = await db.pool.connect()
  await client.query(`SET session_replication_role = replica`)
  await client.query(`DELETE FROM person WHERE slug = 'michael-west'`)
  await client.query(`ALTER TABLE theme DROP CONSTRAINT theme_name_given`)
  await client.query(`UPDATE theme SET name = ' ' WHERE slug = 'caring'`)
  await client.query(`ALTER TABLE theme ADD CONSTRAINT theme_name_given CHECK (btrim(name) <> '') NOT VALID`)
  await client.query(`ALTER TABLE recording ADD CONSTRAINT recording_unchecked CHECK (position >= 0) NOT VALID`)
  await client.query(`ALTER TABLE news_item DISABLE TRIGGER news_item_changes_news_insert`)
  client.release(true)
  const sentences = await wrong((options) => checkPromises(db, options))
  expect(sentences).toEqual([
    expect.stringMatching(/rows? of appearance breaks? the rule appearance_person_id_fkey, FOREIGN KEY/),
    expect.stringMatching(/recording_unchecked of the table recording was never checked: ALTER TABLE/),
    expect.stringMatching(/^One row of theme breaks the rule theme_name_given, CHECK/),
    expect.stringMatching(/^The trigger news_item_changes_news_insert of the table news_item is switched off/),
  ])
})

test('an index that would not hold what is published is told by kind', async () => {
  const archive = await emptyArchive()
  await importInto(archive, 'prisma/seed')
  // A person who is named twice over by rows that no rule holds any more.
  await archive.db.pool.query(`ALTER TABLE appearance DROP CONSTRAINT appearance_person_id_fkey`)
  await archive.db.pool.query(`UPDATE appearance SET person_id = -1 WHERE id = (SELECT min(id) FROM appearance)`)
  const sentences = await wrong((options) => checkBuiltInIndex(archive.db, options))
  expect(sentences.join('\n')).toMatch(/^Of kind person, \d+ are published and \d+ would be found by search\.$/)
})

test('what needs a person’s eye is told and is not wrong', async () => {
  const archive = await emptyArchive()
  const line = (value: object) => JSON.stringify(value)
  const talks = [
    { id: '1', title: 'Care at night', date: '2023-05-18', series: 'Evenings', speakers: [{ name: 'Jane Smith' }] },
    { id: '2', title: 'At night: care!', date: '2023-09-21', series: 'Evenings', speakers: [{ name: 'Jane Smyth' }] },
    {
      id: '3',
      title: 'Twice',
      date: '2023-06-14',
      series: 'Evenings',
      recordings: [{ url: 'https://v.example.org/3' }],
    },
    {
      id: '4',
      title: 'Twice',
      date: '2023-06-15',
      series: 'Evenings',
      recordings: [{ url: 'https://v.example.org/3' }],
    },
    {
      id: '5',
      title: 'To come',
      date: '2099-01-15',
      series: 'Evenings',
      recordings: [{ url: 'https://v.example.org/5' }],
    },
  ]
  await importInto(archive, fileOf('talks.jsonl', talks.map(line).join('\n')))
  await archive.db.pool.query(
    `UPDATE series SET recurrence_rule = 'FREQ=MONTHLY;BYDAY=3TH', start_time = '18:00', time_zone = 'Europe/London'`,
  )
  await archive.db.pool.query(`UPDATE conversation SET starts_at = '2023-05-18T23:30:00Z' WHERE source_id = '1'`)
  await archive.db.pool.query(`UPDATE recording SET duration_seconds = 60 WHERE address LIKE '%/5'`)
  await archive.db.pool.query(
    `INSERT INTO chapter (recording_id, start_seconds, title) SELECT id, 90, 'Late' FROM recording WHERE address LIKE '%/5'`,
  )
  const told = (await toLookAt(archive.db)).join('\n')
  for (const sentence of [
    /care-at-night is dated 2023-05-18, but it starts at 2023-05-19 00:30/,
    /to-come is dated 2099-01-15, which is to come, and yet it has a recording/,
    /twice is dated .*14 June 2023, on which its series does not meet; the next time was .*15 June 2023/,
    /The conversations twice and twice-2 have one title, “Twice”/,
    /nearly one title: “Care at night”, “At night: care!”/,
    /The recording https:\/\/v\.example\.org\/3 is that of twice and of twice-2/,
    /Jane Smith \(jane-smith\) and Jane Smyth \(jane-smyth\) may be one: they differ in one letter/,
    /A recording of to-come is 60 s long, and has a chapter that starts at 90 s/,
  ])
    expect(told).toMatch(sentence)
  expect(await wrong(allChecks(archive))).toEqual([])
})
