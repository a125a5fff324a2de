import { setTimeout as sleep } from 'node:timers/promises'

import type { Meilisearch, Task } from 'meilisearch'

const SHORTEST_PAUSE_MS = 15
const LONGEST_PAUSE_MS = 250

/**
 * Waits until a task has ended, well or not; throws when `signal` is given up first. Asks often at first, since a small
 * task takes half a second, and then ever more seldom.
 */
export async function endOfTask(admin: Meilisearch, taskUid: number, signal: AbortSignal | undefined): Promise<Task> {
  for (let pauseMs = SHORTEST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.1)) {
    signal?.throwIfAborted()
    const task = await admin.tasks.getTask(taskUid)
    if (task.status !== 'enqueued' && task.status !== 'processing') return task
    await sleep(pauseMs)
  }
}

export function failureOfTask({ uid, type, status, error }: Task): Error {
  return new Error(`Meilisearch's task ${uid} (${type}) ended as ${status}: ${error?.message ?? 'no reason given'}`)
}
