import { setImmediate as nextTurn } from 'node:timers/promises'
import v8 from 'node:v8'
import vm from 'node:vm'

import { BuiltInEngine } from '#app/search/built-in/engine.ts'

import { percentile, timed, type Row } from './machine.ts'
import { SyntheticArchive } from './synthetic.ts'

const QUERIES = 300
const WARM_UP = 30

/** The built-in engine with so many made-up passages: a facet search, and the memory of the index alone. */
export async function measureScale(passages: number, barMs: number): Promise<Row[]> {
  const archive = new SyntheticArchive()
  const before = await memoryInUse()
  // The texts of passages are kept apart, as they are in Postgres: here a stand-in gives one for each that is shown.
  const engine = new BuiltInEngine(async (wanted) => wanted.map(() => 'the text of a passage'))
  const built = await timed(() => engine.rebuild(archive.conversations(passages)))
  const bytes = ((await memoryInUse()) - before) / passages
  const waits: number[] = []
  for (const [number, query] of archive.queries(QUERIES + WARM_UP).entries()) {
    const { seconds } = await timed(() => engine.search(query))
    if (number >= WARM_UP) waits.push(seconds * 1000)
  }
  const [p50, p95] = [0.5, 0.95].map((share) => percentile(waits, share).toFixed(1))
  const size = passages.toLocaleString('en-GB')
  return [
    { what: `${size} passages: facet search p50 / p95`, measured: `${p50} / ${p95} ms`, bar: `≤ ${barMs} ms (p95)` },
    { what: `${size} passages: memory a passage`, measured: `${Math.round(bytes)} bytes`, bar: '≤ 1,300 bytes' },
    { what: `${size} passages: made up and indexed`, measured: `${built.seconds.toFixed(0)} s`, bar: '' },
  ]
}

/** Bytes of what is in use, after what is not has been collected: arrays are let go of a turn after their owners. */
async function memoryInUse(): Promise<number> {
  v8.setFlagsFromString('--expose-gc')
  const collect = vm.runInNewContext('gc') as () => void
  collect()
  await nextTurn()
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
