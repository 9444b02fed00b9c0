// Which answers about single stores still hold: a client that has one is told so without asking the database.
import type { PublishedChange, StoreRepository } from '../storage/repository.ts';

/** The version that was answered, and the instant up to which it says the same (milliseconds). */
export type RecentItem = { readonly version: number; readonly until: number };

/** Some megabytes; the oldest go first. */
const MOST_KEPT = 50_000;

export class RecentItems {
  readonly #items = new Map<string, RecentItem>();
  #changes = 0;

  /** Forgets what changes; `stop` ends that. */
  readonly stop: () => void;

  constructor(stores: Pick<StoreRepository, 'watch'>) {
    this.stop = stores.watch((changes) => this.#forget(changes));
  }

  get(id: string, now: number): RecentItem | undefined {
    const item = this.#items.get(id);
    return item !== undefined && now < item.until ? item : undefined;
  }

  /** Take it before a store is read, and call it with what was read: nothing is kept if any store changed in between. */
  keeper(): (id: string, item: RecentItem) => void {
    const asOf = this.#changes;
    return (id, item) => {
      if (this.#changes !== asOf) return;
      if (this.#items.size >= MOST_KEPT) this.#items.delete(this.#items.keys().next().value ?? '');
      this.#items.set(id, item);
    };
  }

  #forget(changes: readonly PublishedChange[]): void {
    this.#changes++;
    for (const { id } of changes) this.#items.delete(id);
  }
}
