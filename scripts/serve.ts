import { openArchive } from '#app/archive/open-archive.server.ts'
import { env, type Env } from '#app/platform/env.server.ts'
import { logError, logInfo } from '#app/platform/log.server.ts'
import { singleton } from '#app/platform/singleton.ts'
import { createApp, createWaitingApp } from '#server/app.ts'
import { readiness } from '#server/health.ts'
import { listen, type ListeningServer } from '#server/listen.ts'
import { CLIENT_FOLDER, loadRemixBuild, type RequestHandler } from '#server/remix-build.ts'

import { loadSeed } from './load-seed.ts'
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
  const parts = stopInReverse()
  let app = createWaitingApp()
  const server = await listen(settings, (request) => app.fetch(request))
  parts.add(() => server.close())
  try {
    await openParts(settings, reporter, parts)
    const site = await openSite(development, server)
    parts.add(site.close)
    app = createApp({
      handle: site.handle,
      clientFolder: development ? undefined : CLIENT_FOLDER,
      https: settings.siteUrl.startsWith('https:'),
      development,
    })
  } catch (error) {
    if (parts.stopping) return
    await parts.stop()
    throw error
  }
  logInfo(`Third Thursday is at ${addressOf(settings)}`)
}

async function openParts(settings: Env, { say, during }: Reporter, parts: Parts): Promise<void> {
  const state = readiness()
  const archive = await openArchive(settings, say)
  parts.add(archive.close)
  singleton('database', () => archive.db)
  state.db = archive.db
  state.migrated = true

  const { seed } = settings
  if (seed !== undefined) {
    await loadSeed(archive.db, () => during('Loading the seed archive', async () => undefined))
  }
  state.seeded = true
  state.indexed = true
}

async function openSite(
  development: boolean,
  server: ListeningServer,
): Promise<{ handle: RequestHandler; close: () => Promise<void> }> {
  if (development) {
    // Vite takes more than a second to load: only who needs it waits for it.
    const { startDevelopment } = await import('#server/development.ts')
    return startDevelopment(server)
  }
  return { handle: await loadRemixBuild(), close: async () => undefined }
}

/** Where a browser on this machine finds the site, and where readers do when that is another place. */
function addressOf({ host, port, siteUrl }: Env): string {
  const everywhere = ['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(host)
  const local = `http://${everywhere ? 'localhost' : host}:${port}`
  return siteUrl === local || siteUrl === `http://localhost:${port}` ? local : `${local} (for readers: ${siteUrl})`
}

type Parts = {
  /** True from the first signal on: what fails then fails because it was stopped. */
  readonly stopping: boolean
  add: (stop: () => Promise<void>) => void
  stop: () => Promise<void>
}

/** What was started, to be stopped in reverse: first no new request, at the end the database. */
function stopInReverse(): Parts {
  const stops: (() => Promise<void>)[] = []
  const parts = {
    stopping: false,
    add: (stop: () => Promise<void>) => void stops.push(stop),
    stop: async () => {
      parts.stopping = true
      for (let stop = stops.pop(); stop; stop = stops.pop()) {
        await stop().catch((error: unknown) => logError('A part did not stop in order.', error))
      }
    },
  }
  const end = (exitCode: number) => {
    if (parts.stopping) return
    void parts.stop().then(() => process.exit(exitCode))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!parts.stopping) logInfo('Stopping …')
      end(0)
    })
  }
  process.on('uncaughtException', (error) => {
    logError('Something failed that nobody expected; the site stops.', error)
    end(1)
  })
  return parts
}
