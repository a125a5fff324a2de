import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

import { memoryOf, timed, type Row } from './machine.ts'
import { runNode, searchJson, type Site } from './site.ts'

const WATCH_MS = 200
const POLL_MS = 50

export type ImportTarget = { site: Site; dataDir: string; port: number; corpus: string }

/** Imports the talks beside the running site, until the last one can be found; then once more. */
export async function measureImport(target: ImportTarget, countStored: () => Promise<number>): Promise<Row[]> {
  const first = await timed(async () => {
    const highest = await runImport(target)
    const stored = await countStored()
    while ((await searchJson(target.site, 'kind=conversation')).total < stored) await sleep(POLL_MS)
    return { highest, stored }
  })
  const site = memoryOf(target.site.pid)
  const again = await timed(() => runImport(target))
  return [
    row('imported, indexed and searchable, the site up', `${first.seconds.toFixed(1)} s`, '≤ 60 s'),
    row('conversations then found', first.value.stored.toLocaleString('en-GB'), ''),
    row('highest memory of the import', inMegabytes(first.value.highest), '≤ 300 MB'),
    row('memory of the site with the talks', inMegabytes(site?.now ?? null), '≤ 700 MB'),
    row('highest memory of the site meanwhile', inMegabytes(site?.highest ?? null), ''),
    row('the same import again', `${again.seconds.toFixed(1)} s`, '≤ 30 s'),
  ]
}

/** Runs the import to its end and gives its highest memory in MB. */
async function runImport({ dataDir, port, corpus }: ImportTarget): Promise<number | null> {
  const child = runNode(['scripts/run.mjs', 'scripts/import.ts', corpus], dataDir, port)
  let highest: number | null = null
  const watch = setInterval(() => {
    const memory = memoryOf(child.pid ?? 0)
    if (memory) highest = Math.max(highest ?? 0, memory.highest)
  }, WATCH_MS)
  const [code] = (await once(child, 'exit')) as [number | null]
  clearInterval(watch)
  if (code !== 0) throw new Error(`The import ended with ${code}`)
  return highest
}

function row(what: string, measured: string, bar: string): Row {
  return { what, measured, bar }
}

function inMegabytes(megabytes: number | null): string {
  return megabytes === null ? 'not known here' : `${megabytes} MB`
}
