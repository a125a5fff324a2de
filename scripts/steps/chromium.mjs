// @ts-check
import fs from 'node:fs'
import path from 'node:path'

import { runChild } from './child.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** What to do where it cannot be installed from here. */
export const HOW_TO_GET_CHROMIUM =
  'The browser tests need Chromium: install it with the package manager of the system (or "npx playwright install chromium"), or name it in CHROMIUM.'

/**
 * The path of a Chromium: what CHROMIUM names, the system's, the one that Playwright has downloaded; on Debian and as root
 * it is installed when there is none. Null when there is none in the end.
 *
 * @param {import('./reporter.mjs').Reporter} reporter
 * @returns {Promise<string | null>}
 */
export async function findChromium(reporter) {
  const named = process.env.CHROMIUM
  if (named) return fs.existsSync(named) ? named : null
  return onTheSystem() ?? (await fromPlaywright()) ?? (await install(reporter))
}

function onTheSystem() {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...PLACES]
  return candidates.find((candidate) => fs.existsSync(candidate)) ?? null
}

async function fromPlaywright() {
  const { chromium } = await import('@playwright/test')
  const downloaded = chromium.executablePath()
  return fs.existsSync(downloaded) ? downloaded : null
}

/** @param {import('./reporter.mjs').Reporter} reporter */
async function install(reporter) {
  if (process.getuid?.() !== 0 || !fs.existsSync('/etc/debian_version')) return null
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await reporter.during('Installing Chromium', async () => {
    await runChild('apt-get', ['update'], { env })
    await runChild('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env })
  })
  return onTheSystem()
}
