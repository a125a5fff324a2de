import { Readable } from 'node:stream'

import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { findConversation } from '#app/archive/conversation.server.ts'
import { writeCounts } from '#app/archive/counts.server.ts'
import { fileStoreOf } from '#app/files/index.server.ts'
import { StoreAwayError, type FileStore, type StoredFile } from '#app/files/store.ts'
import { singleton } from '#app/platform/singleton.ts'
import { loader as conversationDownload } from '#app/routes/conversation-download.ts'
import { loader as file } from '#app/routes/file.ts'
import { summaryFacts } from '#app/routes/summary-sheets.server.ts'
import { loader as themeZip } from '#app/routes/theme-zip.ts'
import { loader as yearZip } from '#app/routes/year-zip.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { serveRoutes, type RouteServer } from '#tests/support/route-server.ts'
import { startS3, type S3Server } from '#tests/support/s3-server.ts'

let database: TestDatabase
let s3: S3Server
let files: FileStore
let server: RouteServer
let stored: StoredFile

beforeAll(async () => {
  database = await createTestDatabase()
  s3 = await startS3()
  files = fileStoreOf({ dataDir: s3.folder, filesS3: s3.settings })
  singleton('database', () => database.db)
  singleton('files', () => files)
  server = await serveRoutes({
    'files/:key/:name': { loader: file },
    'conversations/:slug/summaries.zip': { loader: yearZip },
    'conversations/:slug/:file': { loader: conversationDownload },
    'themes/:slug/summaries.zip': { loader: themeZip },
  })
  stored = await files.put(Readable.from([Buffer.from('# Insights')]), { name: 'insights.md' })
  const { key, bytes, sha256, mediaType } = stored
  const document = { fileKey: key, fileName: 'insights.md', mediaType, bytes, sha256, text: 'Insights' }
  const { prisma } = database.db
  const series = await prisma.series.create({ data: { slug: 's', name: 'S' } })
  await prisma.conversation.create({
    data: {
      slug: 'kept',
      title: 'Kept in a bucket',
      summary: 'A summary.',
      summaryHtml: '<p>A summary.</p>',
      heldOn: new Date('2024-02-01'),
      seriesId: series.id,
      themes: { create: { position: 0, theme: { create: { slug: 'work', name: 'Work' } } } },
      documents: { create: [{ position: 0, kind: 'insights', title: 'Insights', ...document }] },
    },
  })
})

afterAll(async () => {
  await server.close()
  await database.close()
})

async function countsBySubject() {
  await writeCounts(database.db)
  return database.db.prisma.dailyCount.findMany({
    orderBy: { subject: 'asc' },
    select: { subject: true, count: true },
  })
}

test('while the bucket cannot be reached a download is a 503 that says so, and pages do without', async () => {
  const address = `${server.url}/files/${stored.key}/insights.md`
  const made = ['conversations/kept/summary.pdf', 'conversations/2024/summaries.zip', 'themes/work/summaries.zip']
  const addresses = [address, ...made.map((path) => `${server.url}/${path}`)]
  for (const asked of addresses) {
    const answer = await fetch(asked)
    expect(answer.status, asked).toBe(200)
    await answer.arrayBuffer()
  }
  const counted = await countsBySubject()
  await s3.close()
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)

  await expect(files.open(stored.key)).rejects.toThrow(StoreAwayError)
  for (const asked of addresses) {
    const answer = await fetch(asked)
    expect(answer.status, asked).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('30')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(await answer.text()).toContain('please try again in a minute')
  }
  const found = await findConversation(database.db, 'kept')
  expect(found.status === 'published' && summaryFacts(database.db, found.conversation)).toEqual({ facts: null })
  // What nobody got is no download.
  expect(await countsBySubject()).toEqual(counted)
  log.mockRestore()
})
