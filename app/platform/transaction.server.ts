import type pg from 'pg'

/** How a transaction begins: to write, or to read the database as it is at one moment whatever is written meanwhile. */
export const BEGIN = {
  writing: 'BEGIN',
  snapshot: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
} as const

/**
 * Runs `work` in one transaction on a connection of the pool: all of what it does is done, or nothing. Rejects with the
 * error of `work`, or of the commit, whatever became of the connection.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  begin: keyof typeof BEGIN = 'writing',
): Promise<T> {
  const client = await pool.connect()
  let isUsable = false
  try {
    await client.query(BEGIN[begin])
    const result = await work(client)
    await client.query('COMMIT')
    isUsable = true
    return result
  } catch (error) {
    isUsable = await isUndone(client)
    throw error
  } finally {
    // A connection that may be anywhere in its transaction is closed, which undoes that; others would go on in it.
    client.release(!isUsable)
  }
}

function isUndone(client: pg.PoolClient): Promise<boolean> {
  return client.query('ROLLBACK').then(
    () => true,
    () => false, // Most likely the connection is gone: the error that led here says so.
  )
}
