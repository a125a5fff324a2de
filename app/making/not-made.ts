export type NotMadeReason =
  /** It took longer than a worker may work. */
  | 'time'
  /** It needed more memory than a worker has. */
  | 'memory'
  /** What it is made from is larger, or nests deeper, than can be shown. */
  | 'size'
  /** So much else is asked for that it is not begun. */
  | 'busy'
  /** The program is being stopped. */
  | 'stopped'

/** Something that could not be made from content. The message can be shown to whoever wrote the content. */
export class NotMadeError extends Error {
  override readonly name = 'NotMadeError'

  constructor(
    readonly reason: NotMadeReason,
    message: string,
    /** The line of the text that is meant, from 1; null where the whole of it is. */
    readonly line: number | null = null,
  ) {
    super(message)
  }
}

/** By its name: two module graphs live in one process, and each has a class of its own. */
export function isNotMade(error: unknown): error is NotMadeError {
  return error instanceof Error && error.name === 'NotMadeError' && 'reason' in error
}

/** Whether it would fail the next time too, because of what it is made from. */
export function isFaultOfContent({ reason }: NotMadeError): boolean {
  return reason === 'time' || reason === 'memory' || reason === 'size'
}
