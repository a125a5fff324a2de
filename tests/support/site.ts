import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'

import { freePort } from './free-port.ts'
import { makeTemporaryFolder } from './temporary-folder.ts'

const ADDRESS = /^Third Thursday is at (\S+)/m

export type SiteOptions = { env?: Record<string, string>; args?: string[] }

export type Ended = { code: number | null; output: string }

export type Site = {
  url: string
  port: number
  dataDir: string
  process: ChildProcess
  /** All that it has printed so far, standard output and standard error. */
  output: () => string
  /** Sends a signal and gives the exit code, null when the signal itself ended it. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>
}

const running = new Set<ChildProcess>()

/** Ends in order whatever a test that failed has left running. */
export async function stopAllSites(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
    }),
  )
}

/** Runs `npm start` (without npm) with a port and a data folder of its own; ready when it has printed its address. */
export async function startSite(options: SiteOptions = {}): Promise<Site> {
  const started = await launch(options)
  const { child, output } = started
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (ADDRESS.test(output())) resolve()
    }
    child.stdout?.on('data', look)
    child.on('close', () => reject(new Error(`The site ended before it was ready:\n${output()}`)))
  })
  return {
    url: `http://127.0.0.1:${started.port}`,
    port: started.port,
    dataDir: started.dataDir,
    process: child,
    output,
    stop: async (signal = 'SIGINT') => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const exit = once(child, 'exit')
      child.kill(signal)
      await exit
      return child.exitCode
    },
  }
}

/** Runs `npm start` to its end, for a start that fails or that is interrupted. */
export async function runStart(
  options: SiteOptions & { interruptAfterMs?: number; stopWhenSaid?: RegExp },
): Promise<Ended> {
  const { child, output } = await launch(options)
  const close = once(child, 'close')
  const { stopWhenSaid } = options
  for (const stream of stopWhenSaid ? [child.stdout, child.stderr] : [])
    stream.on('data', () => {
      if (stopWhenSaid?.test(output())) child.kill('SIGTERM')
    })
  if (options.interruptAfterMs !== undefined) setTimeout(() => child.kill('SIGINT'), options.interruptAfterMs)
  await close
  return { code: child.exitCode, output: output() }
}

/** Runs a command of package.json to its end, as an operator types it. */
export async function runNpm(command: string, args: string[], env: Record<string, string>): Promise<Ended> {
  const shell = process.platform === 'win32'
  return toItsEnd(
    spawn('npm', ['run', '--silent', command, '--', ...args], { env: { ...cleanEnvironment(), ...env }, shell }),
  )
}

/** The same without npm, which takes longer than most of what it starts: what package.json says is run as it stands there. */
export async function runCommand(command: string, args: string[], env: Record<string, string>): Promise<Ended> {
  const { scripts } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const [program, ...given] = (scripts[command] ?? '').split(' ')
  if (program !== 'node') throw new Error(`The command ${command} is no program of ours: ${scripts[command]}`)
  const ours = { INIT_CWD: process.cwd(), ...env }
  return toItsEnd(spawn(process.execPath, [...given, ...args], { env: { ...cleanEnvironment(), ...ours } }))
}

async function toItsEnd(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  child.stdin.end()
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  await once(child, 'close')
  return { code: child.exitCode, output }
}

async function launch({ env = {}, args = [] }: SiteOptions) {
  const port = Number(env['PORT'] ?? (await freePort()))
  const dataDir = env['DATA_DIR'] ?? makeTemporaryFolder('data')
  const child = spawn(process.execPath, ['scripts/start.mjs', ...args], {
    env: { ...cleanEnvironment(), PORT: String(port), DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let printed = ''
  const keep = (chunk: Buffer) => {
    printed += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return { child, port, dataDir, output: () => printed }
}

/** Our environment without what a test runner has put there, and without a database of the developer's own. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV: _mode, VITEST: _vitest, DATABASE_URL: _url, ...rest } = process.env
  return rest as NodeJS.ProcessEnv
}
