// @ts-check
import fs from 'node:fs'

const LOOK_EVERY_MS = 500
const NPM = /(?:^|[/\0])npm(?:[ \0]|-cli\.js)/

/**
 * Ends this process in order when npm, or a shell between it and us, is gone: a signal that reached one of them alone would
 * leave us running with nobody to stop us. Whoever has started us without npm may well go and leave us running.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return
  const parents = parentsUpToNpm()
  const timer = setInterval(() => {
    if (parents.every(([child, parent]) => parentOf(child) === parent && isThere(parent))) return
    clearInterval(timer)
    process.emit('SIGTERM', 'SIGTERM')
  }, LOOK_EVERY_MS)
  timer.unref()
}

/** Each child with its parent, from us upwards: to npm where the system tells, else our own parent alone. */
function parentsUpToNpm() {
  /** @type {[child: number, parent: number][]} */
  const parents = []
  for (let child = process.pid; ;) {
    const parent = parentOf(child)
    if (parent === null || parent <= 1) return parents.slice(0, 1)
    parents.push([child, parent])
    if (read(parent, 'cmdline')?.match(NPM)) return parents
    child = parent
  }
}

/** @param {number} pid */
function parentOf(pid) {
  if (pid === process.pid) return process.ppid
  const stat = read(pid, 'stat')
  // "PID (NAME) STATE PARENT …", proc(5); the name may hold spaces and brackets.
  return stat === null ? null : Number(stat.slice(stat.lastIndexOf(')') + 1).split(' ')[2])
}

/**
 * @param {number} pid
 * @param {string} file
 */
function read(pid, file) {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch (error) {
    // Gone, or a system that has no such files.
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

/** @param {number} pid of a parent: when it goes another takes us in, but not on every system */
function isThere(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code !== 'ESRCH'
  }
}
