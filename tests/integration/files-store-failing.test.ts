import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import { findConversation } from '#app/archive/conversation.server.ts'
import { fileStoreOf } from '#app/files/index.server.ts'
import { readText } from '#app/files/read-text.server.ts'
import { StoreAwayError, type FileStore } from '#app/files/store.ts'
import { importPath } from '#app/ingest/import.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'
import { forgetSingleton, singleton } from '#app/platform/singleton.ts'
import { summaryFacts } from '#app/routes/summary-sheets.server.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { freePort } from '#tests/support/free-port.ts'
import { startS3, type S3Server } from '#tests/support/s3-server.ts'

const KEY = 'a'.repeat(64)
const incoming = path.join(os.tmpdir(), 'third-thursday-incoming')

let database: TestDatabase
let s3: S3Server
const servers: http.Server[] = []

beforeAll(async () => {
  ;[database, s3] = await Promise.all([createTestDatabase(), startS3()])
})
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})
afterAll(async () => {
  await Promise.all([s3.close(), database.close()])
})

type Settings = Partial<S3Server['settings']>

function storeWith(settings: Settings): FileStore {
  return fileStoreOf({ dataDir: s3.folder, filesS3: { ...s3.settings, ...settings } })
}

/** Something that listens where a store should be. */
async function listenWith(answer: http.RequestListener): Promise<string> {
  const server = http.createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** What each question to a store is answered with. */
async function failuresOf(files: FileStore): Promise<unknown[]> {
  const questions = [
    files.open(KEY),
    files.size(KEY),
    files.put(Readable.from([Buffer.from('words')]), { name: 'a.txt' }),
  ]
  const outcomes = await Promise.allSettled(questions)
  return outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason : 'no failure'))
}

const NOBODY = () => freePort().then((port) => `http://127.0.0.1:${port}`)

test.each([
  [
    'a bucket that is missing',
    async () => ({ bucket: 'no-such-bucket' }),
    /has no bucket "no-such-bucket".*FILES_S3_BUCKET/,
  ],
  [
    'a key that it does not know',
    async () => ({ credentials: { accessKeyId: 'NOBODY', secretAccessKey: 'S3RVER' } }),
    /FILES_S3_ACCESS_KEY_ID and FILES_S3_SECRET_ACCESS_KEY/,
  ],
  [
    'a secret that is wrong',
    async () => ({
      endpoint: await listenWith((_, answer) => {
        // As Amazon words it; s3rver and moto look at the key alone.
        answer.writeHead(403, { 'content-type': 'application/xml' })
        answer.end('<Error><Code>SignatureDoesNotMatch</Code><Message>no</Message></Error>')
      }),
    }),
    /FILES_S3_ACCESS_KEY_ID and FILES_S3_SECRET_ACCESS_KEY/,
  ],
  [
    'a store that is down',
    async () => ({ endpoint: await NOBODY() }),
    /does not answer: start it, or correct FILES_S3_ENDPOINT/,
  ],
  ['a host that is unknown', async () => ({ endpoint: 'http://store.invalid' }), /correct FILES_S3_ENDPOINT/],
  [
    'a store that fails',
    async () => ({ endpoint: await listenWith((_, answer) => answer.writeHead(503).end()) }),
    /answers with 503/,
  ],
] satisfies [string, () => Promise<Settings>, RegExp][])(
  '%s is told in a sentence that names the setting',
  async (_, settings, sentence) => {
    for (const failure of await failuresOf(storeWith(await settings()))) {
      expect(failure).toBeInstanceOf(StoreAwayError)
      expect(failure).toBeInstanceOf(OperatorError)
      expect((failure as Error).message).toMatch(sentence)
    }
  },
)

test('a file that is missing in a bucket that is there is none', async () => {
  expect([await storeWith({}).open(KEY), await storeWith({}).size(KEY)]).toEqual([null, null])
})

test('a store that hangs is given up, and so is one that falls silent in the middle of a file', async () => {
  const hanging = storeWith({ endpoint: await listenWith(() => undefined), answerLimitMs: 200 })
  await expect(hanging.open(KEY)).rejects.toThrow(StoreAwayError)
  await expect(hanging.size(KEY)).rejects.toThrow(StoreAwayError)
  const silent = await listenWith((_, answer) => {
    answer.writeHead(200, { 'content-length': '100' })
    answer.write('the beginning')
  })
  await expect(readText(storeWith({ endpoint: silent }), KEY, 200)).rejects.toThrow(StoreAwayError)
})

test('a page does not wait for a store that hangs until that is given up', async () => {
  const { prisma } = database.db
  const series = await prisma.series.create({ data: { slug: 's', name: 'S' } })
  const file = {
    fileKey: KEY,
    fileName: 'insights.md',
    mediaType: 'text/markdown',
    bytes: 10,
    sha256: KEY,
    text: 'Words',
  }
  await prisma.conversation.create({
    data: {
      slug: 'kept',
      summary: 'A summary.',
      summaryHtml: '<p>A summary.</p>',
      heldOn: new Date('2024-02-01'),
      seriesId: series.id,
      documents: { create: [{ position: 0, kind: 'insights', title: 'Insights', ...file }] },
    },
  })
  let ask: () => void = () => undefined
  const isAsked = new Promise<void>((resolve) => (ask = resolve))
  const hanging = storeWith({ endpoint: await listenWith(() => ask()) })
  singleton('files', () => hanging)
  try {
    const found = await findConversation(database.db, 'kept')
    if (found.status !== 'published') throw new Error('The conversation is missing.')
    expect(summaryFacts(database.db, found.conversation)).toEqual({ facts: null })
    await isAsked
    expect(summaryFacts(database.db, found.conversation)).toEqual({ facts: null })
  } finally {
    forgetSingleton('files')
  }
})

test('an import says what is wrong with the store, and waits for it no longer than it is told to', async () => {
  const failure = importPath(database.db, storeWith({ bucket: 'no-such-bucket' }), 'prisma/seed')
  await expect(failure).rejects.toThrow(/FILES_S3_BUCKET/)
  let ask: () => void = () => undefined
  const isAsked = new Promise<void>((resolve) => (ask = resolve))
  const endpoint = await listenWith(() => ask())
  const stop = new AbortController()
  const importing = importPath(database.db, storeWith({ endpoint, incoming }), 'prisma/seed', { signal: stop.signal })
  await isAsked
  stop.abort(new OperatorError('The import was stopped.'))
  await expect(importing).rejects.toThrow('The import was stopped.')
})
