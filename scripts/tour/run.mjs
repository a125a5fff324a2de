import { spawn } from 'node:child_process'

/**
 * Runs a program to its end.
 *
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<Buffer>} what it wrote to standard output
 * @throws {Error} with what it complained of, or when it is not installed
 */
export function run(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const out = []
    const complaints = []
    child.stdout.on('data', (chunk) => out.push(chunk))
    child.stderr.on('data', (chunk) => complaints.push(chunk))
    child.on('error', (error) => reject(new Error(`${program} cannot be run (${error.message}): is it installed?`)))
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out))
      else reject(new Error(`${program} ended with ${code}: ${Buffer.concat(complaints).toString().trim()}`))
    })
  })
}
