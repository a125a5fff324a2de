// @ts-check
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { runChild } from './child.mjs'

/** What an S3 server needs of it (https://docs.getmoto.org); the rest of its extras is three times as large. */
const PACKAGES = ['moto[s3]==5.2.5', 'flask==3.1.3', 'flask-cors==6.0.5']
const FOLDER = `moto-${PACKAGES.map((name) => name.split('==')[1]).join('-')}`

/**
 * The path of `moto_server`, a second kind of S3 server for the tests: what MOTO_SERVER names, what is on the PATH, or what
 * was installed for an earlier run. Null where there is none: its tests are left out then, and say so.
 *
 * @returns {string | null}
 */
export function findMoto() {
  const named = process.env.MOTO_SERVER
  if (named) return fs.existsSync(named) ? named : null
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), binOf(cacheFolder())]
  return folders.map((folder) => path.join(folder, 'moto_server')).find((program) => fs.existsSync(program)) ?? null
}

/**
 * Installs it where it is missing, outside the checkout, if there is Python and a network.
 *
 * @param {import('./reporter.mjs').Reporter} reporter
 */
export async function installMoto(reporter) {
  if (findMoto() !== null || process.env.MOTO_SERVER) return
  const folder = cacheFolder()
  const isInstalled = await reporter.during('Installing a second kind of S3 server for the tests', async () => {
    const made = await runChild('python3', ['-m', 'venv', folder])
    const pip = ['install', '--quiet', '--disable-pip-version-check', '--retries=0', ...PACKAGES]
    return made.code === 0 && (await runChild(path.join(binOf(folder), 'pip'), pip)).code === 0
  })
  if (!isInstalled) fs.rmSync(folder, { recursive: true, force: true })
}

function cacheFolder() {
  const cache = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache')
  return path.join(cache, 'third-thursday', FOLDER)
}

/** @param {string} folder */
function binOf(folder) {
  return path.join(folder, process.platform === 'win32' ? 'Scripts' : 'bin')
}
