// @ts-check
import { spawn } from 'node:child_process'

const KEPT_CHARACTERS = 20_000

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set()

/**
 * Runs a program to its end and keeps what it says. It ends with us, whatever ends us in an orderly way.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, passThrough?: boolean }} [options] `passThrough`: it writes to our own output instead
 * @returns {Promise<{ code: number, output: string }>} a program that a signal ended, or that is not there, has code 1
 */
export function runChild(program, args, { env = process.env, passThrough = false } = {}) {
  return new Promise((resolve) => {
    const shell = process.platform === 'win32' && program.endsWith('.cmd')
    const child = spawn(program, args, {
      env,
      shell,
      stdio: passThrough ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    })
    children.add(child)
    let output = ''
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output = (output + chunk.toString()).slice(-KEPT_CHARACTERS)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', (error) => {
      children.delete(child)
      resolve({ code: 1, output: `${output}${error.message}\n` })
    })
    child.on('close', (code) => {
      children.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** @param {NodeJS.Signals} signal */
function endWith(signal) {
  if (process.listenerCount(signal) > 1) return
  for (const child of children) child.kill('SIGTERM')
  process.exit(signal === 'SIGINT' ? 130 : 143)
}

/**
 * From here on Ctrl-C and the like end the children and then us, unless the program has meanwhile put an orderly end of
 * its own in place. Never taken back: a signal that came while nobody listened would be lost.
 */
export function endChildrenOnSignals() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, endWith)
}
