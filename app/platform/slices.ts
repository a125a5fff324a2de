import { singleton } from './singleton.ts'

/** After so long, work gives others their turn. */
const SLICE_MS = 8

/** Called between two steps of long work and awaited: it lets others have their turn when the slice is used up. */
export type Pause = () => Promise<void> | undefined

/**
 * The slice of time that all long work of the process shares in one turn of the event loop: a dozen slices side by side
 * would be one long stop. What finds it used up waits, and one of those who wait goes on in each turn, in order.
 */
export class Slices {
  private begun = 0
  private isOpen = false
  private readonly waiting: (() => void)[] = []

  /** `now` gives milliseconds. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** A promise of the next slice, when this one is used up. */
  readonly pause: Pause = () => {
    if (!this.isOpen) this.open()
    if (this.now() - this.begun < SLICE_MS) return undefined
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  private open(): void {
    this.isOpen = true
    this.begun = this.now()
    setImmediate(() => this.close())
  }

  private close(): void {
    this.isOpen = false
    const next = this.waiting.shift()
    if (next === undefined) return
    this.open()
    next()
  }
}

/** The slices of this process. */
export function inSlices(): Pause {
  return singleton('slices', () => new Slices()).pause
}

/** Does work that comes in steps, with a pause after each of them; gives what it ends with. */
export async function stepByStep<T>(steps: Iterator<unknown, T>, pause: Pause = inSlices()): Promise<T> {
  for (;;) {
    const step = steps.next()
    // Awaiting nothing would cost each step a turn of the microtasks.
    const turn = pause()
    if (turn) await turn
    if (step.done === true) return step.value
  }
}

/** Letters that are turned into bytes at once. */
const LETTERS_AT_ONCE = 64 * 1024

/** The parts of a long text as the bytes of the whole in UTF-8, written in slices. No part ends within a character. */
export async function bytesInSlices(parts: Iterable<string>): Promise<Uint8Array<ArrayBuffer>> {
  const written: Uint8Array[] = []
  await stepByStep(writing(parts, written))
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
