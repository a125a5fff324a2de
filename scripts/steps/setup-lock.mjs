// @ts-check
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Outside the checkout: an install empties `node_modules`, and a build empties `build`. */
const LOCK = path.join(os.tmpdir(), `third-thursday-${process.getuid?.() ?? 'user'}-${hashOfCheckout()}.lock`)
const HEARTBEAT_MS = 1000
/** A holder that has not been heard of for so long is dead, whatever its process id says. */
const STALE_MS = 30_000
const POLL_MS = 200

/**
 * Runs `work` while no other program sets this checkout up: two installs at once would break each other.
 *
 * @template T
 * @param {() => void} onWait called once when another program is at it
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(onWait, work) {
  let told = false
  while (!take()) {
    if (!told) onWait()
    told = true
    await sleep(POLL_MS)
  }
  const heartbeat = setInterval(() => fs.utimesSync(LOCK, new Date(), new Date()), HEARTBEAT_MS)
  process.once('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    process.off('exit', release)
    release()
  }
}

function hashOfCheckout() {
  const checkout = fs.realpathSync(path.resolve(import.meta.dirname, '../..'))
  return createHash('sha256').update(checkout).digest('hex').slice(0, 16)
}

function take() {
  try {
    fs.writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    if (isAbandoned()) release()
    return false
  }
}

function isAbandoned() {
  const stat = fs.statSync(LOCK, { throwIfNoEntry: false })
  if (!stat) return false // Given back since.
  if (Date.now() - stat.mtimeMs > STALE_MS) return true
  const pid = Number(fs.readFileSync(LOCK, 'utf8'))
  if (!pid) return false // Being written.
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

function release() {
  fs.rmSync(LOCK, { force: true })
}
