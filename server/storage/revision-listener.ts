// Hears of commits through LISTEN, and asks for the last revision now and then as well: a notification that was missed,
// because the connection was gone or a proxy in between swallowed it, costs a moment and nothing else. Since it asks all
// the time, it is also who notices that the database has fallen silent.
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { DatabaseWire } from './database-wire.ts';
import { codeOf, connectionTo } from './postgres-pool.ts';

/** Where the trigger of `001-catalogue-postgis` tells of commits: the schema, a space, the revision. */
export const REVISION_CHANNEL = 'nearby_stores';

/** How often the last revision is asked for, in milliseconds. */
const ASK_EVERY = 500;
const FIRST_WAIT = 100;
const LONGEST_WAIT = 5_000;
/** Seconds without an answer to a question that takes microseconds. */
const SILENT_AFTER_SECONDS = 10;

/** Whoever refuses is there. */
const REFUSAL = /^(ECONNREFUSED|ENOENT|\d[\dA-Z]{4})$/;

/** @param wire  is told when nothing comes back any more, and when something does */
export function listenForRevisions(
  address: string,
  wire: DatabaseWire,
  listener: (revision: number) => void,
): () => Promise<void> {
  const stopped = new AbortController();
  const { signal } = stopped;

  /** Until the connection ends. */
  async function listen(onHearing: () => void): Promise<void> {
    const socket = wire.socket();
    const client = new Client({
      ...connectionTo(address),
      stream: () => socket,
      connectionTimeoutMillis: LONGEST_WAIT,
    });
    client.on('error', () => {});
    const ended = new AbortController();
    socket.once('close', () => ended.abort());
    const end = () => void socket.destroy();
    signal.addEventListener('abort', end);
    try {
      await client.connect();
      wire.heard();
      const ask = <Row extends object>(sql: string) =>
        answered(client.query<Row>(sql), () => wire.fellSilent()).then(({ rows }) => rows[0] as Row);
      const here = await ask<{ schema: string }>('select current_schema() as schema');
      client.on('notification', ({ payload }) => {
        const [schema, revision] = (payload ?? '').split(' ');
        if (schema === here.schema) listener(Number(revision));
      });
      await ask(`listen ${REVISION_CHANNEL}`);
      onHearing();
      for (;;) {
        listener((await ask<{ revision: number }>('select revision from last_revision')).revision);
        await delay(ASK_EVERY, undefined, { signal: ended.signal });
      }
    } catch (error) {
      if (REFUSAL.test(codeOf(error) ?? '')) wire.heard();
      throw error;
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  }

  async function keepListening(): Promise<void> {
    let wait = FIRST_WAIT;
    while (!signal.aborted) {
      await listen(() => {
        wait = FIRST_WAIT;
      }).catch(() => {});
      await delay(wait, undefined, { signal }).catch(() => {});
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  }

  const listening = keepListening();
  return async () => {
    stopped.abort();
    await listening;
  };
}

/** Counts the seconds one by one: for a process that stood still itself, they were one. */
async function answered<Answer>(answer: Promise<Answer>, onSilence: () => void): Promise<Answer> {
  let seconds = 0;
  const timer = setInterval(() => {
    if (++seconds === SILENT_AFTER_SECONDS) onSilence();
  }, 1_000);
  try {
    return await answer;
  } finally {
    clearInterval(timer);
  }
}
