// @ts-check
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** Gone with the packages, whose versions every step depends on. The build empties its own folder. */
const FOLDER = 'node_modules/.cache/third-thursday'

/**
 * Whether a step has been done for exactly these inputs.
 *
 * @param {string} step
 * @param {string} hash
 */
export function isDone(step, hash) {
  try {
    return fs.readFileSync(path.join(FOLDER, step), 'utf8') === hash
  } catch {
    return false // Never done.
  }
}

/**
 * @param {string} step
 * @param {string} hash
 */
export function markDone(step, hash) {
  fs.mkdirSync(FOLDER, { recursive: true })
  fs.writeFileSync(path.join(FOLDER, step), hash)
}

/**
 * To be called before a step is done again: a kill in the middle must not leave the old mark beside a half-made result.
 *
 * @param {string} step
 */
export function forget(step) {
  fs.rmSync(path.join(FOLDER, step), { force: true })
}

/**
 * One hash for the names and contents of files and folders; what is missing counts as empty.
 *
 * @param {string[]} paths
 * @param {(file: string) => boolean} [counts] which files of a folder count
 */
export function hashOf(paths, counts = () => true) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(filesIn).sort()) {
    if (counts(file)) hash.update(`${file}\0`).update(fs.readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/**
 * @param {string} location
 * @returns {string[]}
 */
function filesIn(location) {
  const stat = fs.statSync(location, { throwIfNoEntry: false })
  if (!stat) return []
  if (stat.isFile()) return [location]
  return fs
    .readdirSync(location, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name).split(path.sep).join('/'))
}
