import type { Database } from '#app/archive/database.server.ts'
import { singleton } from '#app/platform/singleton.ts'

const DATABASE_TIMEOUT_MS = 2000

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

/** Whether the database answers within two seconds. */
export async function databaseAnswers(): Promise<boolean> {
  const { db } = readiness()
  return db !== undefined && answers(db)
}

async function answers(db: Database): Promise<boolean> {
  const timeout = new Promise<false>((resolve) => setTimeout(() => resolve(false), DATABASE_TIMEOUT_MS).unref())
  const query = db.pool.query('SELECT 1').then(
    () => true,
    () => false, // That it does not answer is the answer.
  )
  return Promise.race([query, timeout])
}
