/** What `work` gives, unless `signal` is aborted first: then it rejects with the reason, and `work` is left to itself. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      const { reason }: { reason: unknown } = signal
      reject(reason instanceof Error ? reason : new Error(String(reason)))
    }
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp, { once: true })
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}
