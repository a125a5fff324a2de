/** After so long, work gives others their turn: nothing in this process waits for it any longer. */
const SLICE_MS = 8

/** Called between two steps of long work and awaited: it lets others have their turn when the slice is used up. */
export type Pause = () => Promise<void> | undefined

/** Begins work that is done in slices. */
export function inSlices(): Pause {
  let begun = performance.now()
  return () => {
    if (performance.now() - begun < SLICE_MS) return undefined
    return new Promise((resolve) => {
      setImmediate(() => {
        begun = performance.now()
        resolve()
      })
    })
  }
}
