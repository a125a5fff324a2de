import { Piscina } from 'piscina'

import { NotMadeError } from './not-made.ts'
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts'
import { createTurns, type Urgency } from './turns.ts'

export type WorkerLimits = {
  threads: number
  /** Milliseconds of work, after which the thread is ended and another takes its place. */
  timeMs: (task: TaskName) => number
  /** Of a thread's heap. */
  memoryMb: number
  /** How far the threads give way to all others of the machine, from 0 to 19 (Linux). */
  niceness: number
  /** How many may wait for a thread. */
  waiting: Record<Urgency, number>
}

export type Job = { id: number; task: TaskName; input: unknown }
/** What a thread answers. An error of a class of ours would arrive as a plain one. */
export type JobResult = { value: unknown } | { tooLarge: string; line: number | null }

export type RunResult<Name extends TaskName> = { value: TaskOutput<Name> } | { failure: NotMadeError }

export type Workers = {
  /**
   * Has something made. What could not be made within the limits is a `failure`, an error that nobody expected rejects:
   * the classes of this module are not those of the module graph that asks.
   */
  run: <Name extends TaskName>(task: Name, input: TaskInput<Name>, urgency: Urgency) => Promise<RunResult<Name>>
  /** Ends the threads at once: what is under way fails with `stopped`. */
  stop: () => Promise<void>
}

/** A thread that is not used keeps some fifty megabytes. */
const IDLE_MS = 120_000
/** A busy machine takes seconds to load what a thread needs. */
const START_LIMIT_MS = 120_000
/** A few threads that run `work` of the module `filename`, made when they are wanted. An idle one does not keep the process alive. */
export function createWorkers(
  filename: string,
  { threads, timeMs, memoryMb, niceness, waiting }: WorkerLimits,
): Workers {
  const turns = createTurns(threads, waiting)
  const begun = new Map<number, () => void>()
  let isStopped = false
  let lastId = 0
  const pool = new Piscina({
    filename,
    name: 'work',
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    niceIncrement: niceness,
    recordTiming: false,
    // Options of the program itself are not for threads: tsx and vitest put loaders there.
    execArgv: [],
  })
  pool.on('message', (message: { begun?: number }) => begun.get(message.begun ?? 0)?.())
  // Of a thread that failed while it had nothing to do; those who wait for something are told by its promise.
  pool.on('error', () => undefined)

  async function run<Name extends TaskName>(
    task: Name,
    input: TaskInput<Name>,
    urgency: Urgency,
  ): Promise<RunResult<Name>> {
    const release = await turns.take(urgency)
    if (release === null) return { failure: isStopped ? stopped() : busy() }
    lastId += 1
    const job: Job = { id: lastId, task, input }
    const limit = new AbortController()
    const abort = () => limit.abort()
    let timer = setTimeout(abort, START_LIMIT_MS)
    begun.set(job.id, () => {
      clearTimeout(timer)
      timer = setTimeout(abort, timeMs(task))
    })
    try {
      const result = (await pool.run(job, { signal: limit.signal })) as JobResult
      if ('tooLarge' in result) return { failure: new NotMadeError('size', result.tooLarge, result.line) }
      return { value: result.value as TaskOutput<Name> }
    } catch (error) {
      if (isStopped) return { failure: stopped() }
      if (limit.signal.aborted) return { failure: tooLong(timeMs(task)) }
      if (isOutOfMemory(error)) return { failure: tooMuch(memoryMb) }
      throw error
    } finally {
      clearTimeout(timer)
      begun.delete(job.id)
      release()
    }
  }

  async function stop(): Promise<void> {
    isStopped = true
    turns.close()
    await pool.destroy()
  }

  return { run, stop }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

function tooLong(timeMs: number): NotMadeError {
  return new NotMadeError(
    'time',
    `The text takes longer to be made ready than the ${timeMs / 1000} s that it may take.`,
  )
}

function tooMuch(memoryMb: number): NotMadeError {
  return new NotMadeError(
    'memory',
    `The text takes more memory to be made ready than the ${memoryMb} MB that it may take.`,
  )
}

function busy(): NotMadeError {
  return new NotMadeError('busy', 'Too much is asked for at once.')
}

function stopped(): NotMadeError {
  return new NotMadeError('stopped', 'The program is being stopped.')
}
