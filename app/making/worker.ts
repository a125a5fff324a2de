import { parentPort } from 'node:worker_threads'

import { MarkdownTooLargeError } from '#app/domain/markdown.ts'

import { loadFor, TASKS } from './tasks.ts'
import type { Job, JobResult } from './workers.server.ts'

/** What Piscina calls in a thread of its own (`workers.server.ts`). */
export async function work({ id, task, input }: Job): Promise<JobResult> {
  await loadFor(task)
  // The limit of time counts from here: neither waiting nor the start of a thread or what it loads is the content's fault.
  parentPort?.postMessage({ begun: id })
  try {
    // The name and its input belong together by the type of `Workers.run`.
    const run = TASKS[task] as (input: unknown) => unknown
    return { value: await run(input) }
  } catch (error) {
    if (error instanceof MarkdownTooLargeError) return { tooLarge: error.sentence, line: error.line }
    // A stack that overflows, a string or an array that would be too long.
    if (error instanceof RangeError) return { tooLarge: 'The text is too large or too deep to be shown.', line: null }
    throw error
  }
}
