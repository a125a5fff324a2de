import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { checkMeilisearchIndex } from '#app/operate/check/meilisearch-index.server.ts'
import { adminClient } from '#app/search/meilisearch/client.server.ts'
import { readIndexState } from '#app/search/meilisearch/position.server.ts'
import { buildIndex } from '#app/search/meilisearch/sync.server.ts'
import {
  MEILISEARCH,
  startTestMeilisearch,
  type TestMeilisearch,
  WITHOUT_MEILISEARCH,
} from '#tests/support/meilisearch.ts'

import { emptyArchive, importInto, type TestArchive } from './import-support.ts'

describe.runIf(MEILISEARCH)('The index in Meilisearch', () => {
  let server: TestMeilisearch

  beforeAll(async () => {
    server = await startTestMeilisearch()
  })
  afterAll(() => server.close())

  async function wrong({ db }: TestArchive): Promise<string[]> {
    const sentences: string[] = []
    await checkMeilisearchIndex(db, server, {
      tell: ({ weight, sentence }) => weight === 'wrong' && sentences.push(sentence),
      update: () => undefined,
    })
    return sentences
  }

  test('what is missing, other or too much in it is told, and nothing where it is as the archive', async () => {
    const archive = await emptyArchive()
    await importInto(archive, 'prisma/seed')
    expect(await wrong(archive)).toEqual([expect.stringContaining('has no index of this archive yet')])
    const admin = adminClient(server)
    await buildIndex(archive.db, admin, () => undefined)
    expect(await wrong(archive)).toEqual([])

    const { uid } = (await readIndexState(archive.db))!
    const index = admin.index(uid)
    const { results } = await index.getDocuments<{ key: string; name: string }>({ limit: 3 })
    const [first, second, third] = results
    await index.deleteDocument(first!.key).waitTask()
    await index.updateDocuments([{ key: second!.key, name: 'Another name' }]).waitTask()
    await index.addDocuments([{ ...third, key: 'conversation-999999', entry: 'conversation-999999' }]).waitTask()
    const sentences = await wrong(archive)
    expect(sentences).toHaveLength(3)
    expect(sentences.join('\n')).toMatch(
      new RegExp(`The document ${first!.key} of Meilisearch is missing: npm run reindex`),
    )
    expect(sentences.join('\n')).toMatch(
      new RegExp(`The document ${second!.key} of Meilisearch is not as the archive has it`),
    )
    expect(sentences.join('\n')).toContain('has the document conversation-999999, which the archive has not')
  })
})

if (!MEILISEARCH) test.skip(`the index in Meilisearch is checked: ${WITHOUT_MEILISEARCH}`)
