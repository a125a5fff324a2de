// @ts-check
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** The Node that the container runs, beside the oldest one that is supported. */
const MAJOR = 24

/**
 * Another Node on which the tests that need no browser run too: that of NODE24, or a program node24 on the PATH.
 *
 * @returns {{ program: string, version: string } | { program: null, reason: string }}
 */
export function findOtherNode() {
  if (process.version.startsWith(`v${MAJOR}.`)) return { program: null, reason: `this is Node ${MAJOR} itself` }
  const named = process.env[`NODE${MAJOR}`]
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  const program =
    named || folders.map((folder) => path.join(folder, `node${MAJOR}`)).find((file) => fs.existsSync(file))
  if (program === undefined)
    return { program: null, reason: `NODE${MAJOR} is not set and no program node${MAJOR} is on the PATH` }
  const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? ''
  if (version.startsWith(`v${MAJOR}.`)) return { program, version }
  return { program: null, reason: `${program} is not Node ${MAJOR} (${version || 'it does not run'})` }
}
