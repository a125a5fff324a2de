import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Beside the program that serves (scripts/steps/bundle.mjs). */
const BUILT = path.join('program', 'making-worker.js')
/** Below `node_modules`, where the worker finds its packages. */
const CACHE = path.join('node_modules', '.cache', 'third-thursday')

/**
 * The program of a worker thread, as plain JavaScript: a thread knows no TypeScript. Beside a build it lies there; run from
 * source (development, tests, commands) it is put together here, which takes some milliseconds.
 */
export async function workerFile(): Promise<string> {
  const here = fileURLToPath(import.meta.url)
  if (here.endsWith('.ts')) return madeFromSource(path.join(path.dirname(here), 'worker.ts'))
  // build/server/index.js, build/program/serve.js, build/program/parts/….js
  const build = `${path.sep}build${path.sep}`
  return path.join(here.slice(0, here.lastIndexOf(build) + build.length), BUILT)
}

async function madeFromSource(source: string): Promise<string> {
  const top = path.resolve(path.dirname(source), '..', '..')
  const { build } = await import('esbuild')
  const made = path.join(top, CACHE)
  const { outputFiles } = await build({
    entryPoints: { worker: source },
    outdir: made,
    bundle: true,
    write: false,
    // What only some tasks need is loaded when it is first asked for.
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outExtension: { '.js': '.mjs' },
    logLevel: 'silent',
  })
  const hash = createHash('sha256')
  for (const { contents } of outputFiles) hash.update(contents)
  const folder = path.join(made, `worker-${hash.digest('hex').slice(0, 16)}`)
  await fs.mkdir(folder, { recursive: true })
  for (const file of outputFiles) await writeWhole(path.join(folder, path.basename(file.path)), file.contents)
  return path.join(folder, 'worker.mjs')
}

/** Several programs may do this at once: each finds a whole file there, or puts one. */
async function writeWhole(file: string, contents: Uint8Array): Promise<void> {
  const own = `${file}.${process.pid}-${performance.now()}`
  await fs.writeFile(own, contents)
  await fs.rename(own, file)
}
