// @ts-check

const LOOK_EVERY_MS = 500

/**
 * Ends this process in order when npm, or the shell between it and us, is gone: a signal that reached one of them alone
 * would leave us running with nobody to stop us. Whoever has started us without npm may well go and leave us running.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return
  const { ppid } = process
  const timer = setInterval(() => {
    if (isThere(ppid)) return
    clearInterval(timer)
    process.emit('SIGTERM', 'SIGTERM')
  }, LOOK_EVERY_MS)
  timer.unref()
}

/** @param {number} ppid of our parent at the start: another takes us in when it goes, but not on every system */
function isThere(ppid) {
  if (process.ppid !== ppid) return false
  try {
    process.kill(ppid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code !== 'ESRCH'
  }
}
