// @ts-check
import fs from 'node:fs'
import path from 'node:path'

import { runChild } from './child.mjs'
import { StepError } from './failure.mjs'
import { withSetupLock } from './setup-lock.mjs'
import { forget, hashOf, isDone, markDone } from './stamps.mjs'

const GENERATED = 'app/archive/generated/client.ts'
/** What serves: scripts/serve.ts and all of ours that it needs. */
export const PROGRAM = 'build/program/serve.js'
const PROGRAM_INPUTS = ['app', 'server', 'scripts', 'package-lock.json']
const BUILT = ['build/server/index.js', 'build/client/assets']
const BUILD_INPUTS = [
  'app',
  'public',
  'vite.config.ts',
  'remix.config.js',
  'tsconfig.json',
  'package-lock.json',
  'prisma/schema.prisma',
]

/**
 * A step of the set-up: whether it is needed is decided by what it would be made from, so that a second start does
 * nothing.
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {string} title
 * @property {() => boolean} isNeeded
 * @property {() => Promise<void>} run
 */

/**
 * Installs packages, generates the Prisma client and builds the site, each only when what it is made from has changed.
 *
 * @param {import('./reporter.mjs').Reporter} reporter
 * @param {{ development: boolean, build: boolean }} wanted `development`: the packages that only tests need, too
 */
export async function setUp(reporter, { development, build }) {
  const steps = [installStep(development), generateStep(), ...(build ? [buildStep(), programStep()] : [])]
  if (!steps.some((step) => step.isNeeded())) return
  await withSetupLock(
    () => reporter.say('Another program is setting this copy up: waiting for it.'),
    async () => {
      // Asked again: the other program may have done it, and each step may change what the next is made from.
      for (const step of steps) {
        if (step.isNeeded()) await reporter.during(step.title, step.run)
      }
    },
  )
}

/**
 * @param {boolean} development
 * @returns {Step}
 */
function installStep(development) {
  const name = development ? 'installed-all' : 'installed'
  const hash = () => hashOf(['package-lock.json'])
  return {
    name,
    title: 'Installing packages',
    isNeeded: () => {
      if (isDone(name, hash()) && fs.existsSync('node_modules/.package-lock.json')) return false
      if (!isInstalled(development)) return true
      markDone(name, hash())
      return false
    },
    run: async () => {
      forget(name)
      // No install scripts: npm may skip them anyway, and some of them download.
      const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', ...(development ? ['--include=dev'] : [])]
      await runOrFail(
        ...npmCommand(args),
        'The packages could not be installed: is the network there, and does npm reach its registry?',
      )
      markDone(name, hash())
    },
  }
}

/**
 * Whether `node_modules` holds what the lock file says, whoever installed it; npm notes at the end of an install what it
 * installed.
 *
 * @param {boolean} development
 */
function isInstalled(development) {
  try {
    const wanted = JSON.parse(fs.readFileSync('package-lock.json', 'utf8')).packages
    const found = JSON.parse(fs.readFileSync('node_modules/.package-lock.json', 'utf8')).packages
    return Object.entries(wanted).every(([location, entry]) => {
      if (location === '' || entry.optional || (entry.dev && !development)) return true
      return found[location]?.version === entry.version
    })
  } catch {
    return false // Nothing is installed, or an install was broken off.
  }
}

/**
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
function npmCommand(args) {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('npm-cli.js')) return [process.execPath, [cli, ...args]]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', args]
}

/** @returns {Step} */
function generateStep() {
  const hash = () => hashOf(['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'])
  return {
    name: 'generated',
    title: 'Generating the database client',
    isNeeded: () => !fs.existsSync(GENERATED) || !isDone('generated', hash()),
    run: async () => {
      forget('generated')
      const env = { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' }
      await runOrFail(
        process.execPath,
        ['node_modules/prisma/build/index.js', 'generate'],
        'prisma generate failed.',
        env,
      )
      markDone('generated', hash())
    },
  }
}

/** @param {string} file */
function isBuilt(file) {
  return !/\.test\.tsx?$|README\.md$/.test(file) && !file.startsWith(path.posix.dirname(GENERATED))
}

/** @returns {Step} */
function buildStep() {
  const hash = () => hashOf(BUILD_INPUTS, isBuilt)
  return {
    name: 'built',
    title: 'Building the site',
    isNeeded: () => BUILT.some((made) => !fs.existsSync(made)) || !isDone('built', hash()),
    run: async () => {
      forget('built')
      const inputs = hash()
      /** @type {NodeJS.ProcessEnv} */
      const env = { ...process.env, NODE_ENV: 'production' }
      for (const args of [['node_modules/@remix-run/dev/dist/cli.js', 'vite:build'], ['scripts/steps/compress.mjs']]) {
        await runOrFail(process.execPath, args, 'The build failed.', env)
      }
      markDone('built', inputs)
    },
  }
}

/**
 * Where a script lies among what was built, if it does and is what would be built now: plain JavaScript in a few files is
 * loaded in half the time.
 *
 * @param {string} script from the top of the checkout
 * @returns {string | null}
 */
export function builtScript(script) {
  const built = path.posix.join(path.posix.dirname(PROGRAM), `${path.posix.basename(script, '.ts')}.js`)
  const isOurs = path.posix.dirname(script) === 'scripts' && script.endsWith('.ts')
  return isOurs && fs.existsSync(built) && isDone('program', programHash()) ? built : null
}

function programHash() {
  return hashOf(PROGRAM_INPUTS, isBuilt)
}

/** @returns {Step} */
function programStep() {
  return {
    name: 'program',
    title: 'Building the server',
    isNeeded: () => !fs.existsSync(PROGRAM) || !isDone('program', programHash()),
    run: async () => {
      forget('program')
      const inputs = programHash()
      await runOrFail(process.execPath, ['scripts/steps/bundle.mjs'], 'The server could not be built.')
      markDone('program', inputs)
    },
  }
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} message
 * @param {NodeJS.ProcessEnv} [env]
 */
async function runOrFail(program, args, message, env = process.env) {
  const { code, output } = await runChild(program, args, { env })
  if (code === 0) return
  if (/ENOSPC|No space left on device/i.test(output))
    throw new StepError('The disk is full: make room and start again.', output)
  throw new StepError(message, output)
}
