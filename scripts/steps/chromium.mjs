// @ts-check
import fs from 'node:fs'
import path from 'node:path'

import { runChild } from './child.mjs'

/** The build without windows: it draws what the whole one draws, and takes half its time for it. */
const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell', 'headless_shell']
const SHELL_PACKAGE = 'chromium-headless-shell'
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
 * it is installed when there is none. Null when there is none in the end. Playwright must be installed before.
 *
 * @param {import('./reporter.mjs').Reporter} reporter
 * @returns {Promise<string | null>}
 */
export async function findChromium(reporter) {
  const named = process.env.CHROMIUM
  if (named) return fs.existsSync(named) ? named : null
  return (await findWhole()) ?? (await install(reporter, 'chromium', findWhole))
}

/**
 * As above, but the build without windows goes first, wherever it comes from: it is installed where it is missing, even
 * beside a whole one.
 *
 * @param {import('./reporter.mjs').Reporter} reporter
 * @returns {Promise<string | null>}
 */
export async function findChromiumForTests(reporter) {
  if (process.env.CHROMIUM) return findChromium(reporter)
  return (await findShell()) ?? (await install(reporter, SHELL_PACKAGE, findShell)) ?? (await findChromium(reporter))
}

async function findWhole() {
  const found = onPath(NAMES) ?? PLACES.find((place) => fs.existsSync(place))
  if (found !== undefined) return found
  const downloaded = await whereDownloaded()
  return fs.existsSync(downloaded) ? downloaded : null
}

async function findShell() {
  return onPath(SHELLS) ?? shellBeside(await whereDownloaded())
}

/** @param {string[]} names */
function onPath(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return candidates.find((candidate) => fs.existsSync(candidate))
}

/** Where Playwright keeps the whole one, be it there or not. */
async function whereDownloaded() {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

/**
 * Playwright keeps both kinds in folders of the same number: chromium-1/chrome-linux64/chrome, and the one without windows in
 * chromium_headless_shell-1/chrome-headless-shell-linux64/chrome-headless-shell.
 *
 * @param {string} whole
 */
export function shellBeside(whole) {
  const match = /^(.*[\\/])chromium(-\d+)[\\/]/.exec(whole)
  const folder = match && `${match[1]}chromium_headless_shell${match[2]}`
  if (!folder || !fs.existsSync(folder)) return null
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const found = files.find((file) => SHELLS.includes(path.basename(file, '.exe')) && isFile(path.join(folder, file)))
  return found === undefined ? null : path.join(folder, found)
}

/** @param {string} place */
function isFile(place) {
  return fs.statSync(place).isFile()
}

/**
 * @param {import('./reporter.mjs').Reporter} reporter
 * @param {string} name of the package
 * @param {() => Promise<string | null>} find
 */
async function install(reporter, name, find) {
  if (process.getuid?.() !== 0 || !fs.existsSync('/etc/debian_version')) return null
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await reporter.during('Installing Chromium', async () => {
    await runChild('apt-get', ['update'], { env })
    await runChild('apt-get', ['install', '-y', '--no-install-recommends', name], { env })
  })
  return find()
}
