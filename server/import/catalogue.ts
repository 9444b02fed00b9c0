import type { Store, StoreFields } from '../../shared/store.ts';
import type { AddressLookup } from './address-lookup.ts';

/** What a judge asks of the catalogue. */
export type Catalogue = {
  /** The stores of these ids and of these keys, in any order. */
  find(ids: readonly string[], sids: readonly string[]): Promise<readonly Store[]>;
  /** Whether any key begins with a zero, so that one that lost it may be looked for. */
  readonly hasLeadingZeros: boolean;
  /** The id of a category by its id and its names, in lower case. */
  readonly categories: ReadonlyMap<string, string>;
  /** Looks an address up; absent: nobody can. */
  readonly lookUp?: AddressLookup;
  /** Whether whoever imports may write such a store; absent: any. */
  readonly mayWrite?: (store: Pick<StoreFields, 'address' | 'tags'>) => boolean;
};
