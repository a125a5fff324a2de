import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { parse } from 'yaml'

import { createReporter } from '#scripts/steps/reporter.mjs'
import { setUp } from '#scripts/steps/set-up.mjs'
import { hashOf } from '#scripts/steps/stamps.mjs'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { freePort } from '#tests/support/free-port.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

const DOCKERFILE = fs.readFileSync('Dockerfile', 'utf8')
const COPIED = /^COPY --from=build \/app\/(\S+) \.\/(\S*)$/gm
/** Each program takes seconds on a busy machine. */
const TIMEOUT_MS = 120_000

vi.setConfig({ testTimeout: TIMEOUT_MS, hookTimeout: TIMEOUT_MS })

type Compose = { services: { app: { env_file: unknown; volumes: string[] } } }

/** What the last stage of the Dockerfile holds. */
let image = ''
let volumes = ''
let database: TestDatabase

beforeAll(async () => {
  await setUp(createReporter(process.stdout), { development: true, build: true })
  image = makeTemporaryFolder('image')
  const stage = DOCKERFILE.split(/^FROM /m).at(-1) ?? ''
  for (const [, from = '', to = ''] of stage.matchAll(COPIED)) {
    const place = path.join(image, to.endsWith('/') || to === '' ? path.join(to, path.basename(from)) : to)
    // 1 GB that is only read.
    if (from === 'node_modules') fs.symlinkSync(path.resolve(from), place)
    else fs.cpSync(from, place, { recursive: true })
  }
})

beforeEach(async () => {
  volumes = makeTemporaryFolder('volumes')
  database = await createTestDatabase()
})

afterEach(async () => {
  await database.close()
  fs.rmSync(volumes, { recursive: true })
})

afterAll(() => fs.rmSync(image, { recursive: true }))

function start(args: string[], env: Record<string, string> = {}, { url }: TestDatabase = database) {
  const { PATH = '' } = process.env
  const mine = { PATH, NODE_ENV: 'production' as const, SEARCH_ENGINE: 'built-in', DATABASE_URL: url }
  const child = spawn(process.execPath, args, {
    cwd: image,
    env: { ...mine, DATA_DIR: path.join(volumes, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  return { child, output: () => output }
}

async function run(
  command: string,
  args: string[],
  into?: TestDatabase,
): Promise<{ code: number | null; said: string }> {
  const { child, output } = start([`build/program/${command}.js`, ...args], {}, into)
  await once(child, 'close')
  return { code: child.exitCode, said: output() }
}

async function countConversations({ db }: TestDatabase): Promise<number> {
  return db.prisma.conversation.count()
}

test('every command runs from what the image holds, and writes nothing into it', async () => {
  const before = hashOf([image])
  const imported = await run('import', ['prisma/seed'])
  expect(imported, imported.said).toMatchObject({ code: 0 })
  expect(await countConversations(database)).toBeGreaterThan(18)

  const copy = path.join(volumes, 'copy')
  const backup = await run('backup', [copy])
  expect(backup, backup.said).toMatchObject({ code: 0 })
  const other = await createTestDatabase()
  const restored = await run('restore', [copy], other)
  expect(restored, restored.said).toMatchObject({ code: 0 })
  expect(await countConversations(other)).toBe(await countConversations(database))
  await other.close()

  const exported = await run('export', [path.join(volumes, 'plain')])
  expect(exported, exported.said).toMatchObject({ code: 0 })
  expect(await run('reindex', [])).toEqual({ code: 1, said: expect.stringContaining('SEARCH_ENGINE is built-in') })
  expect(hashOf([image])).toBe(before)
})

test('the site runs from what the image holds, and writes nothing into it', async () => {
  const before = hashOf([image])
  const port = await freePort()
  const { child, output } = start(['scripts/serve-built.mjs'], { PORT: String(port) })
  const ended = once(child, 'close')
  const serving = new Promise<void>((resolve) => {
    child.stdout.on('data', () => output().includes('Third Thursday is at') && resolve())
  })
  await Promise.race([serving, ended])
  expect(child.exitCode, output()).toBeNull()
  for (const address of ['/', '/search?q=kindness', '/conversations/2023/summaries.zip']) {
    const answer = await fetch(`http://127.0.0.1:${port}${address}`)
    expect(answer.status, address).toBe(200)
    await answer.arrayBuffer()
  }
  child.kill('SIGTERM')
  await ended
  expect(child.exitCode, output()).toBe(0)
  expect(hashOf([image])).toBe(before)
})

test('compose.yaml hands .env to the site, and keeps a volume where the image expects one', () => {
  const { app } = (parse(fs.readFileSync('compose.yaml', 'utf8')) as Compose).services
  expect(app.env_file).toEqual([{ path: '.env', required: false }])
  const expected = /^VOLUME (.+)$/m.exec(DOCKERFILE)?.[1]?.split(' ')
  expect(app.volumes.map((volume) => volume.slice(volume.lastIndexOf(':') + 1))).toEqual(expected)
})
