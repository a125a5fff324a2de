import { writeCounts } from '#app/archive/counts.server.ts'
import { type Database } from '#app/archive/database.server.ts'
import { openArchive } from '#app/archive/open-archive.server.ts'
import { getFiles } from '#app/files/index.server.ts'
import { importPath } from '#app/ingest/import.server.ts'
import { itemInWords } from '#app/ingest/report.ts'
import { env, type Env } from '#app/platform/env.server.ts'
import { findMeilisearch, startLocalMeilisearch } from '#app/platform/local-meilisearch.server.ts'
import { logInfo, logWarning } from '#app/platform/log.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'
import { startSearch } from '#app/search/index.server.ts'
import type { MeilisearchAddress } from '#app/search/meilisearch/client.server.ts'
import { singleton } from '#app/platform/singleton.ts'
import { createApp, createWaitingApp } from '#server/app.ts'
import { readiness } from '#server/health.ts'
import { listen, type ListeningServer } from '#server/listen.ts'
import { CLIENT_FOLDER, loadRemixBuild, type RequestHandler } from '#server/remix-build.ts'

import { loadSeed } from './load-seed.ts'
import { createOrderlyEnd, endOnSignals, type OrderlyEnd } from './orderly-end.ts'
import { type Reporter } from './steps/reporter.mjs'

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
  const end = createOrderlyEnd()
  let app = createWaitingApp()
  const server = await listen(settings, (request) => app.fetch(request))

  const opening = open()
  endOnSignals(end, { closeDoor: () => server.close(), opening })
  try {
    await opening
  } catch (error) {
    if (end.signal.aborted) return
    await end.stop()
    throw error
  }
  logInfo(`Third Thursday is at ${addressOf(settings)}`)

  async function open(): Promise<void> {
    // The site's code is loaded while Postgres starts and the index fills. Both have ended, well or not, before anything
    // is stopped: what is still being started could not be.
    const [site, archive] = await Promise.allSettled([
      openSite(development, server, end),
      openArchiveParts(settings, reporter, end),
    ])
    if (archive.status === 'rejected') throw archive.reason
    if (site.status === 'rejected') throw site.reason
    app = createApp({
      handle: site.value.handle,
      clientFolder: development ? undefined : CLIENT_FOLDER,
      https: settings.siteUrl.startsWith('https:'),
      development,
    })
    readiness().serving = true
  }
}

async function openArchiveParts(settings: Env, { say, during }: Reporter, end: OrderlyEnd): Promise<void> {
  const state = readiness()
  const archive = await openArchive(settings, say)
  end.add(archive.close)
  // Before the database closes: what was counted in the last seconds.
  end.add(() => writeCounts(archive.db))
  singleton('database', () => archive.db)
  state.db = archive.db
  state.migrated = true

  const { seed } = settings
  if (seed !== undefined) {
    await loadSeed(archive.db, () =>
      during('Loading the seed archive', () => importSeed(archive.db, seed, say, end.signal)),
    )
  }
  state.seeded = true
  end.signal.throwIfAborted()

  const meilisearch = await meilisearchOf(settings, end)
  const search = await during('Indexing the archive', (update) =>
    startSearch(archive.db, { engine: settings.searchEngine, meilisearch }, (done, total) =>
      update(`${done} of ${total}`),
    ),
  )
  end.add(search.stop)
  state.indexed = true
}

/** The Meilisearch that is configured, or else the program on the PATH, started for as long as the site runs. */
async function meilisearchOf(settings: Env, end: OrderlyEnd): Promise<MeilisearchAddress | undefined> {
  const { searchEngine, meilisearchUrl: url, meilisearchApiKey: apiKey, dataDir } = settings
  if (searchEngine === 'built-in') return undefined
  if (url !== undefined) return { url, apiKey }
  const program = findMeilisearch()
  if (program === undefined) return undefined
  try {
    const local = await startLocalMeilisearch(program, dataDir)
    end.add(local.stop)
    return local
  } catch (error) {
    if (searchEngine === 'meilisearch' || !(error instanceof OperatorError)) throw error
    logWarning(`${error.message} The built-in engine answers.`)
    return undefined
  }
}

async function importSeed(db: Database, folder: string, say: Reporter['say'], signal: AbortSignal): Promise<void> {
  await importPath(db, getFiles(), folder, {
    signal,
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
