/**
 * SQL for the oldest transaction of this database that was open when the statement began, or else the next one to come: what
 * any before it has written is seen, and none that comes later has a number before it (docs/decisions/0011).
 *
 * A snapshot lists the open transactions of the whole cluster. One is left out only where it is known to be of another
 * database, which cannot write here: by the lock that each transaction holds on its own number, which every role may see,
 * and the session that holds it. What has ended since the snapshot was taken holds none, and counts as one of ours.
 */
export const HORIZON = `(
  SELECT coalesce(
    (SELECT min(open.number::text::bigint) FROM pg_snapshot_xip(here.snapshot) AS open(number)
     WHERE NOT EXISTS (
       SELECT FROM pg_locks AS held JOIN pg_stat_activity AS session ON session.pid = held.pid
       WHERE held.locktype = 'transactionid' AND held.mode = 'ExclusiveLock' AND held.granted
         AND held.transactionid = open.number::xid AND session.datname <> current_database()
     ) AND NOT EXISTS (
       SELECT FROM pg_prepared_xacts AS prepared
       WHERE prepared.transaction = open.number::xid AND prepared.database <> current_database()
     )),
    pg_snapshot_xmax(here.snapshot)::text::bigint
  ) FROM (SELECT pg_current_snapshot() AS snapshot) AS here
)`

/** SQL for the number of the next transaction: no position that this database has ever given is after it. */
export const NEXT_TRANSACTION = 'pg_snapshot_xmax(pg_current_snapshot())::text::bigint'

/** SQL that names who holds the transaction with this number open, as far as this role may know: `pid` and `since`. */
export const HOLDER = `
  SELECT held.pid, session.xact_start AS since
  FROM pg_locks AS held LEFT JOIN pg_stat_activity AS session ON session.pid = held.pid
  WHERE held.locktype = 'transactionid' AND held.mode = 'ExclusiveLock' AND held.granted
    AND held.transactionid::text::bigint = $1::bigint % 4294967296`
