// Orders of stores that windows are cut from: a table of 100,000 rows scrolls anywhere without anybody reading what lies
// above. An order is kept as ids; its name says what it is of and when it was made, so that every node knows it again.
import { createHash } from 'node:crypto';
import type { Sort } from '../../shared/store-filter.ts';
import type { CatalogueRepository, OrderedStores, StoreConditions } from '../storage/catalogue/contract.ts';

export type StoreOrder = OrderedStores & {
  readonly name: string;
  /** No store, draft or plan was written since. */
  readonly current: boolean;
};

/** Ids kept in memory, over all orders: some 100 bytes each. */
const MOST_IDS = 1_000_000;

export class StoreOrders {
  readonly #catalogue: Pick<CatalogueRepository, 'order' | 'revision'>;
  /** The one used last stands last. */
  readonly #kept = new Map<string, Promise<OrderedStores>>();
  readonly #sizes = new Map<string, number>();

  constructor(catalogue: Pick<CatalogueRepository, 'order' | 'revision'>) {
    this.#catalogue = catalogue;
  }

  /** @param wanted  the name of an order that the caller has begun with: that one, if it is of the same stores and still kept */
  async find(conditions: StoreConditions, sort: Sort, wanted: string | undefined): Promise<StoreOrder> {
    const what = createHash('sha256')
      .update(JSON.stringify([sort, conditions]))
      .digest('base64url')
      .slice(0, 16);
    const { stores, drafts } = await this.#catalogue.revision();
    const newest = `${stores}.${drafts}.${what}`;
    const name = wanted?.endsWith(`.${what}`) && this.#kept.has(wanted) ? wanted : newest;
    return { name, ...(await this.#ordered(name, conditions, sort)), current: name === newest };
  }

  async #ordered(name: string, conditions: StoreConditions, sort: Sort): Promise<OrderedStores> {
    const order = this.#kept.get(name) ?? this.#catalogue.order(conditions, sort);
    this.#kept.delete(name);
    this.#kept.set(name, order);
    try {
      const ordered = await order;
      if (this.#kept.has(name)) this.#sizes.set(name, ordered.ids.length);
      this.#forgetOldest();
      return ordered;
    } catch (error) {
      this.#forget(name);
      throw error;
    }
  }

  #forgetOldest(): void {
    let ids = 0;
    for (const size of this.#sizes.values()) ids += size + 1_000;
    for (const name of this.#kept.keys()) {
      if (ids <= MOST_IDS || this.#kept.size === 1) return;
      ids -= (this.#sizes.get(name) ?? 0) + 1_000;
      this.#forget(name);
    }
  }

  #forget(name: string): void {
    this.#kept.delete(name);
    this.#sizes.delete(name);
  }
}
