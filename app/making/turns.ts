/** `now`: somebody waits for it. `later`: nobody does, and it gives way to what somebody waits for. */
export type Urgency = 'now' | 'later'

export type Turns = {
  /** Waits for one of the places; gives the function that frees it, or null where too many wait already. */
  take: (urgency: Urgency) => Promise<(() => void) | null>
  /** Sends all who wait away with null, and those who still come. */
  close: () => void
  readonly waiting: number
}

/**
 * Turns for a number of places: those who wait are served in the order in which they came, the urgent ones first. What is
 * not urgent never takes the last free place, so that something urgent need not wait for it.
 */
export function createTurns(places: number, mostWaiting: Record<Urgency, number>): Turns {
  const lanes: Record<Urgency, ((release: (() => void) | null) => void)[]> = { now: [], later: [] }
  let free = places
  let isClosed = false

  function serve(): void {
    while (free > 0) {
      const next = lanes.now.shift() ?? (free > 1 || places === 1 ? lanes.later.shift() : undefined)
      if (next === undefined) return
      free -= 1
      next(once(release))
    }
  }

  function release(): void {
    free += 1
    serve()
  }

  return {
    take: (urgency) =>
      new Promise((resolve) => {
        if (isClosed || lanes[urgency].length >= mostWaiting[urgency]) return resolve(null)
        lanes[urgency].push(resolve)
        serve()
      }),
    close: () => {
      isClosed = true
      for (const lane of Object.values(lanes)) for (const resolve of lane.splice(0)) resolve(null)
    },
    get waiting() {
      return lanes.now.length + lanes.later.length
    },
  }
}

function once(work: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) work()
    isDone = true
  }
}
