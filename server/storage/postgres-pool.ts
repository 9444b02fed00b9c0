// The one door to PostgreSQL: pools of connections that wait for a server that is starting, statements prepared once for
// each connection, COPY, and what may be said of an address.
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { type ClientConfig, Pool, type PoolClient, types } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { DatabaseWire } from './database-wire.ts';
import type { PoolState } from './engine.ts';

export type PoolLimits = {
  readonly max: number;
  /** Milliseconds that one statement may take, waiting for others included. */
  readonly statementTimeout: number;
  /**
   * Milliseconds that a connection or an answer may take, whatever happened to the server or the network; absent: a
   * server that is starting is waited for.
   */
  readonly answersWithin?: number;
};

/** How long a query waits for a connection when all are taken, in milliseconds. */
const CONNECTION_TIMEOUT = 30_000;
/** A transaction whose program says nothing for so long is given up, so that others can write. Milliseconds. */
const IDLE_IN_TRANSACTION_TIMEOUT = 60_000;
/** Milliseconds between the attempts to connect to a server that is restarting. */
const BACK_OFF = [50, 100, 200, 400, 800, 1_600, 3_200];
/** Statements that are prepared; what is long holds a list, and has as many texts as lists have lengths. */
const MOST_PREPARED = 200;
const LONGEST_PREPARED = 4_000;

const INT8 = 20;
/** As pg says it, without a code. */
const QUERY_TIMED_OUT = 'Query read timeout';

/** What every connection has. Counts come as numbers: two thousand million changes are far below what a number can tell. */
export const connectionTo = (address: string): ClientConfig => ({
  connectionString: address,
  application_name: 'nearby-stores',
  keepAlive: true,
  types: {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === INT8
        ? Number
        : format === 'binary'
          ? types.getTypeParser(oid, format)
          : types.getTypeParser(oid),
  } as ClientConfig['types'],
});

/** A pool as Kysely takes one, that says how many of its connections are used, and how many queries wait for one. */
export type CountedPool = PostgresPool & { counts(): Omit<PoolState, 'pool'> };

/** Connects when it is first asked to. */
export function openPool(
  address: string,
  { max, statementTimeout, answersWithin }: PoolLimits,
  wire = new DatabaseWire(),
): CountedPool {
  const pool = new Pool({
    ...connectionTo(address),
    stream: wire.socket,
    max,
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT,
    connectionTimeoutMillis: answersWithin ?? CONNECTION_TIMEOUT,
    ...(answersWithin !== undefined && { query_timeout: answersWithin }),
  });
  // A connection may end while nobody uses it, or between two statements: the next statement hears of it or gets a new
  // one. Without a listener the process would end.
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  const clients = new WeakMap<PoolClient, PostgresPoolClient>();
  const statements = new Statements();
  return {
    options: pool.options,
    end: () => pool.end(),
    counts: () => ({
      used: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    async connect() {
      const client = await connected(pool, wire, answersWithin === undefined ? BACK_OFF : []);
      const known = clients.get(client);
      if (known) return known;
      const made = new PreparingClient(client, statements);
      clients.set(client, made);
      return made;
    },
  };
}

async function connected(pool: Pool, wire: DatabaseWire, waits: readonly number[]): Promise<PoolClient> {
  for (const wait of waits) {
    try {
      return await wire.connected(pool);
    } catch (error) {
      if (!passes(error)) throw error;
      await delay(wait * (0.5 + Math.random()));
    }
  }
  return wire.connected(pool);
}

/** Nobody listens (yet), or the server starts, stops or is full. */
const passes = (error: unknown) =>
  /^(ECONNREFUSED|ECONNRESET|ENOENT|57P0[123]|53300)$/.test(codeOf(error) ?? '');

export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

/** The names of prepared statements, by their text. */
class Statements {
  readonly #names = new Map<string, string>();
  #given = 0;

  nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || text.length > LONGEST_PREPARED || this.#names.size >= MOST_PREPARED)
      return known;
    const name = `nearby_${++this.#given}`;
    this.#names.set(text, name);
    return name;
  }
}

class PreparingClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #statements: Statements;
  #isLost = false;

  constructor(client: PoolClient, statements: Statements) {
    this.#client = client;
    this.#statements = statements;
  }

  get processID(): number | undefined {
    return 'processID' in this.#client ? Number(this.#client.processID) : undefined;
  }

  // Kysely's interface has cursors as well, which nobody here asks for, and knows what a row is; here it is whatever came.
  query: PostgresPoolClient['query'] = (async (text: string, values: readonly unknown[] = []) => {
    if (text.startsWith('copy ')) return this.#copy(text, String(values[0]));
    const name = values.length > 0 ? this.#statements.nameOf(text) : undefined;
    try {
      const result = await this.#client.query({ ...(name && { name }), text, values: [...values] });
      // Of several statements, what the last one said.
      return Array.isArray(result) ? result.at(-1) : result;
    } catch (error) {
      // Its answer may come yet, and would be taken for that of the next one.
      this.#isLost ||= error instanceof Error && error.message === QUERY_TIMED_OUT;
      throw error;
    }
  }) as unknown as PostgresPoolClient['query'];

  release(destroy?: boolean): void {
    this.#client.release(destroy || this.#isLost);
  }

  async #copy(text: string, rows: string) {
    const stream = this.#client.query(copyFrom(text));
    stream.end(rows);
    await finished(stream);
    return { command: 'COPY', rowCount: stream.rowCount, rows: [] };
  }
}

/** The address as it may be shown: without password. */
export function withoutPassword(address: string): string {
  const url = URL.parse(address);
  if (!url) return address.replace(/^([a-z][a-z0-9+.-]*:\/\/).*/is, '$1…');
  url.password = '';
  for (const name of [...url.searchParams.keys()]) if (/pass|key/i.test(name)) url.searchParams.delete(name);
  return url.href;
}
