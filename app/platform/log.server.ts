/** What the operator reads: one line for each thing that happened. */
export function logInfo(message: string): void {
  console.log(message)
}

/** Something is odd and needs no action now. */
export function logWarning(message: string): void {
  console.warn(message)
}

/** Something failed; `error` with its stack. */
export function logError(message: string, error: unknown): void {
  console.error(message, error)
}
