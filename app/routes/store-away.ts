import { StoreAwayError } from '#app/files/store.ts'
import { logWarning } from '#app/platform/log.server.ts'
import { singleton } from '#app/platform/singleton.ts'
import { smallPage } from '#app/routes/small-page.ts'

const RETRY_AFTER_SECONDS = 30
/** Anybody may ask for files again and again: one line a minute says as much. */
const TELL_EVERY_MS = 60_000

/** What `make` answers, or a 503 that says when to come back while the place where files are kept is away. */
export async function unlessStoreAway(make: () => Promise<Response>): Promise<Response> {
  try {
    return await make()
  } catch (error) {
    if (!(error instanceof StoreAwayError)) throw error
    tell(error)
    return smallPage({
      status: 503,
      title: 'This file cannot be fetched just now',
      sentence:
        'The place where files are kept does not answer at the moment. Nothing is lost: please try again in a minute. What is written in the archive can be read meanwhile.',
      ways: [
        { address: '/', words: 'the first page' },
        { address: '/search', words: 'search' },
      ],
      headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
    })
  }
}

function tell({ message, cause }: StoreAwayError): void {
  const told = singleton('store-away-told', () => ({ at: 0 }))
  if (Date.now() - told.at < TELL_EVERY_MS) return
  told.at = Date.now()
  logWarning(message, { reason: cause instanceof Error ? cause.message : null })
}
