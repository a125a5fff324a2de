import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const MEMORY_FOLDER = '/dev/shm'
const MEMORY_BYTES = 1024 ** 3

/** Where temporary folders go: memory where there is room. A database is 300 files, 20 ms there and 700 on a slow disk. */
export function temporaryParent(): string {
  if (!fs.existsSync(MEMORY_FOLDER)) return os.tmpdir()
  const { bavail, bsize } = fs.statfsSync(MEMORY_FOLDER)
  return bavail * bsize >= MEMORY_BYTES ? MEMORY_FOLDER : os.tmpdir()
}

/** A new empty folder; whoever makes it removes it. */
export function makeTemporaryFolder(name: string): string {
  return fs.mkdtempSync(path.join(temporaryParent(), `third-thursday-${name}-`))
}

/** Copies a folder with owners and rights: Postgres refuses a cluster that is another's, and root's in any case. */
export function copyFolder(from: string, to: string): void {
  if (process.platform === 'win32') return fs.cpSync(from, to, { recursive: true })
  const { status, stderr } = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`cp: ${stderr}`)
}
