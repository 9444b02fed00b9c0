// Reads that may be a moment old, on a replica of the database: where that has everything this node has heard of, so that
// nobody misses what they just wrote, and where it answers; on the primary otherwise.
import { setTimeout as delay } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
} from 'kysely';
import type { Tables } from './tables.ts';

/** How often a replica that is behind is asked again, and how often in all; mostly it is a few milliseconds late. */
const ASK_AGAIN_MS = 10;
const ATTEMPTS = 10;
/** How long a replica is left alone that fails or stays behind, in milliseconds: twice as long each time. */
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 30_000;

export class ReplicaReader implements Driver {
  readonly #replica: Kysely<Tables>;
  readonly #primary: Kysely<Tables>;
  /** What it must have, and what it was last seen to have. */
  #wanted = 0;
  #reached = 0;
  #restsUntil = 0;
  /** How long the next rest is; longer than the first while it fails. */
  #rest = FIRST_REST_MS;

  constructor(replica: Kysely<Tables>, primary: Kysely<Tables>) {
    this.#replica = replica;
    this.#primary = primary;
  }

  /** From now on, answers hold at least this revision. */
  seen(revision: number): void {
    this.#wanted = Math.max(this.#wanted, revision);
  }

  async read<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (performance.now() >= this.#restsUntil) {
      try {
        if (await this.#reaches(this.#wanted)) {
          const answer = await this.#replica.executeQuery<Row>(query as CompiledQuery<Row>);
          this.#praise();
          return answer;
        }
        this.#leaveAlone('is behind');
      } catch (error) {
        this.#leaveAlone(error instanceof Error ? `fails (${error.message})` : 'fails');
      }
    }
    return this.#primary.executeQuery<Row>(query as CompiledQuery<Row>);
  }

  async #reaches(revision: number): Promise<boolean> {
    for (let attempt = 1; this.#reached < revision; attempt++) {
      const last = await this.#replica.selectFrom('last_revision').select('revision').executeTakeFirst();
      this.#reached = last?.revision ?? 0;
      if (this.#reached >= revision) break;
      if (attempt === ATTEMPTS) return false;
      await delay(ASK_AGAIN_MS);
    }
    return true;
  }

  #leaveAlone(reason: string) {
    if (this.#rest === FIRST_REST_MS)
      process.emitWarning(`The replica of the database ${reason}: the primary is read instead`);
    this.#restsUntil = performance.now() + this.#rest;
    this.#rest = Math.min(this.#rest * 2, LONGEST_REST_MS);
    // It may be another one when it comes back, or an older state of this one.
    this.#reached = 0;
  }

  #praise() {
    if (this.#rest > FIRST_REST_MS) process.emitWarning('The replica of the database is read again');
    this.#rest = FIRST_REST_MS;
  }

  // Each query goes where it can be answered: there is no connection to hold on to, and no transaction.
  async init() {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return {
      executeQuery: (query) => this.read(query),
      streamQuery: () => {
        throw new Error('A replica is not read in a stream');
      },
    };
  }
  async releaseConnection() {}
  async beginTransaction() {
    throw new Error('A replica takes no transactions');
  }
  async commitTransaction() {}
  async rollbackTransaction() {}
  destroy = () => this.#replica.destroy();
}

/** Queries of the primary's dialect, answered by the driver. */
export const kyselyThrough = (driver: Driver, dialect: Dialect) =>
  new Kysely<Tables>({
    dialect: {
      createAdapter: () => dialect.createAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => dialect.createIntrospector(db),
      createQueryCompiler: () => dialect.createQueryCompiler(),
    },
  });
