/** After so long, work gives others their turn: nothing in this process waits for it any longer. */
const SLICE_MS = 8

/** Called between two steps of long work and awaited: it lets others have their turn when the slice is used up. */
export type Pause = () => Promise<void> | undefined

/** Begins work that is done in slices. `now` gives milliseconds. */
export function inSlices(now: () => number = () => performance.now()): Pause {
  let begun = now()
  return () => {
    if (now() - begun < SLICE_MS) return undefined
    return new Promise((resolve) => {
      setImmediate(() => {
        begun = now()
        resolve()
      })
    })
  }
}

/** Does work that comes in steps, with a pause after each of them; gives what it ends with. */
export async function stepByStep<T>(steps: Iterator<void, T>, pause: Pause): Promise<T> {
  for (;;) {
    const { done, value } = steps.next()
    await pause()
    if (done) return value
  }
}
