import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import { timed } from './machine.ts'

const POLL_MS = 10
/** What `npm start` gives Node: without it a third of the searches a second goes into moving what is short-lived. */
const NODE_OPTIONS = ['--max-semi-space-size=64']
const START_LIMIT_MS = 600_000

export type Site = { url: string; pid: number; stop: () => Promise<void> }

/**
 * Starts the site as `npm start` does, with a data folder of its own, and waits until it is ready. `tree` is another copy of
 * the program, to compare with.
 */
export async function startSite(
  dataDir: string,
  port: number,
  settings: Record<string, string> = {},
  tree = process.cwd(),
): Promise<{ site: Site; seconds: number }> {
  const child = runNode(['scripts/start.mjs'], dataDir, port, settings, tree)
  const url = `http://127.0.0.1:${port}`
  const { seconds } = await timed(() => untilAnswers(child, `${url}/readyz`))
  async function stop(): Promise<void> {
    if (child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return { site: { url, pid: child.pid ?? 0, stop }, seconds }
}

/** A command of ours in a process of its own, its output kept away from the tables. */
export function runNode(
  args: string[],
  dataDir: string,
  port: number,
  settings: Record<string, string> = {},
  tree = process.cwd(),
): ChildProcess {
  // The requests of a measurement are not worth reading, its failures are; and all of them come from one address.
  const own = { DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error', RATE_LIMIT: '0' }
  return spawn(process.execPath, [...NODE_OPTIONS, ...args], {
    cwd: tree,
    env: { ...process.env, ...own, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** Waits until a program answers at an address. */
export async function untilAnswers(child: ChildProcess, address: string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The site ended with ${child.exitCode}`)
    if (await answers(address)) return
    await sleep(POLL_MS)
  }
  throw new Error('The site is not ready after ten minutes')
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok
  } catch (error) {
    if (error instanceof TypeError) return false // Nobody listens yet.
    throw error
  }
}

/** Asks for an address and waits for the last byte of the answer: a client's own unpacking and parsing is left out. */
export async function download(
  address: string,
  agent: http.Agent,
  headers: Record<string, string> = {},
): Promise<void> {
  const request = http.get(address, { agent, headers })
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
  if (answer.statusCode !== 200) throw new Error(`${address} answered ${answer.statusCode}`)
  answer.resume()
  await once(answer, 'end')
}

type Found = { engine: string; notice: string | null; total: number; results: { id: string }[] }

/** What `/search.json` answers to a query string. */
export async function searchJson(site: Site, query: string): Promise<Found> {
  const answer = await fetch(`${site.url}/search.json?${query}`)
  if (!answer.ok) throw new Error(`/search.json?${query} answered ${answer.status}`)
  return (await answer.json()) as Found
}
