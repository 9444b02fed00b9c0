// What became of a transaction whose connection broke while it was committed: PostgreSQL remembers, and whoever wrote is
// told the truth instead of being left to write it twice.
import { setTimeout as delay } from 'node:timers/promises';
import type { PostgresPool } from 'kysely';

/** What a transaction is known by later; `timeline` counts the times that a standby took over. */
export type TransactionMark = { readonly xid: string; readonly pid: number; readonly timeline: string };

/** Selected at the begin of a transaction, which gets its number by that. */
export const TRANSACTION_MARK = `pg_current_xact_id()::text as xid, pg_backend_pid() as pid, ${timeline()} as timeline`;

/** Milliseconds that a server has to come back; whoever wrote waits for that. */
const LONGEST_WAIT = 15_000;
const ASK_EVERY = 100;

/** Undefined: it cannot be known, since the database is away for too long, or another server took its place. */
export async function commitOutcome(
  pool: PostgresPool,
  { xid, pid, timeline: begun }: TransactionMark,
): Promise<'committed' | 'aborted' | undefined> {
  const until = performance.now() + LONGEST_WAIT;
  do {
    const outcome = await ask(pool, xid, pid, begun).catch(() => undefined);
    if (outcome === 'committed' || outcome === 'aborted') return outcome;
    // A standby gives the numbers that it has not heard of to others.
    if (outcome === 'elsewhere') return undefined;
    await delay(ASK_EVERY);
  } while (performance.now() < until);
  return undefined;
}

async function ask(pool: PostgresPool, xid: string, pid: number, begun: string) {
  const client = await pool.connect();
  try {
    const { rows } = (await client.query(
      `select case when ${timeline()} = $1 then pg_xact_status($2::text::xid8) else 'elsewhere' end as outcome`,
      [begun, xid],
    )) as { rows: { outcome: string | null }[] };
    const outcome = rows[0]?.outcome;
    // Its server process has not noticed yet that nobody is there.
    if (outcome === 'in progress') await client.query('select pg_terminate_backend($1)', [pid]);
    return outcome;
  } finally {
    client.release();
  }
}

/** The first eight digits of a file of the log; a standby writes none. */
function timeline(): string {
  return `(case when pg_is_in_recovery() then '' else substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end)`;
}
