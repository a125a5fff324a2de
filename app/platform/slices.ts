import { setImmediate as turn } from 'node:timers/promises'

/** After so long, work gives others their turn. */
const SLICE_MS = 8

/**
 * Does long work that comes in steps, others having their turn between two of them when a slice of time is used up. For work
 * whose input would cost as much to hand to another thread.
 */
export async function runInSlices(steps: Iterator<unknown>): Promise<void> {
  let begun = performance.now()
  while (steps.next().done !== true) {
    if (performance.now() - begun < SLICE_MS) continue
    await turn()
    begun = performance.now()
  }
}

/** The parts of a long text joined, written in slices. */
export async function joinInSlices(parts: Iterable<string>): Promise<string> {
  const written: string[] = []
  await runInSlices(gathering(parts, written))
  return written.join('')
}

function* gathering(parts: Iterable<string>, written: string[]): Generator<void> {
  for (const part of parts) {
    written.push(part)
    yield
  }
}
