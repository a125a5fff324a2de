import { archive } from '#app/archive/context.server.ts'
import type { Database } from '#app/archive/database.server.ts'
import type { FacetName, SearchAnswer, SearchQuery } from '#app/domain/search.ts'
import { env } from '#app/platform/env.server.ts'
import { logError } from '#app/platform/log.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'
import { forgetSingleton, singleton } from '#app/platform/singleton.ts'

import { type FacetAnswer, type From, searchAnswer, type SuggestAnswer } from './answer.ts'
import { BuiltInEngine } from './built-in/engine.ts'
import { currentPosition, type Position, withSnapshot } from './changes.server.ts'
import { type Changed, countDocuments, readAllDocuments, readChangedDocuments } from './documents.server.ts'
import type { Outcome, SearchEngine } from './engine.ts'
import { followChanges } from './follow-changes.server.ts'
import type { MeilisearchAddress } from './meilisearch/client.server.ts'
import { MeilisearchConnection } from './meilisearch/connection.server.ts'
import { type OnProgress, withProgress } from './progress.ts'

export type SearchSettings = {
  engine: 'auto' | 'built-in' | 'meilisearch'
  /** The Meilisearch that there is, if any. */
  meilisearch?: MeilisearchAddress | undefined
  /** Ends the first filling of the index, for a program that is being stopped. */
  signal?: AbortSignal | undefined
}

/** The search of this process: an engine that follows the archive, and behind it one that is always there. */
export type Search = {
  /** The engine of this process itself: the one that answers, or that stands in for Meilisearch. */
  engine: BuiltInEngine
  /** Null where there is none. */
  meilisearch: MeilisearchConnection | null
  /** True once the index has been filled for the first time. */
  ready(): boolean
  search(query: SearchQuery): Promise<Outcome<SearchAnswer>>
  suggest(text: string): Promise<Outcome<SuggestAnswer>>
  facet(query: SearchQuery, facet: FacetName, match: string): Promise<Outcome<FacetAnswer>>
  /** Resolves when all that was committed before the call is in the built-in index. */
  caughtUp(): Promise<void>
  /** The query in the nearest words that the archive knows; null when there is no better spelling. */
  spelling(text: string): string | null
  stop(): Promise<void>
}

/** With Meilisearch at hand a process holds no more passages than that (DESIGN.md, section 1). */
const MOST_PASSAGES_HELD = 200_000
/** Captions say about so much at a time; a passage is about ninety words. */
const CUES_A_PASSAGE = 6

const NAME = 'search'
const STANDING_IN =
  'Search is running on its reserve at the moment. Everything can be found; the order may differ a little.'

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
    const { searchEngine: engine, meilisearchUrl: url, meilisearchApiKey: apiKey } = env()
    const started = begin(archive(), { engine, meilisearch: url === undefined ? undefined : { url, apiKey } })
    started.filled.catch((error: unknown) => {
      logError('The search index could not be filled; the next search tries again.', error)
      forgetSingleton(NAME)
    })
    return started
  }).search
}

type Started = { search: Search; filled: Promise<void> }

function begin(db: Database, settings: SearchSettings, onProgress: OnProgress = () => undefined): Started {
  const builtIn = new BuiltInEngine()
  const address = chooseMeilisearch(settings)
  let isReady = false
  const refill = async (tell: OnProgress) => {
    builtIn.leavesPassagesOut = address !== undefined && (await countPassages(db)) > MOST_PASSAGES_HELD
    return fill(db, builtIn, tell)
  }
  const filling = refill((done, total) => {
    settings.signal?.throwIfAborted()
    onProgress(done, total)
  })
  const meilisearch = address ? new MeilisearchConnection(db, address, builtIn, filling) : null
  // A search that could not be filled is left to itself: nothing shall go on behind it.
  filling.catch(() => meilisearch?.stop())
  const following = filling.then((position) => {
    isReady = true
    return followChanges(db, {
      name: 'The search index',
      position,
      apply: (changed) => refresh(db, builtIn, changed),
      rebuild: () => refill(() => undefined),
    })
  })
  const filled = following.then(() => undefined)
  const search: Search = {
    engine: builtIn,
    meilisearch,
    ready: () => isReady,
    ...askingWhenFilled(builtIn, meilisearch, filled),
    caughtUp: async () => (await following).caughtUp(),
    spelling: (text) => builtIn.spelling(text),
    stop: async () => {
      forgetSingleton(NAME)
      await meilisearch?.stop()
      // What could not be filled follows nothing; whoever waited for it has been told why.
      await following.then(
        (running) => running.stop(),
        () => undefined,
      )
    },
  }
  return { search, filled }
}

/** Undefined where the built-in engine answers alone. Throws an OperatorError when what was asked for is not there. */
function chooseMeilisearch({ engine, meilisearch }: SearchSettings): MeilisearchAddress | undefined {
  if (engine === 'built-in') return undefined
  if (engine === 'meilisearch' && !meilisearch) {
    throw new OperatorError(
      'SEARCH_ENGINE is meilisearch, but MEILISEARCH_URL is not set and no program named meilisearch is on the PATH: set the one, install the other, or set SEARCH_ENGINE to auto.',
    )
  }
  return meilisearch
}

/** Fills the engine anew, beside what it holds, from one moment of the archive; gives the position of that moment. */
function fill(db: Database, engine: BuiltInEngine, onProgress: OnProgress): Promise<Position> {
  return withSnapshot(db, async (client) => {
    const position = await currentPosition(client)
    await engine.rebuild(withProgress(readAllDocuments(client), await countDocuments(client), onProgress))
    return position
  })
}

/** About how many passages the transcripts of the archive make. */
async function countPassages(db: Database): Promise<number> {
  const { rows } = await db.pool.query<{ cues: number }>('SELECT count(*)::int AS cues FROM cue')
  return rows[0]!.cues / CUES_A_PASSAGE
}

async function refresh(db: Database, engine: BuiltInEngine, changed: Changed): Promise<void> {
  for await (const { put, removeKeys } of readChangedDocuments(db, changed)) await engine.update(put, removeKeys)
}

function askingWhenFilled(
  builtIn: BuiltInEngine,
  meilisearch: MeilisearchConnection | null,
  filled: Promise<void>,
): Pick<Search, 'search' | 'suggest' | 'facet'> {
  async function ask<T, A>(
    question: (engine: SearchEngine) => Promise<Outcome<T>>,
    answer: (outcome: T, from: From) => A,
  ): Promise<Outcome<A>> {
    const failure = await filled.then(
      () => null,
      () => COULD_NOT_BE_FILLED,
    )
    if (failure) return failure
    const first = meilisearch?.engine
    if (meilisearch && first) {
      const outcome = await question(first)
      if (outcome.status === 'ok') return { status: 'ok', ...answer(outcome, { engine: first.name, notice: null }) }
      meilisearch.lose(outcome.reason)
    }
    const outcome = await question(builtIn)
    const from: From = { engine: builtIn.name, notice: meilisearch?.away ? STANDING_IN : null }
    return outcome.status === 'ok' ? { status: 'ok', ...answer(outcome, from) } : outcome
  }
  return {
    search: (query) =>
      ask(
        (engine) => engine.search(query),
        (outcome, from) => searchAnswer(query, outcome, from),
      ),
    suggest: (text) =>
      ask(
        (engine) => engine.suggest(text),
        ({ suggestions }, from) => ({ suggestions, ...from }),
      ),
    facet: (query, facet, match) =>
      ask(
        (engine) => engine.facet(query, facet, match),
        ({ values }, from) => ({ facet, match, values, ...from }),
      ),
  }
}

const COULD_NOT_BE_FILLED = { status: 'unavailable', reason: 'The search index could not be filled.' } as const
