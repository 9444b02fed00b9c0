// Exact nearest within a radius on the WGS-84 ellipsoid, by the one distance function, ties by id. Large static trees
// are built by a worker and swapped whole; what was written since stands in a small tree and a short list beside them.
import { Worker } from 'node:worker_threads';
import { distanceMeters, earthCentred, longestChordMeters, type Position } from '../../shared/position.ts';
import { type Allows, ChordSearch, visitWithin } from './chord-search.ts';
import { buildGeneration, EMPTY_GENERATION, type Generation, type Points } from './generation.ts';
import { type KdTree, ROUNDING_METERS, UNITS_PER_METER } from './k-d-tree.ts';

export type Found = { readonly slot: number; readonly distanceMeters: number };

export type NearestQuery = {
  /** Infinity: however far. */
  readonly radiusMeters: number;
  readonly limit: number;
  /** Only what carries one of these; absent: all. */
  readonly categories?: readonly string[] | undefined;
  readonly allows?: Allows | undefined;
};

/** The most that can be asked for at once. */
export const MOST_WANTED = 50;

/** So many new points are searched one by one before they become a tree; at least, and as a share of that tree. */
const FRESH_AT_LEAST = 64;
const FRESH_SHARE = 8;
/** A tree up to this size is built in a millisecond or two, on the serving thread; larger ones by a worker. */
const YOUNG_AT_MOST = 4_096;
/** Trees with more than this share of removed points are built anew. */
const DEAD_SHARE = 4;

export class SpatialIndex {
  readonly #compareIds: (slot: number, other: number) => number;
  readonly #search = new ChordSearch(MOST_WANTED + 1);
  #capacity = 0;
  #size = 0;
  #slots = 0;
  /** WGS-84 longitude and latitude by slot, and the same earth-centred. */
  #ground: Float64Array = new Float64Array(0);
  #centred: Float64Array = new Float64Array(0);
  #setOf: Uint32Array = new Uint32Array(0);
  #alive: Uint8Array = new Uint8Array(0);
  readonly #sets: (readonly string[])[] = [];
  readonly #setNumbers = new Map<string, number>();

  #main: Generation = EMPTY_GENERATION;
  #young: Generation = EMPTY_GENERATION;
  #fresh: number[] = [];
  /** Slots made since the last worker began, while it builds. */
  #since: number[] | undefined;
  #working: Promise<void> | undefined;
  /** Removed slots that trees may still hold, and those that none holds any more. */
  #dead: number[] = [];
  #free: number[] = [];
  #closed = false;

  /** @param compareIds  orders the ids of two slots: what ties fall by */
  constructor(compareIds: (slot: number, other: number) => number) {
    this.#compareIds = compareIds;
  }

  /** How many points can be found. */
  get size(): number {
    return this.#size;
  }

  /** Prepares a point and answers its slot; it is found once {@link commit} names it. */
  stage([lon, lat]: Position, categories: readonly string[]): number {
    const slot = this.#free.pop() ?? this.#slots++;
    if (slot >= this.#capacity) this.#grow();
    this.#ground[slot * 2] = lon;
    this.#ground[slot * 2 + 1] = lat;
    this.#centred.set(earthCentred([lon, lat]), slot * 3);
    this.#setOf[slot] = this.#setNumber(categories);
    return slot;
  }

  /** Gives back a slot that was prepared and will not be committed. */
  discard(slot: number): void {
    this.#free.push(slot);
  }

  /** Makes some points found and others not, at once. For small numbers; large ones go through {@link swap}. */
  commit(born: readonly number[], died: readonly number[]): void {
    this.#settle(born, died);
    this.#fresh.push(...born);
    this.#since?.push(...born);
    this.#fold();
  }

  /** The same for any number: the trees are built by a worker and take effect all at once when this resolves. */
  async swap(born: readonly number[], died: readonly number[]): Promise<void> {
    while (this.#working) await this.#working;
    await this.#rebuild(born, died);
  }

  /** Whether a point can be found. */
  isAlive(slot: number): boolean {
    return this.#alive[slot] === 1;
  }

  /** The categories of a slot. */
  categoriesOf(slot: number): readonly string[] {
    return this.#sets[this.#setOf[slot]!]!;
  }

  /** The nearest, by distance, then id. At most {@link MOST_WANTED}. */
  nearest(from: Position, { radiusMeters, limit, categories, allows }: NearestQuery): Found[] {
    const [x, y, z] = earthCentred(from);
    const search = this.#search;
    // One more than wanted tells whether others are as near as the last by chord.
    search.begin(x, y, z, limit + 1, longestChordMeters(radiusMeters) + ROUNDING_METERS);
    for (const tree of this.#trees(categories)) search.search(tree, this.#alive, allows);
    for (const slot of this.#freshOf(categories, allows)) this.#offer(slot);
    const found: Found[] = [];
    for (let i = 0; i < search.count; i++) this.#measure(from, search.slots[i]!, radiusMeters, found);
    found.sort(this.#inOrder);
    if (search.count <= limit) return found;
    const last = found[limit - 1];
    if (last === undefined) return this.#nearestOfTies(from, radiusMeters, limit, categories, allows);
    const reach = longestChordMeters(last.distanceMeters) + ROUNDING_METERS;
    const beyond = Math.sqrt(search.squares[search.count - 1]!) / UNITS_PER_METER;
    if (beyond > reach) return found.slice(0, limit);
    return this.#nearestOfTies(from, last.distanceMeters, limit, categories, allows);
  }

  /** Every slot within the radius, once, in no order. */
  forEachWithin(
    from: Position,
    { radiusMeters, categories, allows }: Omit<NearestQuery, 'limit'>,
    visit: (slot: number, meters: number) => void,
  ): void {
    const centre = earthCentred(from);
    const reach = longestChordMeters(radiusMeters) + ROUNDING_METERS;
    const seen = categories && categories.length > 1 ? new Set<number>() : undefined;
    const offer = (slot: number) => {
      if (this.#alive[slot] === 0 || seen?.has(slot) || (allows && !allows(slot))) return;
      seen?.add(slot);
      const meters = distanceMeters(from, this.#positionOf(slot));
      if (meters <= radiusMeters) visit(slot, meters);
    };
    for (const tree of this.#trees(categories)) visitWithin(tree, centre, reach, offer);
    for (const slot of this.#freshOf(categories, undefined)) offer(slot);
  }

  /** Resolves when no tree is being built. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.settled();
  }

  /** Measures all that are no further than `reachMeters`: for catalogues with many stores at one place. */
  #nearestOfTies(
    from: Position,
    reachMeters: number,
    limit: number,
    categories: readonly string[] | undefined,
    allows: Allows | undefined,
  ): Found[] {
    let found: Found[] = [];
    this.forEachWithin(from, { radiusMeters: reachMeters, categories, allows }, (slot, meters) => {
      found.push({ slot, distanceMeters: meters });
      if (found.length > 1_000) found = found.sort(this.#inOrder).slice(0, limit);
    });
    return found.sort(this.#inOrder).slice(0, limit);
  }

  readonly #inOrder = (a: Found, b: Found) =>
    a.distanceMeters - b.distanceMeters || this.#compareIds(a.slot, b.slot);

  #measure(from: Position, slot: number, radiusMeters: number, found: Found[]) {
    const meters = distanceMeters(from, this.#positionOf(slot));
    if (meters <= radiusMeters) found.push({ slot, distanceMeters: meters });
  }

  #positionOf(slot: number): Position {
    return [this.#ground[slot * 2]!, this.#ground[slot * 2 + 1]!];
  }

  #offer(slot: number) {
    const at = (axis: number) => Math.round(this.#centred[slot * 3 + axis]! * UNITS_PER_METER);
    this.#search.offer(slot, at(0), at(1), at(2));
  }

  *#trees(categories: readonly string[] | undefined): Generator<KdTree> {
    for (const generation of [this.#main, this.#young]) {
      if (categories === undefined) yield generation.all;
      else
        for (const id of categories) {
          const tree = generation.byCategory.get(id);
          if (tree) yield tree;
        }
    }
  }

  #freshOf(categories: readonly string[] | undefined, allows: Allows | undefined): number[] {
    return this.#fresh.filter(
      (slot) =>
        this.#alive[slot] === 1 &&
        (categories === undefined || this.categoriesOf(slot).some((id) => categories.includes(id))) &&
        (allows === undefined || allows(slot)),
    );
  }

  #settle(born: readonly number[], died: readonly number[]) {
    for (const slot of born) this.#alive[slot] = 1;
    for (const slot of died) this.#alive[slot] = 0;
    this.#dead.push(...died);
    this.#size += born.length - died.length;
  }

  #fold() {
    const young = this.#young.all.slots.length;
    if (this.#fresh.length >= Math.max(FRESH_AT_LEAST, young / FRESH_SHARE)) {
      const slots = [...this.#young.all.slots, ...this.#fresh].filter((slot) => this.#alive[slot] === 1);
      this.#young = buildGeneration(this.#points(), Int32Array.from(slots));
      this.#fresh = [];
    }
    const inTrees = this.#main.all.slots.length + young;
    const tooOld = this.#dead.length > Math.max(YOUNG_AT_MOST, inTrees / DEAD_SHARE);
    if ((young > YOUNG_AT_MOST || tooOld) && !this.#working) void this.#rebuild([], []);
  }

  /** Builds the main trees anew, with what is to be born and without what is to die, and swaps them in. */
  #rebuild(born: readonly number[], died: readonly number[]): Promise<void> {
    const buried = this.#dead;
    this.#dead = [];
    const since: number[] = [];
    this.#since = since;
    const alive = this.#alive.slice(0, this.#slots);
    for (const slot of born) alive[slot] = 1;
    for (const slot of died) alive[slot] = 0;
    this.#working = this.#build(slotsOf(alive)).then((main) => {
      this.#settle(born, died);
      this.#main = main;
      this.#young = EMPTY_GENERATION;
      this.#fresh = since.filter((slot) => this.#alive[slot] === 1);
      this.#since = undefined;
      this.#free.push(...buried);
      this.#working = undefined;
      this.#fold();
    });
    return this.#working;
  }

  async #build(slots: Int32Array): Promise<Generation> {
    const points = this.#points();
    if (slots.length <= YOUNG_AT_MOST || this.#closed) return buildGeneration(points, slots);
    try {
      return await builtByWorker(points, slots);
    } catch (error) {
      // A stall is better than stores that cannot be found.
      process.emitWarning(`The index was built on the serving thread: ${error}`);
      return buildGeneration(points, slots);
    }
  }

  #points(): Points {
    return { centred: this.#centred, setOf: this.#setOf, sets: this.#sets };
  }

  #setNumber(categories: readonly string[]): number {
    const key = JSON.stringify(categories);
    let number = this.#setNumbers.get(key);
    if (number === undefined) {
      number = this.#sets.push([...categories]) - 1;
      this.#setNumbers.set(key, number);
    }
    return number;
  }

  #grow() {
    this.#capacity = Math.max(1_024, this.#capacity * 2);
    this.#ground = grown(this.#ground, new Float64Array(new SharedArrayBuffer(this.#capacity * 16)));
    this.#centred = grown(this.#centred, new Float64Array(new SharedArrayBuffer(this.#capacity * 24)));
    this.#setOf = grown(this.#setOf, new Uint32Array(new SharedArrayBuffer(this.#capacity * 4)));
    this.#alive = grown(this.#alive, new Uint8Array(new SharedArrayBuffer(this.#capacity)));
  }
}

const builtByWorker = (points: Points, slots: Int32Array) =>
  new Promise<Generation>((resolve, reject) => {
    const worker = new Worker(new URL('./generation-worker.ts', import.meta.url), {
      workerData: { points, slots },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
  });

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** The slots that are marked. */
function slotsOf(marks: Uint8Array): Int32Array {
  let count = 0;
  for (const mark of marks) count += mark;
  const slots = new Int32Array(new SharedArrayBuffer(count * 4));
  let next = 0;
  marks.forEach((mark, slot) => {
    if (mark === 1) slots[next++] = slot;
  });
  return slots;
}
