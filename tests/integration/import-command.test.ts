import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

import pg from 'pg'
import { expect, test, vi } from 'vitest'

import { dumpArchive, emptyArchive, emptyFolder, fileOf, importInto, type TestArchive } from './import-support.ts'

/** The half of them is more than a batch. */
const TALKS = 700
/** Each starts a program or two, which takes seconds on a busy machine. */
const TIMEOUT_MS = 120_000

vi.setConfig({ testTimeout: TIMEOUT_MS })

type Ended = { code: number | null; out: string; err: string }

function start(script: string, args: string[], { url, filesFolder }: TestArchive): ChildProcess {
  const { VITEST: _vitest, ...rest } = process.env
  const ours = { NODE_ENV: 'production' as const, INIT_CWD: '' }
  // As `npm run` runs it: what was built where that is up to date, which starts in a fifth of the time.
  return spawn(process.execPath, ['scripts/run.mjs', `scripts/${script}.ts`, ...args], {
    env: { ...rest, ...ours, DATABASE_URL: url, DATA_DIR: path.dirname(filesFolder) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function run(script: string, args: string[], archive: TestArchive): Promise<Ended> {
  const child = start(script, args, archive)
  let [out, err] = ['', '']
  child.stdout?.on('data', (chunk) => (out += String(chunk)))
  child.stderr?.on('data', (chunk) => (err += String(chunk)))
  await once(child, 'close')
  return { code: child.exitCode, out, err }
}

/** Talks that share people, themes and titles, so that what comes later builds upon what came before. */
function manyTalks(): string {
  const talks = Array.from({ length: TALKS }, (_, index) =>
    JSON.stringify({
      id: `t/${index}`,
      title: `Keynote ${index % 40}`,
      date: `20${10 + (index % 10)}-0${1 + (index % 9)}-11`,
      summary: `Talk number ${index}.`,
      speakers: [{ name: `Speaker Number${index % 230}` }, { name: index % 7 === 0 ? 'Ada BYRON' : 'Ada Byron' }],
      themes: [`Theme ${index % 30}`, index % 2 === 0 ? 'Care' : 'care'],
      series: `Series ${index % 20}`,
      recordings: [{ url: `https://video.example.org/${index}` }],
    }),
  )
  return talks.join('\n')
}

test('the report for programs is JSON and nothing else, and refused items do not fail the exit', async () => {
  const archive = await emptyArchive()
  const talk = { id: '1', title: 'One', date: '2023-12', series: 'S', speakers: [{ name: 'Ada Byron' }] }
  const source = fileOf('talks.jsonl', `${JSON.stringify(talk)}\n{}\n`)
  const { code, out, err } = await run('import', [source, '--json', '--dry-run'], archive)
  expect(code).toBe(0)
  expect(err).toContain('Reading talks.jsonl')
  expect(JSON.parse(out)).toEqual({
    items: [
      {
        ...{ kind: 'conversation', action: 'added', slug: 'one', title: 'One', heldOn: '2023-12' },
        ...{ speakers: ['Ada Byron'], file: 'talks.jsonl', line: 1, fields: [], problems: [] },
      },
      {
        ...{ kind: 'conversation', action: 'refused', slug: null, title: null, heldOn: null },
        ...{ speakers: [], file: 'talks.jsonl', line: 2, fields: [], problems: ['date: is missing'] },
      },
    ],
    totals: { added: 1, changed: 0, unchanged: 0, refused: 1, ambiguous: 0, made: { person: 1, theme: 0, series: 1 } },
  })
})

test('the report for people names file and line, and ends with the totals', async () => {
  const archive = await emptyArchive()
  const source = fileOf('talks.jsonl', '{"id":"1","title":"One","date":"2023-12","series":"S"}\n{"title":"Two"}\n')
  const { code, out } = await run('import', [source], archive)
  expect(code).toBe(0)
  expect(out.split('\n')).toEqual([
    '+ added     talks.jsonl:1  conversation 2023-12 One',
    '! refused   talks.jsonl:2  conversation Two',
    '            date: is missing',
    '1 added, 0 changed, 0 unchanged, 1 refused, 0 ambiguous; new because they were named: 1 series.',
    '',
  ])
})

test.each([
  [['/nowhere/at.jsonl'], 'There is nothing at /nowhere/at.jsonl.\n'],
  [['x', '--fast'], 'There is no option --fast'],
])('import %j fails with one sentence', async (args, sentence) => {
  const { code, out, err } = await run('import', args, await emptyArchive())
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(err).toContain(sentence)
  expect(err).not.toContain('    at ')
})

test('a source that turns out to be damaged closes its JSON, and fails', async () => {
  const archive = await emptyArchive()
  const whole = gzipSync(manyTalks())
  const { code, out } = await run(
    'import',
    [fileOf('talks.jsonl.gz', whole.subarray(0, whole.length / 2)), '--json'],
    archive,
  )
  expect(code).toBe(1)
  const report = JSON.parse(out) as { items: unknown[]; error: string }
  expect(report.error).toContain('talks.jsonl.gz is damaged')
  expect((await dumpArchive(archive.db))['conversation']).toHaveLength(report.items.length)
})

/**
 * Makes whoever writes into a table wait as soon as it has so many rows, and resolves when somebody does. Gives what ends
 * that, and the connections of those who wait.
 */
async function stopInTheMiddle({ db, url }: TestArchive, table: string, rows: number): Promise<() => Promise<void>> {
  const holder = new pg.Client(url)
  await holder.connect()
  await holder.query(
    `SELECT pg_advisory_lock(1);
     CREATE FUNCTION stop_in_the_middle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF (SELECT count(*) FROM ${table}) >= ${rows} THEN PERFORM pg_advisory_xact_lock(1); END IF;
       RETURN NULL;
     END $$;
     CREATE TRIGGER stop_in_the_middle AFTER INSERT ON ${table} EXECUTE FUNCTION stop_in_the_middle()`,
  )
  const WAITERS = `SELECT pid FROM pg_locks JOIN pg_database d ON d.oid = database
                    WHERE d.datname = current_database() AND locktype = 'advisory' AND objid = 1 AND NOT granted`
  await vi.waitFor(async () => expect((await db.pool.query(WAITERS)).rowCount).toBeGreaterThan(0), TIMEOUT_MS)
  return async () => {
    await holder.query(`SELECT pg_terminate_backend(pid, ${TIMEOUT_MS}) FROM (${WAITERS}) AS waiters`)
    await holder.query(`DROP TRIGGER stop_in_the_middle ON ${table}; DROP FUNCTION stop_in_the_middle`)
    await holder.end()
  }
}

test('an import that is killed in the middle and begun again ends in the same archive', async () => {
  const source = fileOf('talks.jsonl.gz', gzipSync(manyTalks()))
  const whole = await emptyArchive()
  await importInto(whole, source)

  const broken = await emptyArchive()
  const child = start('import', [source], broken)
  const ended = once(child, 'exit')
  const goOn = await stopInTheMiddle(broken, 'conversation', TALKS / 2)
  child.kill('SIGKILL')
  await ended
  await goOn()
  const reached = Number((await broken.db.pool.query('SELECT count(*) FROM conversation')).rows[0]?.count)
  expect(reached).toBeGreaterThan(0)
  expect(reached).toBeLessThan(TALKS)

  const { totals } = await importInto(broken, source)
  expect(totals.added + totals.ambiguous).toBe(TALKS - Number(reached))
  expect(await dumpArchive(broken.db)).toEqual(await dumpArchive(whole.db))
})

test('export writes a folder that import takes, and refuses one that holds something', async () => {
  const archive = await emptyArchive()
  await importInto(archive, fileOf('talks.jsonl', '{"id":"1","title":"One","date":"2023-12","series":"S"}'))
  const folder = path.join(emptyFolder(), 'all')
  const first = await run('export', [folder], archive)
  expect([first.code, first.out]).toEqual([0, `2 items are in ${folder}.\n`])
  expect(fs.readdirSync(folder).sort()).toEqual(['archive.md', 'conversations', 'series'])
  const second = await run('export', [folder], archive)
  expect(second.code).toBe(1)
  expect(second.err).toContain('is not empty')
})
