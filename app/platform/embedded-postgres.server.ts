import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type pg from 'pg'

import { type LockWait, tryLock, unlock, waitForLock } from './advisory-locks.server.ts'
import { freePort } from './free-port.server.ts'
import { logError, logWarning } from './log.server.ts'
import { OperatorError } from './operator-error.ts'
import { asOwner, findBinaries, isRoot } from './postgres-binaries.server.ts'
import { connectPostgres, errorCode } from './postgres-client.server.ts'
import {
  explainFailure,
  foldersIn,
  isPostgresOf,
  openLog,
  POSTGRES_USER,
  prepareCluster,
  readLog,
  readPassword,
  readPostmaster,
  type Folders,
} from './postgres-cluster.server.ts'
import { isRunning, waitForExit } from './processes.server.ts'
import { unlessAborted } from './unless-aborted.ts'

export type EmbeddedPostgresOptions = {
  /** The folder in which `postgres/` is (or will be). Made when it is missing. */
  dataDir: string
  /** The database to make when it is missing. */
  database?: string
  /** Further settings of postgresql.conf; they win over ours. */
  settings?: Record<string, string>
  /** Ends every wait of the start. */
  signal?: AbortSignal | undefined
  /** Told what is waited for, when that takes long; by default the log is. */
  say?: ((sentence: string) => void) | undefined
}

/** How others are waited for. */
type Wait = Pick<LockWait, 'signal' | 'say'>

export type EmbeddedPostgres = {
  /** The address of the database, password included. */
  url: string
  /** True when it was running already. */
  adopted: boolean
  /** The postmaster's process id. */
  pid: number
  /** Leaves it. Who leaves last stops it: `left` means that another program still uses it. */
  stop: () => Promise<'stopped' | 'left'>
}

const START_TIMEOUT_MS = 300_000
const STOP_TIMEOUT_MS = 60_000
const VISITORS_LEAVE_MS = 1000
const POLL_MS = 20
/** After a kill -9 the system may take a while to clear away what is left of a server; until then no other one starts. */
const CLEARING_MS = 60_000
const LONGEST_PAUSE_MS = 250
const REVIVAL_PAUSE_MS = 200
const LONGEST_REVIVAL_PAUSE_MS = 10_000
/** What Postgres says when another one, or what a killed one left, is in the way. */
const OCCUPIED = /lock file "postmaster\.pid" already exists|Address already in use|pre-existing shared memory block/

/** A small machine and one site. Durability is as Postgres ships it: an acknowledged row survives kill -9. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  wal_compression: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  // Parallel workers need /dev/shm, of which a container may have little, and two cores are busy already.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
}

/**
 * Starts the Postgres that lives in `dataDir`, making it first when it is not there, or adopts the one that runs
 * already: left by a killed program, or in use by another one beside us. Should it die under us it is started again on
 * its port. Throws an OperatorError with a sentence when it cannot be started.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folders = foldersIn(options.dataDir)
  const database = options.database ?? POSTGRES_USER
  const settings = { ...SETTINGS, ...options.settings }
  prepareCluster(options.dataDir, folders, settings['fsync'] !== 'off')
  const password = readPassword(folders)

  const { signal, say } = options
  let running = await joinOrLaunch(folders, password, settings, { signal, say })
  await createDatabase(running.presence, database)
  let revival: Promise<void> | undefined
  let leaving = false
  const watch = () => {
    running.presence.once('end', () => {
      if (!leaving) revival = revive()
    })
  }
  const revive = async () => {
    for (let attempt = 1; !leaving; attempt += 1) {
      try {
        running = await joinOrLaunch(folders, password, settings, {}, running.port)
        logWarning('The embedded Postgres went away and was started again.')
        return watch()
      } catch (error) {
        // It may have been stopped again while it started, or the disk is full and somebody makes room.
        if (attempt === 1)
          logError('The embedded Postgres went away and cannot be started yet; it is tried again.', error)
        await sleep(Math.min(REVIVAL_PAUSE_MS * attempt, LONGEST_REVIVAL_PAUSE_MS))
      }
    }
  }
  watch()
  return {
    url: addressOf(running.port, password, database),
    adopted: running.adopted,
    pid: running.pid,
    stop: async () => {
      leaving = true
      await revival
      return leave(folders, running)
    },
  }
}

/** Two programs may start at once: Postgres lets one of them win, the other finds it there in its next round. */
async function joinOrLaunch(
  folders: Folders,
  password: string,
  settings: Record<string, string>,
  wait: Wait,
  port?: number,
): Promise<Running & { adopted: boolean }> {
  const deadline = Date.now() + CLEARING_MS
  for (let attempt = 1; Date.now() < deadline; attempt += 1) {
    const adopted = await adopt(folders, password, wait)
    if (adopted) return { ...adopted, adopted: true }
    const launched = await launch(folders, password, settings, wait, port ?? (await freePort()))
    if (launched) return { ...launched, adopted: false }
    await unlessAborted(sleep(Math.min(POLL_MS * attempt, LONGEST_PAUSE_MS)), wait.signal)
  }
  throw new OperatorError(`The embedded Postgres in ${folders.home} does not start; ${folders.log} says why.`)
}

function addressOf(port: number, password: string, database: string): string {
  return `postgresql://${POSTGRES_USER}:${password}@127.0.0.1:${port}/${database}`
}

type Running = { pid: number; port: number; presence: pg.Client }

/** Joins the Postgres that runs in this folder; undefined when none does. */
async function adopt(folders: Folders, password: string, wait: Wait): Promise<Running | undefined> {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline) {
    const postmaster = readPostmaster(folders)
    if (!postmaster || !isRunning(postmaster.pid)) return undefined
    const presence = await join(postmaster.port, password, wait)
    if (presence) return { ...postmaster, presence }
    if (!isPostgresOf(postmaster.pid, folders)) {
      // The process id was given to another program since. Postgres itself would refuse to start beside it.
      fs.rmSync(path.join(folders.cluster, 'postmaster.pid'), { force: true })
      return undefined
    }
    // It starts, recovers or stops: neither takes connections.
    await unlessAborted(sleep(POLL_MS), wait.signal)
  }
  throw new OperatorError(`The Postgres that runs in ${folders.home} does not answer; ${folders.log} may say why.`)
}

/** A connection that tells the others that we are here; undefined while the server takes none. */
async function join(port: number, password: string, wait: Wait): Promise<pg.Client | undefined> {
  let presence: pg.Client | undefined
  try {
    presence = await connectPostgres(addressOf(port, password, 'postgres'), `third-thursday ${process.pid}`)
    await waitForLock(presence, 'presence', { ...wait, mode: 'shared' })
    return presence
  } catch (error) {
    await presence?.end().catch(() => undefined) // The error below is what matters.
    const cause = error instanceof OperatorError ? error.cause : error
    const code = errorCode(cause)
    // Class 57P: the server stops or starts. A reset connection: it stops while we ask.
    if (code === 'ECONNREFUSED' || code === 'ECONNRESET' || code?.startsWith('57P')) return undefined
    if (cause instanceof Error && /terminated|not queryable/i.test(cause.message)) return undefined
    throw error
  }
}

/** Starts the server; undefined when another program was faster, or took the port. */
async function launch(
  folders: Folders,
  password: string,
  settings: Record<string, string>,
  wait: Wait,
  port: number,
): Promise<Running | undefined> {
  const owner = isRoot() ? fs.statSync(folders.cluster).uid : 0
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [program, args] = asOwner(owner, findBinaries().postgres, [
    '-D',
    folders.cluster,
    '-p',
    String(port),
    ...options,
  ])
  const log = openLog(folders)
  // Detached: Ctrl-C in a terminal goes to the whole group, and Postgres must outlive the pool that still writes to it.
  const child = spawn(program, args, { stdio: ['ignore', log, log], detached: true })
  let failure: Error | null = null
  let ended = false
  child.on('error', (error) => {
    failure = error
    ended = true
  })
  child.on('exit', () => {
    ended = true
  })
  try {
    const deadline = Date.now() + START_TIMEOUT_MS
    while (Date.now() < deadline) {
      if (ended) {
        const said = readLog(log)
        if (OCCUPIED.test(said)) return undefined
        throw explainFailure(failure, said, folders.home)
      }
      const presence = readPostmaster(folders)?.port === port ? await join(port, password, wait) : undefined
      if (presence && child.pid !== undefined) {
        child.unref()
        return { pid: child.pid, port, presence }
      }
      await unlessAborted(sleep(POLL_MS), wait.signal)
    }
  } catch (error) {
    // It is nobody's yet: whoever gives up the wait for it must not leave it behind.
    if (wait.signal?.aborted && child.pid !== undefined) signalStop(child.pid, folders)
    throw error
  } finally {
    fs.closeSync(log)
  }
  throw new OperatorError(
    `The embedded Postgres in ${folders.home} is not ready after five minutes; ${folders.log} may say why.`,
  )
}

async function createDatabase(client: pg.Client, database: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
  if (rowCount) return
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`)
  } catch (error) {
    const madeByAnother = ['42P04', '23505'].includes(errorCode(error) ?? '')
    if (!madeByAnother) throw error
  }
}

/**
 * Ends our presence. Nobody else present and nobody else connected means that the program that started this Postgres
 * is gone, or is us: then it is stopped. Newcomers wait for the lock meanwhile, see the server go, and start their own.
 */
async function leave(folders: Folders, { pid, presence }: Running): Promise<'stopped' | 'left'> {
  try {
    if (!(await isAlone(presence)) || (await hasVisitors(presence))) {
      await presence.end()
      return 'left'
    }
  } catch {
    // The connection is gone, and with it most likely the server; waiting for its end below is right in either case.
    if (!isRunning(pid)) return 'stopped'
  }
  signalStop(pid, folders)
  const gone = await waitForExit(pid, STOP_TIMEOUT_MS)
  await presence.end().catch(() => undefined) // The server has closed it already.
  if (!gone)
    throw new OperatorError(`The embedded Postgres (process ${pid}) does not stop; ${folders.log} may say why.`)
  return 'stopped'
}

/**
 * Whether no other program of ours is here. Our own share of the lock is given back first: of two that leave at the same
 * moment one gets the whole lock and stops the server.
 */
async function isAlone(presence: pg.Client): Promise<boolean> {
  await unlock(presence, 'presence', { mode: 'shared' })
  return tryLock(presence, 'presence')
}

/** Whether anybody else is connected, and stays so: a connection that was just closed takes a moment to go. */
async function hasVisitors(presence: pg.Client): Promise<boolean> {
  const deadline = Date.now() + VISITORS_LEAVE_MS
  for (;;) {
    const { rowCount } = await presence.query(
      `SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
       AND application_name <> $1`,
      [`third-thursday ${process.pid}`],
    )
    if (!rowCount || Date.now() > deadline) return Boolean(rowCount)
    await sleep(POLL_MS)
  }
}

/** SIGINT is Postgres's fast shutdown: it breaks connections off and writes a checkpoint. */
function signalStop(pid: number, folders: Folders): void {
  if (process.platform === 'win32') {
    spawnSync(findBinaries().pgCtl, ['stop', '-D', folders.cluster, '-m', 'fast'])
    return
  }
  try {
    process.kill(pid, 'SIGINT')
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error
  }
}
