// Hears of commits through LISTEN, and asks for the last revision now and then as well: a notification that was missed,
// because the connection was gone or a proxy in between swallowed it, costs a moment and nothing else.
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { connectionTo } from './postgres-pool.ts';

/** Where the trigger of `001-catalogue-postgis` tells of commits: the schema, a space, the revision. */
export const REVISION_CHANNEL = 'nearby_stores';

/** How often the last revision is asked for, in milliseconds. */
const ASK_EVERY = 500;
const FIRST_WAIT = 100;
const LONGEST_WAIT = 5_000;

/** @param lastRevision  asks the database */
export function listenForRevisions(
  address: string,
  lastRevision: () => Promise<number>,
  listener: (revision: number) => void,
): () => Promise<void> {
  const stopped = new AbortController();
  let asking: Promise<void> | undefined;

  function ask() {
    // A database that is away is asked again soon.
    asking ??= lastRevision()
      .then(listener, () => {})
      .finally(() => {
        asking = undefined;
      });
  }

  /** Until the connection ends. */
  async function listen(onHearing: () => void): Promise<void> {
    const client = new Client({ ...connectionTo(address), connectionTimeoutMillis: LONGEST_WAIT });
    const ended = once(client, 'end', { signal: stopped.signal });
    ended.catch(() => {});
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ schema: string }>('select current_schema() as schema');
      client.on('notification', ({ payload }) => {
        const [schema, revision] = (payload ?? '').split(' ');
        if (schema === rows[0]?.schema) listener(Number(revision));
      });
      await client.query(`listen ${REVISION_CHANNEL}`);
      onHearing();
      await ended;
    } finally {
      await client.end().catch(() => {});
    }
  }

  async function keepListening(): Promise<void> {
    let wait = FIRST_WAIT;
    while (!stopped.signal.aborted) {
      await listen(() => {
        wait = FIRST_WAIT;
        ask();
      }).catch(() => {});
      await delay(wait, undefined, { signal: stopped.signal }).catch(() => {});
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  }

  const listening = keepListening();
  const timer = setInterval(ask, ASK_EVERY).unref();
  return async () => {
    clearInterval(timer);
    stopped.abort();
    await listening;
    await asking;
  };
}
