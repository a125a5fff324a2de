import fs from 'node:fs'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { threadId } from 'node:worker_threads'

import { afterEach, expect, test } from 'vitest'

import { createWorkers, type WorkerLimits, type Workers } from './workers.server.ts'

const ODD_WORKER = path.resolve('tests/support/odd-worker.mjs')
const opened: Workers[] = []

function workers(limits: Partial<WorkerLimits> = {}) {
  const made = createWorkers(ODD_WORKER, {
    ...{ threads: 1, timeMs: () => 60_000, memoryMb: 64, niceness: 0, waiting: { now: 10, later: 10 } },
    ...limits,
  })
  opened.push(made)
  return { stop: made.stop, run: (markdown: string) => made.run('markdown', { markdown, options: {} }, 'now') }
}

/** The niceness of each thread of this process (Linux): the nineteenth field of what the system says of it. */
function nicenesses(): number[] {
  return fs.readdirSync('/proc/self/task').map((thread) => {
    const said = fs.readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
    return Number(said.slice(said.lastIndexOf(')') + 2).split(' ')[16])
  })
}

async function threadOf(run: ReturnType<typeof workers>['run']): Promise<number> {
  const result = await run('tell')
  return 'value' in result ? Number(result.value.html) : Number.NaN
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop()
})

test('threads give way as far as they are told', async ({ skip }) => {
  if (process.platform !== 'linux') skip('only Linux tells how far a thread gives way')
  await workers().run('tell')
  expect(nicenesses()).not.toContain(7)
  await workers({ niceness: 7 }).run('tell')
  expect(nicenesses().filter((niceness) => niceness === 7)).toHaveLength(1)
})

test('a task runs in another thread, and the next one in the same', async () => {
  const { run } = workers()
  const thread = await threadOf(run)
  expect(thread).not.toBe(threadId)
  expect(await threadOf(run)).toBe(thread)
})

test('a task that does not end is ended, the loop turns meanwhile, and another thread takes its place', async () => {
  let limitMs = 60_000
  const { run } = workers({ timeMs: () => limitMs })
  const thread = await threadOf(run)
  limitMs = 300
  let isOver = false
  let turns = 0
  const spinning = run('spin').finally(() => (isOver = true))
  while (!isOver) {
    await turn()
    turns += 1
  }
  expect(await spinning).toMatchObject({ failure: { reason: 'time', message: expect.stringContaining('0.3 s') } })
  expect(turns).toBeGreaterThan(100)
  limitMs = 60_000
  expect(await threadOf(run)).not.toBe(thread)
})

test('a task that takes all memory is refused, and the next one is done', async () => {
  const { run } = workers()
  expect(await run('hoard')).toMatchObject({ failure: { reason: 'memory' } })
  expect(await threadOf(run)).toBeGreaterThan(threadId)
})

test('an error that nobody expected rejects, and the next task is done', async () => {
  const { run } = workers()
  await expect(run('fail')).rejects.toThrow('It failed.')
  expect(await threadOf(run)).toBeGreaterThan(threadId)
})

test('where too many wait the next is told so', async () => {
  const { run, stop } = workers({ waiting: { now: 1, later: 1 } })
  const first = run('wait')
  const second = run('tell')
  expect(await run('tell')).toMatchObject({ failure: { reason: 'busy' } })
  await stop()
  expect([await first, await second]).toMatchObject([
    { failure: { reason: 'stopped' } },
    { failure: { reason: 'stopped' } },
  ])
})
