import { writeCounts } from '#app/archive/counts.server.ts'
import { openDatabase, type Database } from '#app/archive/database.server.ts'
import { openArchive } from '#app/archive/open-archive.server.ts'
import { makeBesideReaders, stopMaking } from '#app/making/make.server.ts'
import { env, type Env } from '#app/platform/env.server.ts'
import { explainError } from '#app/platform/explain-error.ts'
import { findMeilisearch, startLocalMeilisearch } from '#app/platform/local-meilisearch.server.ts'
import { configureLog, logWarning } from '#app/platform/log.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'
import { startSearch, type Search } from '#app/search/index.server.ts'
import type { MeilisearchAddress } from '#app/search/meilisearch/client.server.ts'
import { singleton } from '#app/platform/singleton.ts'
import { createApp, createWaitingApp } from '#server/app.ts'
import { askSite } from '#server/ask-site.ts'
import { cachedPages } from '#server/cached-pages.ts'
import { followPublications } from '#server/follow-publications.ts'
import { databaseAnswers, readiness } from '#server/health.ts'
import { listen, type ListeningServer } from '#server/listen.ts'
import { NO_METRICS, observe } from '#server/observe.ts'
import { PageCache } from '#server/page-cache.ts'
import { CLIENT_FOLDER, loadRemixBuild, type RequestHandler } from '#server/remix-build.ts'

import { loadSeed } from './load-seed.ts'
import { lookAtFiles } from './look-at-files.ts'
import { createOrderlyEnd, endOnSignals, type OrderlyEnd } from './orderly-end.ts'
import { type Reporter } from './steps/reporter.mjs'

/** As long as a page may take to be made (server/ask-site.ts). */
const PAGE_STATEMENT_LIMIT_MS = 30_000

export type ServeOptions = {
  /** Hot reload in place of the build. */
  development: boolean
  reporter: Reporter
}

/**
 * Opens the archive, seeds it when it is empty, indexes it and serves the site until a signal ends the process. The port
 * is taken first: a taken one is told at once, and `/readyz` can be asked from the beginning. Throws an OperatorError.
 */
export async function serve({ development, reporter }: ServeOptions): Promise<void> {
  const settings = env()
  configureLog(settings.log)
  const end = createOrderlyEnd()
  makeBesideReaders()
  end.add(stopMaking)
  let app = createWaitingApp()
  const server = await listen(settings, (request, bindings) => app.fetch(request, bindings), { channels: development })
  const trustHeader = settings.trustProxy !== undefined
  const cache = development || settings.pageCacheBytes === 0 ? undefined : new PageCache(settings.pageCacheBytes)
  const metrics = settings.metrics && (await startMetrics(settings.metrics, cache, end))
  // Meilisearch follows a change some time after our own index, and tells nobody when: what it finds is found anew.
  let meilisearchAnswers = false
  const except = (address: string) => meilisearchAnswers && address.startsWith('/search')
  const answerFromMemory = cache && cachedPages(cache, { trustHeader, trustProxy: settings.trustProxy, except })
  let isFollowing = false
  let archiveDb: Database | undefined
  // Nothing is in it before somebody tells it of changes.
  server.use((request, response, next) =>
    answerFromMemory && isFollowing ? answerFromMemory(request, response, next) : next(),
  )
  server.use(observe({ trustHeader, metrics: metrics ?? NO_METRICS }))

  const opening = open()
  endOnSignals(end, { closeDoor, opening })
  try {
    await opening
  } catch (error) {
    if (end.signal.aborted) return
    await end.stop()
    throw explainError(error)
  }
  reporter.say(`Third Thursday is at ${addressOf(settings)}`)
  // Nobody waits for it: a store may be far away, and what is missing stops no page.
  if (archiveDb) lookAtFiles(archiveDb, settings, end)

  async function open(): Promise<void> {
    // The site's code is loaded while Postgres starts and the index fills. Both have ended, well or not, before anything
    // is stopped: what is still being started could not be.
    const [site, archive] = await Promise.allSettled([
      openSite(development, server, end),
      openArchiveParts(settings, reporter, end),
    ])
    if (archive.status === 'rejected') throw archive.reason
    if (site.status === 'rejected') throw site.reason
    meilisearchAnswers = archive.value.search.meilisearch !== null
    archiveDb = archive.value.db
    if (cache) end.add((await followPublications(archive.value.db, archive.value.search, cache)).stop)
    end.signal.throwIfAborted()
    isFollowing = true
    app = createApp({
      handle: askSite(site.value.handle, { databaseAnswers }),
      cache,
      rateLimit: settings.rateLimit,
      trustProxy: settings.trustProxy,
      clientFolder: development ? undefined : CLIENT_FOLDER,
      https: settings.siteUrl.startsWith('https:'),
      development,
    })
    readiness().serving = true
  }

  function closeDoor(): Promise<void> {
    readiness().serving = false
    return server.close()
  }
}

async function startMetrics(address: { host: string; port: number }, cache: PageCache | undefined, end: OrderlyEnd) {
  const [{ createMetrics }, { serveMetrics }] = await Promise.all([
    import('#server/metrics.ts'),
    import('#server/metrics-server.ts'),
  ])
  const metrics = createMetrics(cache)
  const server = await serveMetrics(address, metrics.registry)
  end.add(() => server.close())
  return metrics
}

type ArchiveParts = { db: Database; search: Search }

async function openArchiveParts(settings: Env, { say, during }: Reporter, end: OrderlyEnd): Promise<ArchiveParts> {
  const state = readiness()
  const archive = await openArchive(settings, say, end.signal)
  end.add(archive.close)
  // Connections of their own for pages: what nobody waits for any more is given up, which an import or an index never is.
  const pages = openDatabase(archive.url, { statementLimitMs: PAGE_STATEMENT_LIMIT_MS })
  end.add(pages.close)
  // Before the database closes: what was counted in the last seconds.
  end.add(() => writeCounts(pages))
  singleton('database', () => pages)
  state.db = pages
  state.migrated = true

  const { seed } = settings
  if (seed !== undefined) {
    await loadSeed(
      archive.db,
      (signal) => during('Loading the seed archive', () => importSeed(archive.db, seed, say, signal)),
      { signal: end.signal, say },
    )
  }
  state.seeded = true
  end.signal.throwIfAborted()

  const meilisearch = await meilisearchOf(settings, end)
  const search = await during('Indexing the archive', (update) =>
    startSearch(archive.db, { engine: settings.searchEngine, meilisearch, signal: end.signal }, (done, total) =>
      update(`${done} of ${total}`),
    ),
  )
  end.add(search.stop)
  state.search = search
  state.indexed = true
  return { db: archive.db, search }
}

/** The Meilisearch that is configured, or else the program on the PATH, started for as long as the site runs. */
async function meilisearchOf(settings: Env, end: OrderlyEnd): Promise<MeilisearchAddress | undefined> {
  const { searchEngine, meilisearchUrl: url, meilisearchApiKey: apiKey, dataDir } = settings
  if (searchEngine === 'built-in') return undefined
  if (url !== undefined) return { url, apiKey }
  const program = findMeilisearch()
  if (program === undefined) return undefined
  try {
    const local = await startLocalMeilisearch(program, dataDir, end.signal)
    end.add(local.stop)
    return local
  } catch (error) {
    if (searchEngine === 'meilisearch' || !(error instanceof OperatorError)) throw error
    logWarning(`${error.message} The built-in engine answers.`)
    return undefined
  }
}

async function importSeed(db: Database, folder: string, say: Reporter['say'], signal: AbortSignal): Promise<void> {
  // The import is a third of all that would be loaded at each start, and only the first one needs it.
  const [{ getFiles }, { importPath }, { itemInWords }] = await Promise.all([
    import('#app/files/index.server.ts'),
    import('#app/ingest/import.server.ts'),
    import('#app/ingest/report.ts'),
  ])
  await importPath(db, getFiles(), folder, {
    signal,
    say,
    onItem: (item) => {
      if (item.action === 'refused' || item.action === 'ambiguous') say(itemInWords(item))
    },
  })
}

async function openSite(
  development: boolean,
  server: ListeningServer,
  end: OrderlyEnd,
): Promise<{ handle: RequestHandler }> {
  if (!development) return { handle: await loadRemixBuild() }
  // Vite takes more than a second to load: only who needs it waits for it.
  const { startDevelopment } = await import('#server/development.ts')
  const site = await startDevelopment(server)
  end.add(site.close)
  return site
}

/** Where a browser on this machine finds the site, and where readers do when that is another place. */
function addressOf({ host, port, siteUrl }: Env): string {
  const everywhere = ['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(host)
  const local = `http://${everywhere ? 'localhost' : host}:${port}`
  return siteUrl === local || siteUrl === `http://localhost:${port}` ? local : `${local} (for readers: ${siteUrl})`
}
