import type { Database } from '#app/archive/database.server.ts'

import type { CheckOptions } from './finding.ts'

/**
 * What the database promises of every row (checks, references, single values) and whether it still keeps it: a constraint
 * that was never checked against old rows, a trigger or an index that was switched off, rows written with triggers off.
 */
export async function checkPromises(db: Database, { tell, update, signal }: CheckOptions): Promise<number> {
  const constraints = await readConstraints(db)
  for (const [index, constraint] of constraints.entries()) {
    signal?.throwIfAborted()
    update(`${index + 1} of ${constraints.length} constraints`)
    const count = await countBroken(db, constraint)
    const { table, name, says } = constraint
    if (count > 0) {
      const who = count === 1 ? `One row of ${table} breaks` : `${count.toLocaleString('en-GB')} rows of ${table} break`
      tell({ weight: 'wrong', sentence: `${who} the rule ${name}, ${says}.` })
    } else if (!constraint.validated) {
      const remedy = `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`
      tell({ weight: 'wrong', sentence: `The rule ${name} of the table ${table} was never checked: ${remedy}.` })
    }
  }
  for (const sentence of await readSwitchedOff(db)) tell({ weight: 'wrong', sentence })
  return constraints.length
}

type Constraint = { table: string; name: string; validated: boolean; says: string; broken: string }

/** Checks and references, each with the condition of the rows that break it. All names are quoted by Postgres. */
async function readConstraints(db: Database): Promise<Constraint[]> {
  const { rows } = await db.pool.query<Constraint>(
    `SELECT r.conrelid::regclass::text AS table, quote_ident(r.conname) AS name, r.convalidated AS validated,
       pg_get_constraintdef(r.oid) AS says,
       CASE r.contype
         WHEN 'c' THEN format('(%s) IS FALSE', pg_get_expr(r.conbin, r.conrelid))
         ELSE (
           SELECT format('%s AND NOT EXISTS (SELECT FROM %s AS other WHERE %s)',
             string_agg(format('this.%I IS NOT NULL', a.attname), ' AND '), r.confrelid::regclass,
             string_agg(format('other.%I = this.%I', b.attname, a.attname), ' AND '))
           FROM unnest(r.conkey, r.confkey) AS pair(mine, theirs)
           JOIN pg_attribute a ON a.attrelid = r.conrelid AND a.attnum = pair.mine
           JOIN pg_attribute b ON b.attrelid = r.confrelid AND b.attnum = pair.theirs
         )
       END AS broken
     FROM pg_constraint r JOIN pg_class c ON c.oid = r.conrelid
     WHERE r.contype IN ('c', 'f') AND r.connamespace = 'public'::regnamespace AND c.relkind = 'r'
     ORDER BY 1, 2`,
  )
  return rows
}

async function countBroken(db: Database, { table, broken }: Constraint): Promise<number> {
  const sql = `SELECT count(*)::int AS count FROM ${table} AS this WHERE ${broken}`
  return (await db.pool.query<{ count: number }>(sql)).rows[0]?.count ?? 0
}

async function readSwitchedOff(db: Database): Promise<string[]> {
  const { rows } = await db.pool.query<{ sentence: string }>(
    `SELECT format('The trigger %I of the table %s is switched off, so changes are missed: ALTER TABLE %s ENABLE TRIGGER ALL.',
        tgname, tgrelid::regclass, tgrelid::regclass) AS sentence
       FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
       WHERE tgenabled IN ('D', 'R') AND c.relnamespace = 'public'::regnamespace
     UNION ALL
     SELECT format('The index %s is not valid: REINDEX INDEX %s.', indexrelid::regclass, indexrelid::regclass)
       FROM pg_index JOIN pg_class c ON c.oid = indexrelid
       WHERE NOT (indisvalid AND indisready) AND c.relnamespace = 'public'::regnamespace
     UNION ALL
     SELECT format('Postgres has met %s damaged pages of this database: look at its disk, and restore a backup.', checksum_failures)
       FROM pg_stat_database WHERE datname = current_database() AND checksum_failures > 0
     ORDER BY 1`,
  )
  return rows.map(({ sentence }) => sentence)
}
