import os from 'node:os'

import { forgetSingleton, singleton } from '#app/platform/singleton.ts'

import { NotMadeError } from './not-made.ts'
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts'
import type { Urgency } from './turns.ts'
import { workerFile } from './worker-file.server.ts'
import { createWorkers, type WorkerLimits, type Workers } from './workers.server.ts'

/** A reader who waits gets an answer within the time that a page may take. */
const READER_LIMIT_MS = 20_000
/** Whether a text is taken shall not depend on how busy the machine is: its cost is judged before (markdown-limits.ts). */
const IMPORT_LIMIT_MS = 120_000

/** Of a command: what a second thread loads takes longer than what it would do. */
const LIMITS: WorkerLimits = {
  threads: 1,
  timeMs: (task) => (task === 'markdown' || task === 'html' ? IMPORT_LIMIT_MS : READER_LIMIT_MS),
  memoryMb: 384,
  niceness: 0,
  waiting: { now: 200, later: 100 },
}

/**
 * Of a process that answers readers, whose own thread comes first: further down, a busy machine would make nothing in time.
 * Two threads at least, so that one that has much to do does not hold up the small things.
 */
const BESIDE_READERS: WorkerLimits = {
  ...LIMITS,
  threads: Math.max(2, Math.min(4, os.availableParallelism() - 1)),
  niceness: 5,
}

type Holder = { workers: Promise<Workers> | null; limits: WorkerLimits; isStopped: boolean }

const holder = () => singleton<Holder>('making', () => ({ workers: null, limits: LIMITS, isStopped: false }))

/** To be called first in a process that answers readers. */
export function makeBesideReaders(): void {
  holder().limits = BESIDE_READERS
}

/**
 * Has something made in a worker thread of the process; both module graphs share the threads. Throws a `NotMadeError`
 * when it cannot be made within the limits.
 */
export async function make<Name extends TaskName>(
  task: Name,
  input: TaskInput<Name>,
  urgency: Urgency = 'now',
): Promise<TaskOutput<Name>> {
  const held = holder()
  if (held.isStopped) throw new NotMadeError('stopped', 'The program is being stopped.')
  held.workers ??= workerFile().then((file) => createWorkers(file, held.limits))
  const result = await (await held.workers).run(task, input, urgency)
  if ('value' in result) return result.value
  const { reason, message, line } = result.failure
  throw new NotMadeError(reason, message, line)
}

/** Ends the threads, if there are any; nothing is made afterwards. */
export async function stopMaking(): Promise<void> {
  const held = holder()
  held.isStopped = true
  await (await held.workers)?.stop()
}

/** As if nothing had been made in this process: for tests, which stop what they started. */
export async function restartMaking(): Promise<void> {
  await stopMaking()
  forgetSingleton('making')
}
