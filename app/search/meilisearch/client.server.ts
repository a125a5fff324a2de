import { type EnqueuedTask, Meilisearch, MeilisearchApiError, MeilisearchError } from 'meilisearch'

/** Where a Meilisearch is. The key is its master key or an admin key; undefined for a server without keys. */
export type MeilisearchAddress = { url: string; apiKey: string | undefined }

/** A search that takes longer, whatever it asks, is given up: the built-in engine answers. */
export const SEARCH_TIMEOUT_MS = 1000
const ADMIN_TIMEOUT_MS = 5_000

const SEARCH_KEY_NAME = 'Third Thursday: search'

/**
 * Compressed answers come in small packets that wait for each other (Nagle's algorithm against delayed
 * acknowledgements): 44 ms a request, ten times the search itself. From the same machine nothing is gained by them.
 */
const UNCOMPRESSED = { headers: { 'accept-encoding': 'identity' } }

/** The client that writes: indexes, settings, documents, keys. */
export function adminClient({ url, apiKey }: MeilisearchAddress): Meilisearch {
  return new Meilisearch({
    host: url,
    ...(apiKey === undefined ? {} : { apiKey }),
    timeout: ADMIN_TIMEOUT_MS,
    requestInit: UNCOMPRESSED,
  })
}

/**
 * Sends documents as lines of JSON and gives the task. `signal` alone ends it: the client's own timeout, which is the same
 * for a line and for megabytes, is left out.
 */
export async function sendLines(
  admin: Meilisearch,
  index: string,
  lines: string,
  signal: AbortSignal,
): Promise<number> {
  const { timeout: _, ...config } = admin.config
  const { taskUid } = await new Meilisearch(config).httpRequest.post<EnqueuedTask>({
    path: `indexes/${index}/documents`,
    contentType: 'application/x-ndjson',
    body: lines,
    extraRequestInit: { signal },
  })
  return taskUid
}

/**
 * The client that readers' searches go through, with a key of its own that can do nothing but search this index. Made
 * once and found again by its name. A server without keys, or a key that may not make others, is searched with what was
 * given. It waits for as long as the signal of a request lets it. Throws a MeilisearchError when the server does not
 * answer.
 */
export async function searchClient(address: MeilisearchAddress, indexUid: string): Promise<Meilisearch> {
  const apiKey = address.apiKey === undefined ? undefined : await searchKey(adminClient(address), indexUid)
  const key = apiKey ?? address.apiKey
  return new Meilisearch({
    host: address.url,
    ...(key === undefined ? {} : { apiKey: key }),
    requestInit: UNCOMPRESSED,
  })
}

async function searchKey(admin: Meilisearch, indexUid: string): Promise<string | undefined> {
  try {
    const { results } = await admin.getKeys({ limit: 1000 })
    const known = results.find(({ name, indexes }) => name === SEARCH_KEY_NAME && indexes.join() === indexUid)
    if (known) return known.key
    const made = await admin.createKey({
      name: SEARCH_KEY_NAME,
      description:
        'Made by the site for its readers’ searches. It may be deleted: the site makes another at its next start.',
      actions: ['search'],
      indexes: [indexUid],
      expiresAt: null,
    })
    return made.key
  } catch (error) {
    // 401 without a master key, 403 for a key that may not manage keys.
    if (error instanceof MeilisearchApiError && [401, 403].includes(error.response.status)) return undefined
    throw error
  }
}

/** What went wrong between us and the server, in words for the log; undefined for a fault of our own. */
export function failureOf(error: unknown): string | undefined {
  const { cause } = error instanceof Error ? error : {}
  if (error instanceof MeilisearchError)
    return cause instanceof Error ? `${error.message} (${cause.message})` : error.message
  // What stands between us and the server may answer in its place.
  return error instanceof SyntaxError ? 'Its answer was not JSON.' : undefined
}

/**
 * True when a request was not taken because its body is too long or cannot be read. Of what is too long a proxy may say so
 * in words that are no JSON: believed where `mayBeTooLong`.
 */
export function isTooLarge(error: unknown, mayBeTooLong: boolean): boolean {
  if (error instanceof SyntaxError) return mayBeTooLong
  if (!(error instanceof MeilisearchApiError)) return false
  return error.response.status === 413 || /payload/.test(error.cause?.code ?? '')
}

/** True when the server says that the index is not there. */
export function isIndexMissing(error: unknown): boolean {
  return error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found'
}
