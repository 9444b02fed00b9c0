// The nearby service: follows the published stores of a repository and answers queries from memory.
import { type Category, categoriesWithin } from '../../shared/category.ts';
import { type Datum, toWgs84 } from '../../shared/datum.ts';
import type { Position } from '../../shared/position.ts';
import { isInsideRings } from '../../shared/rings.ts';
import type { Region, Store } from '../../shared/store.ts';
import type { PublishedChange, StoreRepository } from '../storage/repository.ts';
import { searchWords } from '../storage/search-text.ts';
import type { Allows } from './chord-search.ts';
import type { NamedStore, Nearby } from './nearby.ts';
import type { NearbyQuery } from './nearby-query.ts';
import { isAfter, nextPage, type PageStart } from './page-start.ts';
import { nearestInReach, type Reach } from './reach.ts';
import { type OpenFilter, RecordTexts } from './record-texts.ts';
import { type Found, type NearestQuery, SpatialIndex, type WithinQuery } from './spatial-index.ts';
import { StoreIds } from './store-ids.ts';
import { groundOf } from './store-record.ts';
import { type WordMatch, wordMatch } from './word-match.ts';

export type NearbyOptions = {
  readonly stores: Pick<StoreRepository, 'published' | 'watch'>;
  readonly categories: () => Promise<readonly Category[]>;
  readonly regionOf: (wgs84: Position) => Region;
  /** What our own addresses begin with, where it is always the same: those answers are the fastest. */
  readonly publicUrl?: string | undefined;
  /** Milliseconds; a test has its own where time matters. */
  readonly clock?: () => number;
};

/** So many changes at once are applied on the spot; more are prepared in slices and appear together. */
const AT_ONCE = 500;
const SLICE = 100;
/** So many records are looked through in a few milliseconds. */
const SCANNED_AT_ONCE = 1_000;

const sameText = (text: string) => text;
const unique = (ids: readonly string[]) => [...new Set(ids)];

export class NearbyService implements Nearby {
  readonly #options: NearbyOptions;
  readonly #clock: () => number;
  readonly #records: RecordTexts;
  readonly #ids = new StoreIds((slot) => this.#records.idOf(slot));
  readonly #index = new SpatialIndex((a, b) => this.#records.compareIds(a, b));
  #categories: readonly Category[] = [];
  readonly #waiting: (readonly PublishedChange[])[] = [];
  #draining: Promise<void> | undefined;
  #unwatch: (() => void) | undefined;
  #started: Promise<void> | undefined;
  #ready = false;
  #revision = 0;

  constructor(options: NearbyOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
    this.#records = new RecordTexts(options.publicUrl ?? '');
  }

  /** True once every store that was published at the start can be found. */
  get ready(): boolean {
    return this.#ready;
  }

  /** How many stores can be found. */
  get size(): number {
    return this.#index.size;
  }

  /** The last change that is part of every answer. */
  get revision(): number {
    return this.#revision;
  }

  /** Bytes of the records, outside the heap. */
  get recordBytes(): number {
    return this.#records.bytesTaken;
  }

  /** Reads the published stores, then follows every change. Resolves when the service is ready; called again, too. */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  /** Follows these changes, in their order: a few at once, many as soon as they are ready, together. */
  apply(changes: readonly PublishedChange[]): void {
    if (changes.length === 0) return;
    if (this.#draining || changes.length > AT_ONCE) {
      this.#waiting.push(changes);
      this.#draining ??= this.#drain();
      return;
    }
    const { born, died } = this.#stageAll(changes);
    this.#index.commit(born, died);
    this.#forget(died);
    this.#revision = changes.at(-1)!.revision;
  }

  /**
   * The JSON of the answer, in UTF-8; our own addresses in it begin with `publicUrl`. The same revision answers the same
   * up to `until` (milliseconds).
   */
  answer(query: NearbyQuery, publicUrl: string, addressOf = sameText): { json: Buffer; until: number } {
    const now = this.#clock();
    const { datum, position, categories, limit, radiusMeters, page } = query;
    const from = datum === 'wgs84' ? position : toWgs84({ position, datum });
    const open = query.openAt === undefined ? undefined : this.#records.openAt(query.openAt, now);
    const asked = {
      radiusMeters,
      limit,
      categories:
        categories && unique(categories.flatMap((each) => categoriesWithin(this.#categories, each))),
      allows: this.#filterOf(query, from, open),
    };
    const { reach, found } = page?.start
      ? this.#nextInReach(from, asked, page.start)
      : nearestInReach(this.#index, from, asked, query.widen);
    const origin = {
      longitude: position[0],
      latitude: position[1],
      datum,
      region: this.#options.regionOf(from),
    };
    const counts = query.count
      ? this.#count(from, { ...asked, radiusMeters: reach.radiusMeters ?? Number.POSITIVE_INFINITY })
      : undefined;
    const next = page && this.#nextAddress(reach, limit, found, addressOf);
    const { json, until } = this.#records.answer({ origin, reach, ...counts, next }, found, now, publicUrl);
    return { json, until: Math.min(until, open?.until ?? until) };
  }

  /** The stores nearest to a WGS-84 position, by distance, then id; further away where none is within the radius. */
  nearest(from: Position, radiusMeters: number, limit: number): { id: string; distanceMeters: number }[] {
    const { found } = nearestInReach(this.#index, from, { radiusMeters, limit }, true);
    return found.map(({ slot, distanceMeters }) => ({ id: this.#records.idOf(slot), distanceMeters }));
  }

  /**
   * The stores whose name, branch, address and sid hold all the words of some list, with the first such list, in no
   * order; others are served in between.
   */
  async *matching(
    lists: readonly (readonly WordMatch[])[],
    datum: Datum,
  ): AsyncGenerator<{ store: NamedStore; list: number }> {
    const slots = this.#index.slots();
    for (let from = 0; from < slots.length; from += SCANNED_AT_ONCE) {
      if (from > 0) await new Promise(setImmediate);
      for (const slot of slots.subarray(from, from + SCANNED_AT_ONCE)) {
        // Meanwhile a store may be gone.
        const list = this.#index.has(slot) ? this.#records.firstHeld(slot, lists) : -1;
        if (list >= 0) yield { store: this.#records.named(slot, datum), list };
      }
    }
  }

  /** Stops following; what was taken so far can still be asked for. */
  async close(): Promise<void> {
    this.#unwatch?.();
    await this.#draining;
    await this.#index.settled();
  }

  async #start(): Promise<void> {
    const { stores } = this.#options;
    const early: PublishedChange[] = [];
    let take = (changes: readonly PublishedChange[]) => {
      early.push(...changes);
    };
    this.#unwatch = stores.watch((changes) => {
      take(changes);
      // Where the database is away just then, those that are known stay until the next change.
      this.#readCategories().catch(process.emitWarning);
    });
    await this.#readCategories();
    const snapshot = await stores.published();
    const born: number[] = [];
    for await (const page of snapshot.stores) {
      const changes = page.map((store) => ({ revision: snapshot.revision, id: store.id, store }));
      for (const slot of this.#stageAll(changes).born) born.push(slot);
    }
    await this.#index.swap(born, []);
    this.#revision = snapshot.revision;
    this.apply(early.filter(({ revision }) => revision > snapshot.revision));
    take = (changes) => this.apply(changes);
    await this.#draining;
    this.#ready = true;
  }

  /** What a query asks of each store beyond categories and distance; undefined where that is everything. */
  #filterOf(
    { text, minRadiusMeters = 0, within }: NearbyQuery,
    from: Position,
    open: OpenFilter | undefined,
  ): Allows | undefined {
    if (text === undefined && minRadiusMeters === 0 && !within && !open) return undefined;
    const words = text === undefined ? [] : searchWords(text).map(wordMatch);
    const lists = [words];
    const rules: Allows[] = [];
    if (minRadiusMeters > 0) rules.push((slot) => this.#index.metersTo(slot, from) >= minRadiusMeters);
    if (within) {
      rules.push((slot) => within.some((rings) => isInsideRings(this.#index.positionOf(slot), rings)));
    }
    if (words.length > 0) rules.push((slot) => this.#records.firstHeld(slot, lists) === 0);
    if (open) rules.push(open.isOpen);
    const [only] = rules;
    return rules.length > 1 ? (slot) => rules.every((holds) => holds(slot)) : only;
  }

  /** What comes after the page before, in the reach that was found for the first one. */
  #nextInReach(from: Position, { allows, ...asked }: NearestQuery, start: PageStart) {
    const comesAfter = (slot: number) =>
      isAfter(start, this.#index.metersTo(slot, from), () => this.#records.idOf(slot)) &&
      (allows === undefined || allows(slot));
    const { reach } = start;
    const query = { ...asked, radiusMeters: reach.radiusMeters, allows: comesAfter };
    return { reach, found: this.#index.nearest(from, query) };
  }

  #nextAddress(
    reach: Reach,
    limit: number,
    found: readonly Found[],
    addressOf: (cursor: string) => string,
  ): string | null {
    const last = found.at(-1);
    const cursor = nextPage(
      reach,
      limit,
      found.length,
      last && { distanceMeters: last.distanceMeters, id: this.#records.idOf(last.slot) },
    );
    return cursor === undefined ? null : addressOf(cursor);
  }

  #count(from: Position, query: WithinQuery) {
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
        this.#stageAll(changes.slice(from, from + SLICE), born, died);
        await new Promise(setImmediate);
      }
      await this.#index.swap([...born], died);
      this.#forget(died);
      this.#revision = changes.at(-1)!.revision;
    }
    this.#draining = undefined;
  }

  /** Prepares what changes make born, and lists what they make die. */
  #stageAll(changes: readonly PublishedChange[], born = new Set<number>(), died: number[] = []) {
    for (const { id, store } of changes) {
      const before = this.#ids.remove(id);
      if (before !== undefined && born.delete(before)) {
        this.#forget([before]);
        this.#index.discard(before);
      } else if (before !== undefined) {
        died.push(before);
      }
      if (store === undefined) continue;
      try {
        born.add(this.#stage(store));
      } catch (error) {
        // One store that cannot be placed must not keep the others from being found.
        process.emitWarning(`The store ${id} cannot be found nearby: ${error}`);
      }
    }
    return { born: [...born], died };
  }

  #stage(store: Store): number {
    const slot = this.#index.stage(groundOf(store), store.categories);
    this.#records.put(slot, store);
    this.#ids.add(store.id, slot);
    return slot;
  }

  #forget(slots: readonly number[]) {
    for (const slot of slots) this.#records.remove(slot);
  }

  async #readCategories() {
    this.#categories = await this.#options.categories();
  }
}
