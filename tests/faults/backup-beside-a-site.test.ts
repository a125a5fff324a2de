import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

import pg from 'pg'
import { afterEach, expect, test } from 'vitest'

import { localFileStore } from '#app/files/local.server.ts'
import { allRows } from '#tests/support/all-rows.ts'
import { postgresOf } from '#tests/support/embedded-database.ts'
import { copyPrepared } from '#tests/support/prepared-data.ts'
import { runCommand, startSite, stopAllSites } from '#tests/support/site.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

const folders: string[] = []

function makeFolder(name: string): string {
  const folder = makeTemporaryFolder(name)
  folders.push(folder)
  return folder
}

afterEach(async () => {
  await stopAllSites()
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

async function connect(dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: postgresOf(dataDir).url })
  await client.connect()
  return client
}

/** Somebody who goes on adding, each time a file and rows of three tables that belong together. */
async function writer(dataDir: string): Promise<{ written: () => number; stop: () => Promise<void> }> {
  const files = localFileStore(path.join(dataDir, 'files'))
  const client = await connect(dataDir)
  let count = 0
  let stopped = false
  async function add(): Promise<void> {
    const name = `late-${count + 1}`
    const { key, bytes } = await files.put(Readable.from([Buffer.from(`Words of ${name}`)]), { name: 'words.txt' })
    // One query, one transaction.
    await client.query(
      `INSERT INTO organisation (slug, name) VALUES ('${name}', 'Late');
       INSERT INTO news_item (slug, title, dated_on) VALUES ('${name}', 'Late', now());
       INSERT INTO document (conversation_id, position, kind, title, file_key, file_name, media_type, bytes, sha256)
         SELECT min(id), ${count + 100}, 'handout', '${name}', '${key}', 'words.txt', 'text/plain', ${bytes}, '${key}'
         FROM conversation`,
    )
    count += 1
  }
  const running = (async () => {
    while (!stopped) {
      await add()
      await sleep(5)
    }
    await client.end()
  })()
  return {
    written: () => count,
    stop: async () => {
      stopped = true
      await running
    },
  }
}

/** A reader who asks for a page again and again, with a cookie, so that it is made each time; and the statuses of all answers. */
function reader(url: string): { stop: () => Promise<number[]> } {
  const statuses: number[] = []
  let stopped = false
  const running = (async () => {
    while (!stopped) {
      const answer = await fetch(`${url}/documents`, { headers: { cookie: 'reader=1' } })
      await answer.arrayBuffer()
      statuses.push(answer.status)
    }
  })()
  return {
    stop: async () => {
      stopped = true
      await running
      return statuses
    },
  }
}

/** Every stored file that a row names, by its key: the hash of what is stored under it. */
async function filesOf(client: pg.Client, dataDir: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ key: string }>(
    `SELECT file_key AS key FROM document WHERE file_key IS NOT NULL
     UNION SELECT file_key FROM recording WHERE file_key IS NOT NULL
     UNION SELECT poster_key FROM recording WHERE poster_key IS NOT NULL`,
  )
  const hash = (key: string) =>
    createHash('sha256')
      .update(fs.readFileSync(path.join(dataDir, 'files', key.slice(0, 2), key)))
      .digest('hex')
  return new Map(rows.map(({ key }) => [key, hash(key)]))
}

test('npm run backup copies a site that is read and written meanwhile, and npm run restore brings that moment back', async () => {
  const dataDir = copyPrepared('seeded', makeFolder('site'))
  const site = await startSite({ env: { SEARCH_ENGINE: 'built-in', DATA_DIR: dataDir } })
  const [reading, writing] = [reader(site.url), await writer(site.dataDir)]
  while (writing.written() < 3) await sleep(5)
  const writtenBefore = writing.written()
  const copy = path.join(makeFolder('backups'), 'copy')
  const backup = await runCommand('backup', [copy], { DATA_DIR: site.dataDir })
  await writing.stop()
  expect(backup.code, backup.output).toBe(0)
  expect(writing.written()).toBeGreaterThan(writtenBefore)
  const statuses = await reading.stop()
  expect(statuses.length).toBeGreaterThan(0)
  expect(statuses.filter((status) => status !== 200)).toEqual([])

  const place = makeFolder('restored')
  const restore = await runCommand('restore', [copy], { DATA_DIR: place })
  expect(restore.code, restore.output).toBe(0)
  const restored = await startSite({ env: { SEARCH_ENGINE: 'built-in', DATA_DIR: place } })
  const [there, here] = [await connect(site.dataDir), await connect(place)]

  // What was there before it began, and of the rest all up to some moment.
  const rows = await allRows(here)
  const last = Math.max(...(rows['news_item'] ?? []).map((row) => Number(/late-(\d+)/.exec(row)?.[1] ?? 0)))
  expect(last).toBeGreaterThanOrEqual(writtenBefore)
  const untilThen = (row: string) => Number(/late-(\d+)/.exec(row)?.[1] ?? 0) <= last
  const expected = Object.entries(await allRows(there)).map(([table, all]) => [table, all.filter(untilThen)])
  expect(rows).toEqual(Object.fromEntries(expected))

  const files = await filesOf(here, place)
  expect(files.size).toBeGreaterThan(last)
  expect([...files].filter(([key, hash]) => key !== hash)).toEqual([])
  const download = await fetch(`${restored.url}/conversations/2023/summaries.zip`)
  expect(download.status).toBe(200)
  await Promise.all([download.arrayBuffer(), there.end(), here.end()])
})
