// What differs between the engines. Everything else is written once on Kysely, in words both of them know; text search
// too, since LIKE over folded text means the same to both (search-text.ts).
import type { Insertable, Kysely, Transaction } from 'kysely';
import type { Position } from '../../shared/position.ts';
import type { Tables } from './tables.ts';

export type NearestQuery = {
  /** Stores further away are left out; absent: however far. */
  readonly radiusMeters?: number;
  readonly limit: number;
  /** Only stores in one of these categories; absent: all. */
  readonly categories?: readonly string[];
};

/** A store's id and its distance on the WGS-84 ellipsoid. */
export type Near = { readonly id: string; readonly distanceMeters: number };

/** An open database whose tables are up to date. Opening one is the engine's first difference. */
export interface Engine {
  /** Writes, one transaction at a time, durable when the transaction resolves. */
  readonly writer: Kysely<Tables>;
  /** Reads what was committed, without waiting for the writer. */
  readonly reader: Kysely<Tables>;
  /** Many rows of one shape, as fast as the engine can. */
  bulkInsert<Name extends keyof Tables & string>(
    transaction: Transaction<Tables>,
    table: Name,
    rows: readonly Insertable<Tables[Name]>[],
  ): Promise<void>;
  /** Published stores nearest to a WGS-84 position, exactly; ties by id. */
  nearest(from: Position, query: NearestQuery): Promise<Near[]>;
  /** Calls when somebody else, another process or node, may have committed. Answers how to stop it. */
  onForeignCommit(listener: () => void): () => void;
  close(): Promise<void>;
}
