import { logError, logInfo } from '#app/platform/log.server.ts'

/** What a program has started, and how all of it is stopped. */
export type OrderlyEnd = {
  /** Aborted when the program is being stopped: what is long looks at it, what fails then fails because of it. */
  readonly signal: AbortSignal
  /** Notes how to stop what was just started; throws when the program is being stopped already. */
  add: (stop: () => Promise<void>) => void
  /** Stops in reverse all that was added. */
  stop: () => Promise<void>
}

export function createOrderlyEnd(): OrderlyEnd & { abort: () => void } {
  const stops: (() => Promise<void>)[] = []
  const controller = new AbortController()
  return {
    signal: controller.signal,
    abort: () => controller.abort(new Error('The site is being stopped.')),
    add: (stop) => {
      stops.push(stop)
      controller.signal.throwIfAborted()
    },
    stop: async () => {
      for (let stop = stops.pop(); stop; stop = stops.pop()) {
        await stop().catch((error: unknown) => logError('A part did not stop in order.', error))
      }
    },
  }
}

export type Endings = {
  /** Called first: no new work comes in, and what is under way is finished. */
  closeDoor: () => Promise<void>
  /** The start, which may still be under way: what it is just starting must be stopped too. */
  opening: Promise<void>
}

/** From here on a signal, or an error that nobody caught, ends the process in order. */
export function endOnSignals(end: OrderlyEnd & { abort: () => void }, { closeDoor, opening }: Endings): void {
  const finish = async (exitCode: number) => {
    end.abort()
    await closeDoor()
    await opening.catch(() => undefined) // Whoever awaits it has been told.
    await end.stop()
    process.exit(exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (end.signal.aborted) return
      logInfo('Stopping …')
      void finish(0)
    })
  }
  // Whoever read what is printed may be gone: a closed terminal, a program that gathered the log. Readers are still there.
  for (const printed of [process.stdout, process.stderr]) printed.on('error', () => undefined)
  process.on('uncaughtException', (error) => {
    logError('Something failed that nobody expected; the site stops.', error)
    if (!end.signal.aborted) void finish(1)
  })
}
