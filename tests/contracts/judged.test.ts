import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

import { BuiltInEngine } from '#app/search/built-in/engine.ts'
import type { SearchEngine } from '#app/search/engine.ts'
import {
  MEILISEARCH,
  startTestMeilisearch,
  type TestMeilisearch,
  WITHOUT_MEILISEARCH,
} from '#tests/support/meilisearch.ts'

import { judgedArchive } from './judged-archive.ts'
import { judgedQueries, type Judged } from './judged-queries.ts'
import { makeMeilisearchPair } from './meilisearch-pair.ts'
import { find } from './search-answers.ts'

/** The share of the queries of a kind that find first what they mean, at least. All do on the day this is written. */
const FLOOR = 0.97
/** Where there are few of a kind, each counts. */
const FLOORS: Record<string, number> = { 'accents left out': 1, 'ue for ü': 1, Japanese: 1 }

/** A server is started and filled, on a machine that may be busy. */
vi.setConfig({ hookTimeout: 180_000 })

const archive = judgedArchive()
const queries = judgedQueries(archive)

/** The queries whose conversation does not come first, with what does. */
async function missed(engine: SearchEngine, judged: readonly Judged[]): Promise<string[]> {
  const misses: string[] = []
  for (const { query, expected } of judged) {
    const [first] = (await find(engine, query)).results
    if (first?.id !== expected) misses.push(`${query}: ${first?.title}`)
  }
  return misses
}

function describeJudged(make: () => Promise<SearchEngine>, mayMiss: Record<string, number> = {}): void {
  let engine: SearchEngine

  beforeAll(async () => {
    engine = await make()
  })

  test.each([...queries])('%s', async (kind, judged) => {
    expect(judged.length).toBeGreaterThan(4)
    const misses = await missed(engine, judged)
    const floor = mayMiss[kind] ?? FLOORS[kind] ?? FLOOR
    expect(1 - misses.length / judged.length, misses.join('\n')).toBeGreaterThanOrEqual(floor)
  })
}

describe('The built-in engine puts first what is meant by', () => {
  describeJudged(async () => {
    const engine = new BuiltInEngine()
    await engine.rebuild(
      (async function* () {
        yield archive.documents
      })(),
    )
    return engine
  })
})

describe.runIf(MEILISEARCH)('Meilisearch puts first what is meant by', () => {
  let server: TestMeilisearch

  afterAll(() => server.close())

  describeJudged(async () => {
    server = await startTestMeilisearch()
    return makeMeilisearchPair(server, archive.documents)
  })
})

if (!MEILISEARCH) test.skip(`judged queries on Meilisearch: ${WITHOUT_MEILISEARCH}`)
