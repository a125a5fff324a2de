import { afterAll, beforeAll, describe, test } from 'vitest'

import {
  MEILISEARCH,
  startTestMeilisearch,
  type TestMeilisearch,
  WITHOUT_MEILISEARCH,
} from '#tests/support/meilisearch.ts'

import { makeMeilisearchPair } from './meilisearch-pair.ts'
import { describeSearchEngine } from './search-engine-suite.ts'

describe.runIf(MEILISEARCH)('With a real server', () => {
  let server: TestMeilisearch

  beforeAll(async () => {
    server = await startTestMeilisearch()
  })
  afterAll(() => server.close())

  describeSearchEngine('Meilisearch', (documents) => makeMeilisearchPair(server, documents))
  describeSearchEngine('Meilisearch, beside entries without passages', (documents) =>
    makeMeilisearchPair(server, documents, { leavesPassagesOut: true }),
  )
})

if (!MEILISEARCH) test.skip(`Meilisearch keeps the contract: ${WITHOUT_MEILISEARCH}`)
