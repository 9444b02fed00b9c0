// What differs between the engines. Everything else is written once on Kysely, in words both of them know; text search
// too, since LIKE over folded text means the same to both (search-text.ts).
import type { Expression, Insertable, Kysely, RawBuilder, SqlBool, Transaction } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Position } from '../../shared/position.ts';
import type { Rings } from '../../shared/rings.ts';
import type { StoreVersionsTable, Tables } from './tables.ts';

export type NearestQuery = {
  /** Stores further away are left out; absent: however far. */
  readonly radiusMeters?: number | undefined;
  readonly limit: number;
  /** Only stores in one of these categories; absent: all. */
  readonly categories?: readonly string[] | undefined;
  /** Only stores whose search text is LIKE all of these; absent: all. */
  readonly patterns?: readonly string[] | undefined;
};

/** A store's id and its distance on the WGS-84 ellipsoid. */
export type Near = { readonly id: string; readonly distanceMeters: number };

/** A table as the database itself describes it. */
export type TableShape = {
  readonly name: string;
  readonly columns: readonly string[];
  /** The columns of its primary key in their order; none: the table has no key. */
  readonly key: readonly string[];
  /** The tables that its foreign keys lead to. */
  readonly refersTo: readonly string[];
};

/** How many connections of a pool are used and not, and how many queries wait for one. */
export type PoolState = {
  readonly pool: string;
  readonly used: number;
  readonly idle: number;
  readonly waiting: number;
};

/** An open database. Opening one is the engine's first difference. */
export interface Engine {
  /** Writes, one transaction at a time whoever makes it, durable when the transaction resolves. */
  readonly writer: Kysely<Tables>;
  /** Reads what was committed, without waiting for the writer. */
  readonly reader: Kysely<Tables>;
  /**
   * Reads what was committed, perhaps a moment later: on a replica where there is one. Of stores, everything up to the
   * revision that was `seen`; of other tables, ask `reader` whenever somebody may look for what they just wrote.
   */
  readonly recent: Kysely<Tables>;
  /** This node has heard of a revision; what it reads from now on holds it. */
  seen(revision: number): void;
  /** Steps of its own between those that both have, by name: `001-catalogue-postgis` comes after `001-catalogue`. */
  readonly migrations: Readonly<Record<string, Migration>>;
  /** Many rows of one shape, as fast as the engine can. */
  bulkInsert<Name extends keyof Tables & string>(
    transaction: Transaction<Tables>,
    table: Name,
    rows: readonly Insertable<Tables[Name]>[],
  ): Promise<void>;
  /** Published stores nearest to a WGS-84 position, exactly; ties by id. */
  nearest(from: Position, query: NearestQuery): Promise<Near[]>;
  /** The same with the version of each that is current, all of one moment. For a few. */
  nearestVersions(from: Position, query: NearestQuery): Promise<(Near & { version: StoreVersionsTable })[]>;
  /** A field of `store_versions.fields` as text, null where it is absent; it sorts and compares byte by byte. */
  fieldText(...path: readonly string[]): RawBuilder<string | null>;
  /** As CQL2 has LIKE: `%` is any text, `_` one character, `\\` takes the next one as it is; case counts. */
  like(text: Expression<unknown>, pattern: string): Expression<SqlBool>;
  /** Whether a position lies in a polygon whose edges are straight in degrees; edges belong to it. */
  insideRings(longitude: Expression<number>, latitude: Expression<number>, rings: Rings): Expression<SqlBool>;
  /** Calls with the last revision soon after anybody's commit, perhaps our own, perhaps again. Answers how to stop it. */
  onRevision(listener: (revision: number) => void): () => Promise<void>;
  /** What `read` finds is all of one moment, whatever is written meanwhile. */
  snapshot<Answer>(read: (db: Kysely<Tables>) => Promise<Answer>): Promise<Answer>;
  /** The tables there are, without those that the engine and the migrations keep for themselves. */
  tables(): Promise<TableShape[]>;
  /**
   * Reads what every read begins with, and writes, where that does not keep others waiting, without changing anything;
   * `thorough` looks at every page. Answers when the newest change was made; undefined when there was none.
   */
  probe(thorough: boolean): Promise<string | undefined>;
  /** Its pools of connections as they are now; none where it has no pools. */
  connections(): PoolState[];
  close(): Promise<void>;
}
