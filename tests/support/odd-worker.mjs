// @ts-check
import { parentPort, threadId } from 'node:worker_threads'

/**
 * A worker whose tasks misbehave, each by its name in place of the Markdown (app/making/workers.server.ts).
 *
 * @param {{ id: number, input: { markdown: string } }} job
 */
export async function work({ id, input: { markdown } }) {
  parentPort?.postMessage({ begun: id })
  switch (markdown) {
    case 'spin':
      for (;;);
    case 'hoard': {
      const hoard = []
      for (;;) hoard.push(Array.from({ length: 10_000 }, () => ({})))
    }
    case 'fail':
      throw new TypeError('It failed.')
    case 'wait':
      return new Promise((resolve) => setTimeout(resolve, 60_000))
    default:
      return { value: { html: String(threadId), text: '' } }
  }
}
