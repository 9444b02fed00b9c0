// What the rest of the server asks of the nearby stores, wherever they are found: in memory (nearby-service.ts) or by the
// database (database-nearby.ts). The same stores give the same answers.
import type { Datum } from '../../shared/datum.ts';
import type { StoreRecord } from '../../shared/nearby.ts';
import type { NearbyQuery } from './nearby-query.ts';
import type { WordMatch } from './word-match.ts';

/** The JSON of an answer, in UTF-8, with room for the head before it, and up to when (milliseconds) the same revision answers the same. */
export type NearbyAnswered = { readonly json: Buffer; readonly until: number };

export type NamedStore = Pick<StoreRecord, 'id' | 'name' | 'branch' | 'address' | 'position'>;

export interface Nearby {
  /** True once every store that was published at the start can be found. */
  readonly ready: boolean;
  /** How many stores can be found. */
  readonly size: number;
  /** The last change that is part of every answer. */
  readonly revision: number;
  /** Resolves when it is ready; called again, too. */
  start(): Promise<void>;
  /**
   * Our own addresses in it begin with `publicUrl`.
   * @param addressOf  the address of the page that begins at a cursor
   */
  answer(
    query: NearbyQuery,
    publicUrl: string,
    addressOf?: (cursor: string) => string,
  ): NearbyAnswered | Promise<NearbyAnswered>;
  /** The stores whose name, branch, address and sid hold all the words of some list, with the first such list, in no order. */
  matching(
    lists: readonly (readonly WordMatch[])[],
    datum: Datum,
  ): AsyncIterable<{ readonly store: NamedStore; readonly list: number }>;
  close(): Promise<void>;
}
