// The nearby service: follows the published stores of a repository and answers queries from memory.
import { type Category, categoriesWithin } from '../../shared/category.ts';
import { toWgs84 } from '../../shared/datum.ts';
import type { NearbyAnswer } from '../../shared/nearby.ts';
import { openingStateOf } from '../../shared/opening-hours.ts';
import type { Position } from '../../shared/position.ts';
import type { Region, Store } from '../../shared/store.ts';
import type { PublishedChange, StoreRepository } from '../storage/repository.ts';
import { searchText, searchWords } from '../storage/search-text.ts';
import type { NearbyQuery } from './nearby-query.ts';
import { nearestInReach } from './reach.ts';
import { SpatialIndex } from './spatial-index.ts';
import { groundOf, storeRecord, storeRecordAt } from './store-record.ts';

export type NearbyOptions = {
  readonly stores: Pick<StoreRepository, 'published' | 'watch'>;
  readonly categories: () => Promise<readonly Category[]>;
  readonly regionOf: (wgs84: Position) => Region;
  /** Milliseconds; the tests' own where time matters. */
  readonly clock?: () => number;
};

/** So many changes at once are applied on the spot; more are taken in slices and appear together. */
const AT_ONCE = 500;
const SLICE = 200;

export class NearbyService {
  readonly #options: NearbyOptions;
  readonly #clock: () => number;
  readonly #slotOf = new Map<string, number>();
  readonly #stores: (Store | undefined)[] = [];
  readonly #index = new SpatialIndex((a, b) => (this.#stores[a]!.id < this.#stores[b]!.id ? -1 : 1));
  #categories: readonly Category[] = [];
  #waiting: (readonly PublishedChange[])[] = [];
  #draining: Promise<void> | undefined;
  #unwatch: (() => void) | undefined;
  #started: Promise<void> | undefined;
  #ready = false;

  constructor(options: NearbyOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /** True once every store that was published at the start can be found. */
  get ready(): boolean {
    return this.#ready;
  }

  /** How many stores can be found. */
  get size(): number {
    return this.#index.size;
  }

  /** Reads the published stores, then follows every change. Resolves when the service is ready; called again, too. */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  async #start(): Promise<void> {
    const { stores } = this.#options;
    const early: PublishedChange[] = [];
    let take = (changes: readonly PublishedChange[]) => {
      early.push(...changes);
    };
    this.#unwatch = stores.watch((changes) => take(changes));
    await this.#readCategories();
    const snapshot = await stores.published();
    const born: number[] = [];
    for await (const page of snapshot.stores) {
      for (const store of page) born.push(this.#stage(store));
    }
    await this.#index.swap(born, []);
    this.apply(early.filter(({ revision }) => revision > snapshot.revision));
    take = (changes) => this.apply(changes);
    this.#ready = true;
  }

  /** Follows these changes, in their order: a few at once, many as soon as they are ready, together. */
  apply(changes: readonly PublishedChange[]): void {
    if (changes.length === 0) return;
    void this.#readCategories();
    if (!this.#draining && changes.length <= AT_ONCE) {
      const { born, died } = this.#stageAll(changes);
      this.#index.commit(born, died);
      return;
    }
    this.#waiting.push(changes);
    this.#draining ??= this.#drain();
  }

  answer(query: NearbyQuery, publicUrl: string): NearbyAnswer {
    const now = this.#clock();
    const { datum, position, text, openAt } = query;
    const from = toWgs84({ position, datum });
    const categories =
      query.category === undefined ? undefined : categoriesWithin(this.#categories, query.category);
    const words = text === undefined ? [] : searchWords(text);
    const at = openAt === undefined ? undefined : new Date(openAt === 'now' ? now : openAt);
    const allows =
      words.length === 0 && at === undefined
        ? undefined
        : (slot: number) => {
            const store = this.#stores[slot]!;
            const searched = words.length > 0 ? searchText(store) : '';
            return (
              words.every((word) => searched.includes(word)) &&
              (at === undefined || openingStateOf(store, at).state === 'open')
            );
          };
    const asked = { radiusMeters: query.radiusMeters, limit: query.limit, categories, allows };
    const { reach, found } = nearestInReach(this.#index, from, asked, query.widen);
    const [longitude, latitude] = position;
    return {
      origin: { longitude, latitude, datum, region: this.#options.regionOf(from) },
      reach,
      numberReturned: found.length,
      ...(query.count && this.#count(from, { ...asked, radiusMeters: reach.radiusMeters ?? Infinity })),
      stores: found.map(({ slot, distanceMeters }) =>
        storeRecordAt(storeRecord(this.#stores[slot]!, datum, new Date(now), publicUrl), distanceMeters),
      ),
    };
  }

  /** Stops following; what was taken so far can still be asked for. */
  async close(): Promise<void> {
    this.#unwatch?.();
    await this.#draining;
    await this.#index.settled();
  }

  #count(from: Position, query: Parameters<SpatialIndex['forEachWithin']>[1]) {
    let numberMatched = 0;
    const bySet = new Map<readonly string[], number>();
    this.#index.forEachWithin(from, query, (slot) => {
      numberMatched++;
      const set = this.#index.categoriesOf(slot);
      bySet.set(set, (bySet.get(set) ?? 0) + 1);
    });
    const counts = new Map<string, number>();
    for (const [set, stores] of bySet) {
      for (const id of this.#withParents(set)) counts.set(id, (counts.get(id) ?? 0) + stores);
    }
    const inOrder = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
    return { numberMatched, categoryCounts: Object.fromEntries(inOrder) };
  }

  /** These categories and all above them, each once. */
  #withParents(ids: readonly string[]): Set<string> {
    const all = new Set(ids);
    for (const id of all) {
      const parent = this.#categories.find((category) => category.id === id)?.parent;
      if (parent !== undefined) all.add(parent);
    }
    return all;
  }

  async #drain() {
    for (let changes = this.#waiting.shift(); changes; changes = this.#waiting.shift()) {
      const born = new Set<number>();
      const died: number[] = [];
      for (let from = 0; from < changes.length; from += SLICE) {
        const slice = this.#stageAll(changes.slice(from, from + SLICE));
        for (const slot of slice.born) born.add(slot);
        for (const slot of slice.died) {
          if (born.delete(slot)) this.#index.discard(slot);
          else died.push(slot);
        }
        await new Promise(setImmediate);
      }
      await this.#index.swap([...born], died);
    }
    this.#draining = undefined;
  }

  #stageAll(changes: readonly PublishedChange[]): { born: number[]; died: number[] } {
    const born = new Set<number>();
    const died: number[] = [];
    for (const { id, store } of changes) {
      const before = this.#slotOf.get(id);
      if (before !== undefined) {
        if (born.delete(before)) this.#index.discard(before);
        else died.push(before);
      }
      if (store) born.add(this.#stage(store));
      else this.#slotOf.delete(id);
    }
    return { born: [...born], died };
  }

  #stage(store: Store): number {
    const slot = this.#index.stage(groundOf(store), store.categories);
    this.#stores[slot] = store;
    this.#slotOf.set(store.id, slot);
    return slot;
  }

  async #readCategories() {
    this.#categories = await this.#options.categories();
  }
}
