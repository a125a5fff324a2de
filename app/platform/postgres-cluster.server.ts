import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

import { OperatorError } from './operator-error.ts'
import { asOwner, clusterOwner, findBinaries, isRoot } from './postgres-binaries.server.ts'
import { errorCode } from './postgres-client.server.ts'
import { isRunning } from './processes.server.ts'

/** The user of the database, and of the cluster. */
export const POSTGRES_USER = 'third_thursday'

/** What is on the disk: `home` holds the rest. */
export type Folders = { home: string; cluster: string; password: string; log: string }

/** Where the embedded Postgres of a data folder is. */
export function foldersIn(dataDir: string): Folders {
  return foldersOf(path.join(path.resolve(dataDir), 'postgres'))
}

function foldersOf(home: string): Folders {
  return {
    home,
    cluster: path.join(home, 'cluster'),
    password: path.join(home, 'password'),
    log: path.join(home, 'postgres.log'),
  }
}

/**
 * Makes the cluster and its password beside the final place and renames them into it: a kill in the middle leaves
 * nothing half-made, and of two programs one loses the race and takes what the other made. `sync` waits for the disk.
 */
export function prepareCluster(dataDir: string, folders: Folders, sync: boolean): void {
  try {
    fs.mkdirSync(dataDir, { recursive: true })
    if (fs.existsSync(path.join(folders.cluster, 'PG_VERSION'))) return
    sweepHalfMade(folders.home)
    const draft = foldersOf(`${folders.home}.init-${process.pid}`)
    fs.mkdirSync(draft.cluster, { recursive: true, mode: 0o700 })
    fs.writeFileSync(draft.password, randomBytes(24).toString('base64url'), { mode: 0o600 })
    if (isRoot()) fs.chownSync(draft.cluster, clusterOwner(), clusterOwner())
    initialise(draft, sync)
    moveIntoPlace(draft.home, folders)
  } catch (error) {
    throw explainFileError(error, dataDir)
  }
}

function sweepHalfMade(home: string): void {
  const prefix = `${path.basename(home)}.init-`
  for (const name of fs.readdirSync(path.dirname(home))) {
    if (!name.startsWith(prefix)) continue
    const pid = Number(name.slice(prefix.length))
    if (pid === process.pid || !isRunning(pid)) {
      fs.rmSync(path.join(path.dirname(home), name), { recursive: true, force: true })
    }
  }
}

function initialise(draft: Folders, sync: boolean): void {
  const [program, args] = asOwner(clusterOwner(), findBinaries().initdb, [
    ...[
      '-D',
      draft.cluster,
      '-U',
      POSTGRES_USER,
      '--auth=scram-sha-256',
      `--pwfile=${draft.password}`,
      '--encoding=UTF8',
    ],
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
    ...syncOptions(sync),
  ])
  const result = spawnSync(program, args, { encoding: 'utf8' })
  if (result.status === 0) return
  fs.rmSync(draft.home, { recursive: true, force: true })
  throw explainFailure(result.error ?? null, `${result.stderr ?? ''}${result.stdout ?? ''}`, path.dirname(draft.home))
}

/** One sync of the whole file system takes 0.2 s where a sync of each file takes 3. */
function syncOptions(sync: boolean): string[] {
  if (!sync) return ['--no-sync']
  return process.platform === 'linux' ? ['--sync-method=syncfs'] : []
}

function moveIntoPlace(draft: string, folders: Folders): void {
  try {
    fs.renameSync(draft, folders.home)
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true })
    if (!fs.existsSync(path.join(folders.cluster, 'PG_VERSION'))) throw error
  }
}

/** The password made with the cluster; only its owner can read it. */
export function readPassword(folders: Folders): string {
  try {
    return fs.readFileSync(folders.password, 'utf8').trim()
  } catch (error) {
    throw explainFileError(error, folders.home)
  }
}

/** Lines 1 and 4 of postmaster.pid: https://www.postgresql.org/docs/current/storage-file-layout.html */
export function readPostmaster(folders: Folders): { pid: number; port: number } | undefined {
  try {
    const lines = fs.readFileSync(path.join(folders.cluster, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    const port = Number(lines[3])
    return pid > 0 && port > 0 ? { pid, port } : undefined
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw explainFileError(error, folders.home)
  }
}

/** Whether a process is a Postgres whose folder is this one. Where the system does not tell, we believe postmaster.pid. */
export function isPostgresOf(pid: number, folders: Folders): boolean {
  if (process.platform !== 'linux') return true
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(folders.cluster)
  } catch (error) {
    return errorCode(error) === 'EACCES' && fs.readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
  }
}

/** A log for each run; the one before is kept, for it may tell how the last run ended. */
export function openLog(folders: Folders): number {
  try {
    if (fs.existsSync(folders.log)) fs.renameSync(folders.log, `${folders.log}.1`)
    return fs.openSync(folders.log, 'a+', 0o600)
  } catch (error) {
    throw explainFileError(error, folders.home)
  }
}

/** All that was written to an open log; by its descriptor, because another program may have renamed the file. */
export function readLog(log: number): string {
  const content = Buffer.alloc(fs.fstatSync(log).size)
  fs.readSync(log, content, 0, content.length, 0)
  return content.toString('utf8')
}

function explainFileError(error: unknown, folder: string): unknown {
  switch (errorCode(error)) {
    case 'ENOSPC':
      return new OperatorError(`The disk that holds ${folder} is full: make room, or set DATA_DIR to another disk.`, {
        cause: error,
      })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new OperatorError(
        `${folder} cannot be read and written by this user: change its owner, or set DATA_DIR to another folder.`,
        { cause: error },
      )
    // What Node says of a folder that cannot be made on a disk that is mounted for reading only.
    case 'ENOENT':
      return new OperatorError(
        `${folder} cannot be made, or something in it is missing: look whether its disk can be written, or set DATA_DIR to another folder.`,
        { cause: error },
      )
    case 'ENOTDIR':
    case 'EEXIST':
      return new OperatorError(`${folder} is not a folder: set DATA_DIR to one.`, { cause: error })
    default:
      return error
  }
}

/** One sentence for why a Postgres program ended: it did not start (`failure`) or it said so in its log (`said`). */
export function explainFailure(failure: Error | null, said: string, folder: string): Error {
  if (failure && errorCode(failure) === 'ENOENT' && isRoot()) {
    return new OperatorError(
      'Postgres does not run as root, and the program "setpriv" (package util-linux) that lets it run as another user is missing.',
      { cause: failure },
    )
  }
  if (/No space left on device/.test(said)) {
    return new OperatorError(`The disk that holds ${folder} is full: make room, or set DATA_DIR to another disk.`)
  }
  if (/Permission denied|wrong ownership/.test(said)) {
    return new OperatorError(`${folder} belongs to another user: change its owner, or set DATA_DIR to another folder.`)
  }
  if (/incompatible with server/.test(said)) {
    return new OperatorError(
      `${folder} was made by another version of Postgres: export with the version before, and import into a new DATA_DIR.`,
    )
  }
  const last = said.trim().split('\n').slice(-3).join(' ')
  return new OperatorError(`The embedded Postgres in ${folder} does not start: ${failure?.message ?? last}`)
}
