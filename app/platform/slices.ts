import { setImmediate as turn } from 'node:timers/promises'

/** After so long, work gives others their turn. */
const SLICE_MS = 8

/**
 * Does long work that comes in steps, others having their turn between two of them when a slice of time is used up. For work
 * whose input would cost as much to hand to another thread. `now` gives milliseconds.
 */
export async function runInSlices(steps: Iterator<unknown>, now = () => performance.now()): Promise<void> {
  let begun = now()
  while (steps.next().done !== true) {
    if (now() - begun < SLICE_MS) continue
    await turn()
    begun = now()
  }
}

/** Letters that are turned into bytes at once. */
const LETTERS_AT_ONCE = 64 * 1024

/** The parts of a long text as the bytes of the whole in UTF-8, written in slices. No part ends within a character. */
export async function bytesInSlices(parts: Iterable<string>): Promise<Uint8Array<ArrayBuffer>> {
  const written: Uint8Array[] = []
  await runInSlices(writing(parts, written))
  const whole = new Uint8Array(written.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const piece of written) {
    whole.set(piece, at)
    at += piece.byteLength
  }
  return whole
}

function* writing(parts: Iterable<string>, written: Uint8Array[]): Generator<void> {
  const encoder = new TextEncoder()
  let [waiting, letters]: [string[], number] = [[], 0]
  const write = () => {
    written.push(encoder.encode(waiting.join('')))
    ;[waiting, letters] = [[], 0]
  }
  for (const part of parts) {
    waiting.push(part)
    letters += part.length
    if (letters >= LETTERS_AT_ONCE) write()
    yield
  }
  write()
}
