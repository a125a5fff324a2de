import type { Database } from '#app/archive/database.server.ts'
import { singleton } from '#app/platform/singleton.ts'

const DATABASE_TIMEOUT_MS = 2000
const PROBE_HOLDS_MS = 250

/** How far the start has come. Set by scripts/serve.ts, told by `/readyz`. */
export type Readiness = {
  migrated: boolean
  seeded: boolean
  indexed: boolean
  /** Pages are answered by the site itself. */
  serving: boolean
  db: Database | undefined
  /** The search that runs, for what it can tell of its Meilisearch. */
  search: { meilisearch: { setAside: readonly unknown[] } | null } | undefined
}

/** The readiness of this process. */
export function readiness(): Readiness {
  return singleton('readiness', () => ({
    migrated: false,
    seeded: false,
    indexed: false,
    serving: false,
    db: undefined,
    search: undefined,
  }))
}

/** `/livez`: the process answers. */
export function livez(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } })
}

/** `/readyz`: migrated, seeded, indexed and serving, and the database answers; 503 as long as one of them is not so. */
export async function readyz(): Promise<Response> {
  const { migrated, seeded, indexed, serving } = readiness()
  const checks = { migrated, seeded, indexed, serving, database: await databaseAnswers() }
  const ready = Object.values(checks).every(Boolean)
  return Response.json(
    { status: ready ? 'ready' : 'not ready', checks },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}

/**
 * Whether the database answers within two seconds. All who ask at once share one question, and its answer holds for a
 * quarter of a second: what anybody may ask for costs the pages no connection.
 */
export function databaseAnswers(): Promise<boolean> {
  const { db } = readiness()
  if (db === undefined) return Promise.resolve(false)
  const probes = singleton('database-probes', () => new WeakMap<Database, Promise<boolean>>())
  const known = probes.get(db)
  if (known) return known
  const probe = answers(db)
  probes.set(db, probe)
  void probe.then(() => setTimeout(() => probes.delete(db), PROBE_HOLDS_MS).unref())
  return probe
}

async function answers(db: Database): Promise<boolean> {
  const timeout = new Promise<false>((resolve) => setTimeout(() => resolve(false), DATABASE_TIMEOUT_MS).unref())
  const query = db.pool.query('SELECT 1').then(
    () => true,
    () => false, // That it does not answer is the answer.
  )
  return Promise.race([query, timeout])
}
