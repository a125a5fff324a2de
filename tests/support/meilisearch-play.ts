import { SETTINGS } from '#app/search/meilisearch/settings.ts'

import {
  type Answer,
  type Asked,
  ended,
  enqueued,
  type Failure,
  type MeilisearchDouble,
  nothingFound,
  processing,
  refusal,
} from './meilisearch-double.ts'

/** A double that plays a server with indexes and tasks: it notes what it is sent, and every search finds nothing. */
export type MeilisearchPlay = {
  /** Set while it is away: every request is refused. */
  isAway: boolean
  /** Set while its key may only read: what would change an index is refused. */
  refusesWrites: boolean
  /** What is longer is refused where forms of words are sent. */
  mostFormsBytes: number
  /** What becomes of documents that were sent, as lines of JSON. */
  outcomeOf: (documents: string) => Failure | 'processing'
  /** Documents that were sent, in order, as lines of JSON. */
  sent: string[]
  /** Forms of words by index, as they were sent last. */
  forms: Map<string, Record<string, string[]>>
  /** What it adds to the documents that it counts in an index. */
  miscountsBy: number
}

/** Lets a double answer as a server does that has no index yet. */
export function playMeilisearch(double: MeilisearchDouble): MeilisearchPlay {
  const indexes = new Map<string, number>()
  /** What was sent with a task; undefined for one without documents. */
  const tasks: (string | undefined)[] = []
  const play: MeilisearchPlay = {
    isAway: false,
    refusesWrites: false,
    mostFormsBytes: Infinity,
    outcomeOf: () => null,
    sent: [],
    forms: new Map(),
    miscountsBy: 0,
  }
  const task = (documents?: string) => enqueued(tasks.push(documents) - 1)
  const ok = (body: unknown): Answer => ({ status: 200, body })

  function aboutIndex({ method, body }: Asked, uid: string, rest: string): Answer {
    switch (`${method} ${rest}`) {
      case 'GET ':
        return ok({ uid, primaryKey: 'key' })
      case 'DELETE ':
        indexes.delete(uid)
        return task()
      case 'GET /settings':
        return ok(SETTINGS)
      case 'GET /settings/synonyms':
        return ok(play.forms.get(uid) ?? {})
      case 'PUT /settings/synonyms':
        if (body.length > play.mostFormsBytes) return refusal(413, 'payload_too_large', 'invalid_request')
        play.forms.set(uid, JSON.parse(body) as Record<string, string[]>)
        return task()
      case 'GET /stats':
        return ok({ numberOfDocuments: (indexes.get(uid) ?? 0) + play.miscountsBy })
      case 'POST /documents':
        indexes.set(uid, (indexes.get(uid) ?? 0) + body.split('\n').length)
        play.sent.push(body)
        return task(body)
      case 'POST /documents/fetch':
        return ok({ results: [] })
      default:
        return task()
    }
  }

  double.answers((asked) => {
    const { method, path, body } = asked
    if (play.isAway) return refusal(503, 'away', 'system')
    if (play.refusesWrites && method !== 'GET' && !/^\/multi-search$|\/fetch$/.test(path))
      return refusal(403, 'invalid_api_key', 'auth')
    const [, uid, rest = ''] = /^\/indexes\/([^/]+)(.*)$/.exec(path) ?? []
    if (uid !== undefined)
      return indexes.has(uid) ? aboutIndex(asked, uid, rest) : refusal(404, 'index_not_found', 'invalid_request')
    if (path.startsWith('/tasks/')) {
      const number = Number(path.slice('/tasks/'.length))
      const documents = tasks[number]
      const outcome = documents === undefined ? null : play.outcomeOf(documents)
      return outcome === 'processing' ? processing(number) : ended(number, outcome)
    }
    if (path === '/multi-search') return nothingFound(asked)
    if (method === 'POST' && path === '/indexes') {
      indexes.set((JSON.parse(body) as { uid: string }).uid, 0)
      return task()
    }
    return task() // Swapping makes no difference where nothing is found.
  })
  return play
}
