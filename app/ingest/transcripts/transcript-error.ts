/** A transcript that cannot be read, and the line (from 1) at which. */
export class TranscriptError extends Error {
  override name = 'TranscriptError'

  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`line ${line}: ${reason}`)
  }
}
