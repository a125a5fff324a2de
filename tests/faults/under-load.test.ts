import fs from 'node:fs'
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterEach, expect, test, vi } from 'vitest'

import { waitForExit } from '#app/platform/processes.server.ts'
import { nextPostgres, postgresOf, runSql } from '#tests/support/embedded-database.ts'
import { copyPrepared } from '#tests/support/prepared-data.ts'
import { startSite, stopAllSites, type Site } from '#tests/support/site.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

const READERS = 12
/** So many of them ask for pages that have to be made: a busy machine makes those of more in no ten seconds. */
const CURIOUS = 6
/**
 * Of those who come after the signal, one who connects between the last look at the door and its closing is reset: the
 * system agrees to connections by itself. Without that look nearly all forty are.
 */
const STRAY = 2
/** So often each reader is answered before something is done to the site. */
const ROUNDS = 3
const WAIT = { timeout: 60_000, interval: 20 }
const PAGES = ['/', '/people', '/search?q=kindness', '/themes', '/search.json?q=care']

const sites: Site[] = []

async function start(): Promise<Site> {
  const dataDir = copyPrepared('seeded', makeTemporaryFolder('data'))
  const site = await startSite({ env: { SEARCH_ENGINE: 'built-in', LOG_LEVEL: 'error', DATA_DIR: dataDir } })
  sites.push(site)
  return site
}

afterEach(async () => {
  await stopAllSites()
  for (const site of sites.splice(0)) fs.rmSync(site.dataDir, { recursive: true, force: true })
})

/** `begun` is when it was asked, in milliseconds. */
type Outcome = { address: string; begun: number; result: number | string }

/**
 * Asks for one page over a connection of `agent`, or one of its own. Who is curious has a cookie, and so a page that is made
 * for them alone. The result is a status, or what went wrong.
 */
function ask(url: string, address: string, agent: http.Agent | false, isCurious: boolean): Promise<Outcome> {
  return new Promise((resolve) => {
    const begun = performance.now()
    const end = (result: number | string) => resolve({ address, begun, result })
    const request = http.get(url + address, { agent, headers: isCurious ? { cookie: 'reader=1' } : {} }, (response) => {
      response.resume()
      response.on('end', () => end(response.complete ? (response.statusCode ?? 0) : 'cut off'))
      response.on('error', () => end('cut off'))
    })
    request.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message))
  })
}

type Readers = {
  /** Resolves when they have been answered so often from now on, each on average. */
  answered: (times: number) => Promise<void>
  stop: () => Promise<Outcome[]>
}

type Load = { count: number; keepAlive: boolean; thinkMs: number }

const KEPT: Load = { count: READERS, keepAlive: true, thinkMs: 0 }

/** Readers who ask one page after the other until `stop`, some of them for pages that are made for them. */
function readers(url: string, { count, keepAlive, thinkMs }: Load = KEPT): Readers {
  const outcomes: Outcome[] = []
  const answered = () => outcomes.filter(({ result }) => result === 200).length
  let stopped = false
  const agent = keepAlive && new http.Agent({ keepAlive, maxSockets: count })
  const running = Array.from({ length: count }, async (_, reader) => {
    for (let turn = 0; !stopped; turn += 1) {
      const page = PAGES[(reader + turn) % PAGES.length] ?? '/'
      const outcome = await ask(url, page, agent, reader < CURIOUS)
      outcomes.push(outcome)
      // Nobody listens any more: whoever keeps asking only waits.
      if (outcome.result === 'ECONNREFUSED') return
      await sleep(thinkMs)
    }
  })
  return {
    answered: async (times) => {
      const before = answered()
      await vi.waitFor(() => expect(answered() - before).toBeGreaterThanOrEqual(times * count), WAIT)
    },
    stop: async () => {
      stopped = true
      await Promise.all(running)
      if (agent) agent.destroy()
      return outcomes
    },
  }
}

/** What went otherwise than it should, with an example each. */
function failures(outcomes: Outcome[], allowed: (number | string)[]): Outcome[] {
  return outcomes.filter(({ result }) => !allowed.includes(result))
}

test.each([
  ['connections that are kept', KEPT],
  ['a connection for each request', { count: 40, keepAlive: false, thinkMs: 0 }],
  ['a connection for each request, and pauses', { count: 40, keepAlive: false, thinkMs: 25 }],
])('kill -TERM under load: every request is answered whole, then nobody listens (%s)', async (_how, load) => {
  const site = await start()
  const reading = readers(site.url, load)
  await reading.answered(ROUNDS)
  const signalled = performance.now()
  expect(await site.stop('SIGTERM')).toBe(0)
  const outcomes = await reading.stop()
  const [before, after] = [true, false].map((early) => outcomes.filter(({ begun }) => begun < signalled === early))
  expect(failures(before ?? [], [200])).toEqual([])
  const resets = failures(after ?? [], [200, 'ECONNREFUSED'])
  expect(failures(resets, ['ECONNRESET'])).toEqual([])
  expect(resets.length).toBeLessThanOrEqual(load.keepAlive ? 0 : STRAY)
  expect(outcomes.filter(({ result }) => result === 'ECONNREFUSED').length).toBeLessThanOrEqual(load.count)
})

test('Postgres is killed under load: no request fails, and what is written afterwards is shown', async () => {
  const site = await start()
  const load = readers(site.url)
  await load.answered(ROUNDS)
  for (const signal of ['SIGKILL', 'SIGINT'] as const) {
    const { pid } = postgresOf(site.dataDir)
    process.kill(pid, signal)
    expect(await waitForExit(pid, 60_000)).toBe(true)
    await nextPostgres(site.dataDir, pid)
    await vi.waitFor(async () => {
      const answer = await fetch(`${site.url}/readyz`).catch((error: unknown) => String(error))
      expect(answer, site.output()).toMatchObject({ status: 200 })
    }, WAIT)
    expect(site.process.exitCode, site.output()).toBeNull()
  }
  await runSql(site.dataDir, `UPDATE theme SET name = 'Written afterwards' WHERE id = (SELECT min(id) FROM theme)`)
  await vi.waitFor(async () => {
    expect(await (await fetch(`${site.url}/themes`)).text()).toContain('Written afterwards')
  }, WAIT)
  await load.answered(1)
  const outcomes = await load.stop()
  expect(failures(outcomes, [200])).toEqual([])
  expect(outcomes.length).toBeGreaterThan(READERS)
})
