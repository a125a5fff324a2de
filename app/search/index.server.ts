import { archive } from '#app/archive/context.server.ts'
import type { Database } from '#app/archive/database.server.ts'
import type { FacetName, SearchAnswer, SearchQuery } from '#app/domain/search.ts'
import { env } from '#app/platform/env.server.ts'
import { logError, logWarning } from '#app/platform/log.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'
import { forgetSingleton, singleton } from '#app/platform/singleton.ts'

import { type FacetAnswer, searchAnswer, type SuggestAnswer } from './answer.ts'
import { BuiltInEngine } from './built-in/engine.ts'
import { currentPosition, type Position, withSnapshot } from './changes.server.ts'
import { type Changed, countDocuments, readAllDocuments, readChangedDocuments } from './documents.server.ts'
import type { Outcome, SearchDocument, SearchEngine } from './engine.ts'
import { followChanges } from './follow-changes.server.ts'

export type SearchSettings = {
  engine: 'auto' | 'built-in' | 'meilisearch'
  meilisearchUrl?: string | undefined
  meilisearchApiKey?: string | undefined
}

/** Documents indexed so far, of about so many. */
export type OnProgress = (done: number, total: number) => void

/** The search of this process: an engine that follows the archive. */
export type Search = {
  engine: SearchEngine
  /** True once the index has been filled for the first time. */
  ready(): boolean
  search(query: SearchQuery): Promise<Outcome<SearchAnswer>>
  suggest(text: string): Promise<Outcome<SuggestAnswer>>
  facet(query: SearchQuery, facet: FacetName, match: string): Promise<Outcome<FacetAnswer>>
  /** Resolves when all that was committed before the call is in the index. */
  caughtUp(): Promise<void>
  /** The query in the nearest words that the archive knows; null when there is no better spelling. */
  spelling(text: string): string | null
  stop(): Promise<void>
}

const NAME = 'search'

/**
 * Starts the search of this process and resolves when its index is filled. Throws an OperatorError for an engine that is
 * not there, and whatever the database throws while it is read.
 */
export async function startSearch(db: Database, settings: SearchSettings, onProgress?: OnProgress): Promise<Search> {
  const started = singleton(NAME, () => begin(db, settings, onProgress))
  await started.filled
  return started.search
}

/** The search of this process. In a process that has not started one it starts now, and its first query waits for it. */
export function getSearch(): Search {
  return singleton(NAME, () => {
    const { searchEngine, meilisearchUrl, meilisearchApiKey } = env()
    const started = begin(archive(), { engine: searchEngine, meilisearchUrl, meilisearchApiKey })
    started.filled.catch((error: unknown) => {
      logError('The search index could not be filled; the next search tries again.', error)
      forgetSingleton(NAME)
    })
    return started
  }).search
}

type Started = { search: Search; filled: Promise<void> }

function begin(db: Database, settings: SearchSettings, onProgress: OnProgress = () => undefined): Started {
  const engine = chooseEngine(settings)
  let isReady = false
  const following = fill(db, engine, onProgress).then((position) => {
    isReady = true
    return followChanges(db, {
      position,
      apply: (changed) => refresh(db, engine, changed),
      rebuild: () => fill(db, engine, () => undefined),
    })
  })
  const filled = following.then(() => undefined)
  const search: Search = {
    engine,
    ready: () => isReady,
    ...askingWhenFilled(engine, filled),
    caughtUp: async () => (await following).caughtUp(),
    spelling: (text) => engine.spelling(text),
    stop: async () => {
      forgetSingleton(NAME)
      // What could not be filled follows nothing; whoever waited for it has been told why.
      await following.then(
        (running) => running.stop(),
        () => undefined,
      )
    },
  }
  return { search, filled }
}

/** Here the next engine gets its branch: with a Meilisearch at hand, `auto` is that one with this one behind it. */
function chooseEngine({ engine, meilisearchUrl }: SearchSettings): BuiltInEngine {
  if (engine === 'meilisearch') {
    throw new OperatorError(
      'SEARCH_ENGINE is meilisearch, which this version cannot use yet: set it to auto or built-in.',
    )
  }
  if (engine === 'auto' && meilisearchUrl !== undefined) {
    logWarning('MEILISEARCH_URL is set, but this version cannot use Meilisearch yet: the built-in engine answers.')
  }
  return new BuiltInEngine()
}

/** Fills the engine anew, beside what it holds, from one moment of the archive; gives the position of that moment. */
function fill(db: Database, engine: SearchEngine, onProgress: OnProgress): Promise<Position> {
  return withSnapshot(db, async (client) => {
    const position = await currentPosition(client)
    const total = await countDocuments(client)
    await engine.rebuild(counted(readAllDocuments(client), (done) => onProgress(done, Math.max(done, total))))
    return position
  })
}

async function* counted(
  batches: AsyncIterable<SearchDocument[]>,
  tell: (done: number) => void,
): AsyncGenerator<SearchDocument[]> {
  let done = 0
  for await (const batch of batches) {
    yield batch
    done += batch.length
    tell(done)
  }
}

async function refresh(db: Database, engine: SearchEngine, changed: Changed): Promise<void> {
  for await (const { put, removeKeys } of readChangedDocuments(db, changed)) await engine.update(put, removeKeys)
}

function askingWhenFilled(engine: SearchEngine, filled: Promise<void>): Pick<Search, 'search' | 'suggest' | 'facet'> {
  const from = { engine: engine.name, notice: null }
  async function ask<T, A>(question: () => Promise<Outcome<T>>, answer: (outcome: T) => A): Promise<Outcome<A>> {
    const failure = await filled.then(
      () => null,
      () => COULD_NOT_BE_FILLED,
    )
    if (failure) return failure
    const outcome = await question()
    return outcome.status === 'ok' ? { status: 'ok', ...answer(outcome) } : outcome
  }
  return {
    search: (query) =>
      ask(
        () => engine.search(query),
        (outcome) => searchAnswer(query, outcome, from),
      ),
    suggest: (text) =>
      ask(
        () => engine.suggest(text),
        ({ suggestions }) => ({ suggestions, ...from }),
      ),
    facet: (query, facet, match) =>
      ask(
        () => engine.facet(query, facet, match),
        ({ values }) => ({ facet, match, values, ...from }),
      ),
  }
}

const COULD_NOT_BE_FILLED = { status: 'unavailable', reason: 'The search index could not be filled.' } as const
