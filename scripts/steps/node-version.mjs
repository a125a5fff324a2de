// The first thing that every program loads. It must parse on a Node far too old for the rest: no new syntax here, and
// only names that old versions export.
import { readFileSync } from 'node:fs'

const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const wanted = /(\d+)\.(\d+)/.exec(engines.node)
const given = /^v(\d+)\.(\d+)/.exec(process.version)
const major = Number(given[1]) - Number(wanted[1])

if (major < 0 || (major === 0 && Number(given[2]) < Number(wanted[2]))) {
  console.error(`This needs Node ${wanted[0]} or newer, and ${process.version} is running: install a newer one.`)
  process.exit(1)
}
