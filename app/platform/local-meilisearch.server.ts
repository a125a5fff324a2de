import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { environmentFor, programFolders } from './env.server.ts'
import { freePort } from './free-port.server.ts'
import { logError, logWarning } from './log.server.ts'
import { OperatorError } from './operator-error.ts'
import { isRunning, waitForExit } from './processes.server.ts'

export type LocalMeilisearch = {
  url: string
  /** Its master key, made at the first start and kept beside its data. */
  apiKey: string
  pid: number
  /** Stops it, unless another program that is running has started it. */
  stop: () => Promise<void>
}

const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 20_000
const HEALTH_TIMEOUT_MS = 1000
const POLL_MS = 25
const SUPERVISE_MS = 250
/** Growing pauses between starts of one that dies again and again; forgotten once it has lasted for a while. */
const LONGEST_PAUSE_MS = 30_000
const LASTING_MS = 60_000
/** That often in a row is no accident. */
const MANY_DEATHS = 3
const PROGRAM = process.platform === 'win32' ? 'meilisearch.exe' : 'meilisearch'
/** What it says, and then ends, of data that another version of it has written. */
const OTHER_VERSION =
  /database version .+ is incompatible with your current engine version|(infer|determine) the version of the database/i

/** Who runs where: the server's process, and the program that started it or took it over. */
type Running = { pid: number; url: string; owner: number }

/** The program named `meilisearch` that a shell would run; undefined when there is none. */
export function findMeilisearch(folders = programFolders()): string | undefined {
  const programs = folders.map((folder) => path.join(folder, PROGRAM))
  return programs.find((program) => {
    try {
      fs.accessSync(program, fs.constants.X_OK)
      return fs.statSync(program).isFile()
    } catch {
      return false
    }
  })
}

/** The server that runs in `dataDir` now, whoever started it; undefined when none does. */
export async function runningMeilisearch(dataDir: string): Promise<{ url: string; apiKey: string } | undefined> {
  const files = filesIn(dataDir)
  const running = readRunning(files)
  if (!running || !fs.existsSync(files.key) || !(await isHealthy(running.url))) return undefined
  return { url: running.url, apiKey: readKey(files) }
}

/**
 * Starts a Meilisearch on the loopback address with its data in `dataDir`, or takes over the one that a killed program
 * left there; one that another program uses stays that program's for as long as it runs. Should it die it is started again
 * on its port; when it dies again and again the log says what helps. Throws an OperatorError when it does not start, and the
 * reason of `signal` when the wait for it is given up.
 */
export async function startLocalMeilisearch(
  program: string,
  dataDir: string,
  signal?: AbortSignal,
): Promise<LocalMeilisearch> {
  const files = filesIn(dataDir)
  fs.mkdirSync(files.home, { recursive: true })
  const apiKey = readKey(files)
  let running = (await adopt(files)) ?? (await launch(program, files, apiKey, { port: await freePort(), signal }))
  const leaving = new AbortController()

  const supervise = async () => {
    let pauseMs = SUPERVISE_MS
    let startedAt = Date.now()
    let deaths = 0
    while (!leaving.signal.aborted) {
      await sleep(pauseMs, undefined, { signal: leaving.signal }).catch(() => undefined)
      if (leaving.signal.aborted) return
      if (Date.now() - startedAt > LASTING_MS) [pauseMs, deaths] = [SUPERVISE_MS, 0]
      if (running.owner !== process.pid) running = takenOver(files, readRunning(files) ?? running)
      // Who started it looks after it.
      if (isRunning(running.pid) || (running.owner !== process.pid && isRunning(running.owner))) continue
      startedAt = Date.now()
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)
      deaths += 1
      if (deaths === MANY_DEATHS) logWarning(`Meilisearch goes away again and again. ${remedyFor(files)}`)
      try {
        running = await launch(program, files, apiKey, {
          port: Number(new URL(running.url).port),
          signal: leaving.signal,
        })
        if (deaths < MANY_DEATHS) logWarning('Meilisearch went away and was started again.')
      } catch (error) {
        if (leaving.signal.aborted) return
        // What is tried for hours need not be told for hours.
        if (deaths < MANY_DEATHS)
          logError('Meilisearch went away and cannot be started again; it is tried again.', error)
      }
    }
  }
  const supervised = supervise()
  return {
    url: running.url,
    apiKey,
    pid: running.pid,
    stop: async () => {
      leaving.abort()
      await supervised
      if (running.owner === process.pid) await end(running, files)
    },
  }
}

type Files = { home: string; data: string; key: string; running: string; log: string }

function filesIn(dataDir: string): Files {
  const home = path.join(dataDir, 'meilisearch')
  const at = (name: string) => path.join(home, name)
  return { home, data: at('data'), key: at('key'), running: at('running.json'), log: at('meilisearch.log') }
}

function readKey({ key }: Files): string {
  if (!fs.existsSync(key)) fs.writeFileSync(key, randomBytes(32).toString('hex'), { mode: 0o600 })
  return fs.readFileSync(key, 'utf8').trim()
}

function readRunning({ running }: Files): Running | undefined {
  try {
    const { pid, url, owner }: Partial<Running> = JSON.parse(fs.readFileSync(running, 'utf8'))
    if (pid === undefined || url === undefined || owner === undefined) return undefined
    return isRunning(pid) ? { pid, url, owner } : undefined
  } catch {
    return undefined // There is none, or it was cut short: then nothing is known to run.
  }
}

async function adopt(files: Files): Promise<Running | undefined> {
  const running = readRunning(files)
  return running && (await isHealthy(running.url)) ? takenOver(files, running) : undefined
}

/** What a killed program left becomes ours; what a running one uses stays its own. */
function takenOver(files: Files, running: Running): Running {
  if (isRunning(running.owner) || !isRunning(running.pid)) return running
  const ours = { ...running, owner: process.pid }
  fs.writeFileSync(files.running, JSON.stringify(ours))
  return ours
}

type Launch = { port: number; signal: AbortSignal | undefined; mayBeginAnew?: boolean }

async function launch(
  program: string,
  files: Files,
  apiKey: string,
  { port, signal, mayBeginAnew = true }: Launch,
): Promise<Running> {
  const said = fs.existsSync(files.log) ? fs.statSync(files.log).size : 0
  const child = startProgram(program, files, apiKey, port)
  const running = { pid: child.pid ?? 0, url: `http://127.0.0.1:${port}`, owner: process.pid }
  const deadline = Date.now() + START_TIMEOUT_MS
  const hasEnded = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null
  while (!hasEnded() && Date.now() < deadline && !signal?.aborted) {
    if (await isHealthy(running.url)) {
      fs.writeFileSync(files.running, JSON.stringify(running))
      child.unref()
      return running
    }
    await sleep(POLL_MS)
  }
  child.kill('SIGKILL')
  signal?.throwIfAborted()
  const news = fs.readFileSync(files.log).subarray(said).toString()
  if (mayBeginAnew && hasEnded() && OTHER_VERSION.test(news)) {
    // An index can always be built anew: what another version wrote is not worth a failed start.
    logWarning('The data of Meilisearch were written by another version of it: the index is built anew.')
    fs.rmSync(files.data, { recursive: true, force: true })
    return launch(program, files, apiKey, { port, signal, mayBeginAnew: false })
  }
  throw new OperatorError(
    `The program ${program} does not start. ${remedyFor(files)} SEARCH_ENGINE=built-in does without it.`,
  )
}

/** An index can always be built anew, and what is damaged is seldom said in the same words. */
function remedyFor({ log, data }: Files): string {
  return `${log} says why. If its data are damaged, stop the site, remove ${data} and start again: the index is built anew, and the built-in engine answers until then.`
}

function startProgram(program: string, files: Files, apiKey: string, port: number): ChildProcess {
  const log = fs.openSync(files.log, 'a')
  const options = ['--db-path', files.data, '--http-addr', `127.0.0.1:${port}`, '--env', 'production', '--no-analytics']
  // Detached: Ctrl-C in a terminal goes to the whole group, and searches go on until the site has ended.
  const child = spawn(program, options, {
    cwd: files.home,
    env: environmentFor('MEILI_', { MEILI_MASTER_KEY: apiKey }),
    stdio: ['ignore', log, log],
    detached: true,
  })
  child.on('error', () => undefined) // It has no process id then, and the log is empty.
  fs.closeSync(log)
  return child
}

async function end({ pid }: Running, files: Files): Promise<void> {
  fs.rmSync(files.running, { force: true })
  if (!isRunning(pid)) return
  process.kill(pid, 'SIGTERM')
  if (await waitForExit(pid, STOP_TIMEOUT_MS)) return
  // It may be in the middle of a long task, which it takes up again at its next start.
  process.kill(pid, 'SIGKILL')
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) })
    return answer.ok
  } catch {
    return false
  }
}
