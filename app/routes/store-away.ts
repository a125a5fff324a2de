import { StoreAwayError } from '#app/files/store.ts'
import { logWarning } from '#app/platform/log.server.ts'
import { smallPage } from '#app/routes/small-page.ts'

const RETRY_AFTER_SECONDS = 30

/** What `make` answers, or a 503 that says when to come back while the place where files are kept is away. */
export async function unlessStoreAway(make: () => Promise<Response>): Promise<Response> {
  try {
    return await make()
  } catch (error) {
    if (!(error instanceof StoreAwayError)) throw error
    logWarning(error.message, { reason: error.cause instanceof Error ? error.cause.message : null })
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
