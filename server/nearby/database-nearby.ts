// The nearby stores by the database's own nearest, for catalogues that do not fit into memory. What the database cannot
// judge, hours and words spelled in pinyin, is judged here, store by store in the order of distance: a query that few
// stores satisfy reads many.
import { type Category, categoriesWithin, withParents } from '../../shared/category.ts';
import { type Datum, toWgs84 } from '../../shared/datum.ts';
import type { Position } from '../../shared/position.ts';
import { isInsideRings } from '../../shared/rings.ts';
import type { Region, Store } from '../../shared/store.ts';
import type { FeatureRepository } from '../storage/features.ts';
import type { NearStore, StoreRepository } from '../storage/repository.ts';
import { plainSearchText, searchWords } from '../storage/search-text.ts';
import { HEAD_ROOM } from './answer-room.ts';
import type { NamedStore, Nearby, NearbyAnswered } from './nearby.ts';
import type { NearbyQuery } from './nearby-query.ts';
import { isAfter, nextPage } from './page-start.ts';
import { reachAsked, reachBeyond } from './reach.ts';
import { Schedules, type Timetable } from './schedules.ts';
import { fixedFields, groundOf, ownAddress, positionIn } from './store-record.ts';
import { type WordMatch, wordMatch } from './word-match.ts';

export type DatabaseNearbyOptions = {
  readonly stores: Pick<StoreRepository, 'nearest' | 'byDistance' | 'list' | 'watch' | 'published'>;
  readonly features: Pick<FeatureRepository, 'count'>;
  readonly categories: () => Promise<readonly Category[]>;
  readonly regionOf: (wgs84: Position) => Region;
  /** Milliseconds; a test has its own where time matters. */
  readonly clock?: () => number;
};

/** Stores after which the timetables known so far are forgotten, lest there be as many as stores. */
const MOST_TIMED = 100_000;
/** How many stores of the same words a place is looked for among. */
const MOST_MATCHING = 1_000;
/** How long a count of all stores is good enough to be shown, in milliseconds. */
const COUNT_KEPT = 10_000;

/** What a query asks of a store beyond what the database is asked. */
type Judgement = { allows(near: NearStore): boolean; until: number };

export class DatabaseNearby implements Nearby {
  readonly #options: DatabaseNearbyOptions;
  readonly #clock: () => number;
  #hours = new Hours();
  #categories: readonly Category[] = [];
  #unwatch: (() => void) | undefined;
  #started: Promise<void> | undefined;
  #counted = { stores: 0, at: 0 };
  #ready = false;
  #revision = 0;

  constructor(options: DatabaseNearbyOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  get ready(): boolean {
    return this.#ready;
  }

  get size(): number {
    if (this.#clock() - this.#counted.at > COUNT_KEPT) this.#count().catch(() => {});
    return this.#counted.stores;
  }

  get revision(): number {
    return this.#revision;
  }

  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  async answer(
    query: NearbyQuery,
    publicUrl: string,
    addressOf = (cursor: string) => cursor,
  ): Promise<NearbyAnswered> {
    const now = this.#clock();
    const { datum, position, radiusMeters, limit, page } = query;
    const from = datum === 'wgs84' ? position : toWgs84({ position, datum });
    const words = query.text === undefined ? [] : searchWords(query.text).map(wordMatch);
    if (this.#hours.timed > MOST_TIMED) this.#hours = new Hours();
    const hours = this.#hours;
    const judgement = judgementOf(query, words, this.#wantedCategories(query), hours, now);
    const nearest = (radius: number | undefined) => this.#nearest(from, query, words, judgement, radius);

    const within = await nearest(page?.start?.reach.radiusMeters ?? radiusMeters);
    const { reach, found } = page?.start
      ? { reach: page.start.reach, found: within }
      : within.length > 0 || !query.widen
        ? { reach: reachAsked(radiusMeters), found: within }
        : reachBeyond(radiusMeters, await nearest(undefined));
    const counts = query.count
      ? await this.#counts(from, query, words, judgement, reach.radiusMeters ?? undefined)
      : undefined;

    const [longitude, latitude] = position;
    const origin = { longitude, latitude, datum, region: this.#options.regionOf(from) };
    const last = found.at(-1);
    const cursor = nextPage(
      reach,
      limit,
      found.length,
      last && { distanceMeters: last.distanceMeters, id: last.store.id },
    );
    const next = cursor === undefined ? null : addressOf(cursor);
    const head = JSON.stringify({
      origin,
      reach,
      numberReturned: found.length,
      ...counts,
      ...(page && { next }),
    });
    let until = judgement?.until ?? Number.POSITIVE_INFINITY;
    const records = found.map((near) => {
      const timetable = hours.now(near.store, now);
      until = Math.min(until, timetable.until);
      return recordText(near, datum, timetable, publicUrl);
    });
    return { json: bytesOf(`${head.slice(0, -1)},"stores":[${records.join()}]}`), until };
  }

  /** By the database's own text index; of what is spelled, whole words in pinyin and initials only. */
  async *matching(
    lists: readonly (readonly WordMatch[])[],
    datum: Datum,
  ): AsyncGenerator<{ store: NamedStore; list: number }> {
    for (const [list, words] of lists.entries()) {
      const text = words.map(({ word }) => word).join(' ');
      const { stores } = await this.#options.stores.list({ status: 'published', text, limit: MOST_MATCHING });
      for (const store of stores) yield { store: namedStore(store, datum), list };
      // Whoever asks wants the first list that any store holds.
      if (stores.length > 0) return;
    }
  }

  async close(): Promise<void> {
    this.#unwatch?.();
  }

  async #start(): Promise<void> {
    const { stores } = this.#options;
    this.#unwatch = stores.watch((changes) => {
      this.#revision = changes.at(-1)?.revision ?? this.#revision;
      this.#readCategories().catch(process.emitWarning);
    });
    const { revision } = await stores.published();
    this.#revision = Math.max(this.#revision, revision);
    await this.#readCategories();
    await this.#count();
    this.#ready = true;
  }

  async #readCategories() {
    this.#categories = await this.#options.categories();
  }

  async #count() {
    this.#counted = { ...this.#counted, at: this.#clock() };
    const stores = await this.#options.features.count({ op: 'and', args: [] });
    this.#counted = { stores, at: this.#clock() };
  }

  async #nearest(
    from: Position,
    query: NearbyQuery,
    words: readonly WordMatch[],
    judgement: Judgement | undefined,
    radiusMeters: number | undefined,
  ): Promise<NearStore[]> {
    const { limit } = query;
    const asked = { ...askedOf(query, words), radiusMeters };
    const start = query.page?.start;
    if (judgement === undefined && !start) return this.#options.stores.nearest(from, { ...asked, limit });
    const found: NearStore[] = [];
    for await (const page of this.#options.stores.byDistance(from, asked)) {
      for (const near of page) {
        if (start && !isAfter(start, near.distanceMeters, () => near.store.id)) continue;
        if (judgement && !judgement.allows(near)) continue;
        found.push(near);
        if (found.length === limit) return found;
      }
    }
    return found;
  }

  /** Several categories and those below them; undefined where the database is asked for the one there is. */
  #wantedCategories({ categories }: NearbyQuery): ReadonlySet<string> | undefined {
    if (categories === undefined || categories.length < 2) return undefined;
    return new Set(categories.flatMap((each) => categoriesWithin(this.#categories, each)));
  }

  async #counts(
    from: Position,
    query: NearbyQuery,
    words: readonly WordMatch[],
    judgement: Judgement | undefined,
    radiusMeters: number | undefined,
  ) {
    let numberMatched = 0;
    const counts = new Map<string, number>();
    const asked = { ...askedOf(query, words), radiusMeters };
    for await (const page of this.#options.stores.byDistance(from, asked)) {
      for (const near of page) {
        if (judgement && !judgement.allows(near)) continue;
        const { store } = near;
        numberMatched++;
        for (const id of withParents(this.#categories, store.categories)) {
          counts.set(id, (counts.get(id) ?? 0) + 1);
        }
      }
    }
    const inOrder = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
    return { numberMatched, categoryCounts: Object.fromEntries(inOrder) };
  }
}

/** What a query asks of a store beyond what the database judges; undefined where that is everything. */
function judgementOf(
  { openAt, minRadiusMeters = 0, within }: NearbyQuery,
  words: readonly WordMatch[],
  categories: ReadonlySet<string> | undefined,
  hours: Hours,
  now: number,
): Judgement | undefined {
  const spelled = words.filter(({ isSpelling }) => isSpelling);
  const isAll = spelled.length === 0 && openAt === undefined && minRadiusMeters === 0;
  if (isAll && within === undefined && categories === undefined) return undefined;
  const judgement = {
    until: Number.POSITIVE_INFINITY,
    allows({ store, distanceMeters }: NearStore) {
      if (distanceMeters < minRadiusMeters) return false;
      if (within && !within.some((rings) => isInsideRings(groundOf(store), rings))) return false;
      if (categories && !store.categories.some((id) => categories.has(id))) return false;
      if (spelled.length > 0) {
        const text = plainSearchText(store);
        if (!spelled.every((isIn) => isIn(text))) return false;
      }
      if (openAt === undefined) return true;
      if (openAt !== 'now') return hours.isOpenAt(store, openAt);
      const { isOpen, until } = hours.now(store, now);
      judgement.until = Math.min(judgement.until, until);
      return isOpen;
    },
  };
  return judgement;
}

/** When stores are open; what was found for a schedule is kept. */
class Hours {
  readonly #schedules = new Schedules();
  /** How many stores were asked about. */
  timed = 0;

  now(store: Store, now: number): Timetable {
    return this.#schedules.at(this.#scheduleOf(store), now);
  }

  isOpenAt(store: Store, instant: number): boolean {
    return this.#schedules.isOpenAt(this.#scheduleOf(store), new Date(instant));
  }

  #scheduleOf(store: Store): number {
    this.timed++;
    return this.#schedules.acquire(store);
  }
}

/** What the database is asked: words that pinyin may spell are not for it, nor are several categories. */
const askedOf = ({ categories }: NearbyQuery, words: readonly WordMatch[]) => ({
  category: categories?.length === 1 ? categories[0] : undefined,
  words: words.filter(({ isSpelling }) => !isSpelling).map(({ word }) => word),
});

/** The record as memory has it, word for word. */
function recordText(
  { store, distanceMeters }: NearStore,
  datum: Datum,
  { ending }: Timetable,
  publicUrl: string,
): string {
  const [longitude, latitude] = positionIn(store, datum);
  const begin = JSON.stringify({
    ...fixedFields(store),
    url: ownAddress(store) ?? `${publicUrl}/s/${store.id}`,
    position: { longitude, latitude, datum },
    distanceMeters: Math.round(distanceMeters * 10) / 10,
  });
  return `${begin.slice(0, -1)}${ending}`;
}

function namedStore(store: Store, datum: Datum): NamedStore {
  const { id, name, branch, address } = fixedFields(store);
  const [longitude, latitude] = positionIn(store, datum);
  return { id, name, branch, address, position: { longitude, latitude, datum } };
}

function bytesOf(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const room = Buffer.allocUnsafeSlow(HEAD_ROOM + length);
  room.write(text, HEAD_ROOM);
  return room.subarray(HEAD_ROOM);
}
