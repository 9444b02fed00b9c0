// Exact nearest within a radius on the WGS-84 ellipsoid, by the one distance function, ties by id. Large static trees
// are built by a worker and swapped whole; what was written since stands in a small tree and a short list beside them.
import {
  centredDistanceMeters,
  distanceMeters,
  earthCentred,
  longestChordMeters,
  type Position,
} from '../../shared/position.ts';
import { type Allows, MOST_SEARCHED, searchTree, slots, squares, visitWithin, zs } from './chord-search.ts';
import { buildGeneration, EMPTY_GENERATION, type Generation, removeSlot } from './generation.ts';
import { BUILT_AT_ONCE, builtGeneration } from './generation-builder.ts';
import { type KdTree, listAsTree, removePoint, STRIDE, slotsOf } from './k-d-tree.ts';
import { PlaceTable } from './place-table.ts';

export type Found = { readonly slot: number; readonly distanceMeters: number };

export type WithinQuery = {
  /** Infinity: however far. */
  readonly radiusMeters: number;
  /** Only what carries one of these; absent: all. */
  readonly categories?: readonly string[] | undefined;
  readonly allows?: Allows | undefined;
};
export type NearestQuery = WithinQuery & { readonly limit: number };

/** The most that can be asked for at once. */
export const MOST_WANTED = MOST_SEARCHED - 1;

/** New points are searched one by one until they are so many, and such a share of the young tree. */
const FRESH_AT_LEAST = 64;
const FRESH_SHARE = 8;
/** Trees with more than this share of removed points are built anew. */
const REMOVED_SHARE = 4;

/** How far the points of the search under way are, in metres. */
const meters = new Float64Array(MOST_SEARCHED);

export class SpatialIndex {
  readonly #compareIds: (slot: number, other: number) => number;
  readonly #places = new PlaceTable();
  #size = 0;

  #main: Generation = EMPTY_GENERATION;
  #young: Generation = EMPTY_GENERATION;
  /** The points that are in no tree yet, as a tree has them. */
  #fresh = listAsTree(new Float64Array(FRESH_AT_LEAST * STRIDE), 0);
  /** Points removed from the trees as they are. */
  #removed = 0;
  /** While a worker builds: what was made and removed since it began. */
  #meanwhile: { readonly born: number[]; readonly died: number[] } | undefined;
  #working: Promise<void> | undefined;

  /** @param compareIds  orders the ids of two slots: what ties fall by */
  constructor(compareIds: (slot: number, other: number) => number) {
    this.#compareIds = compareIds;
  }

  /** How many points can be found. */
  get size(): number {
    return this.#size;
  }

  /** Prepares a point and answers its slot; it is found once {@link commit} or {@link swap} names it. */
  stage(position: Position, categories: readonly string[]): number {
    return this.#places.add(position, categories);
  }

  /** Gives back a slot that was prepared and will not be named. */
  discard(slot: number): void {
    this.#places.free([slot]);
  }

  /** Makes some points found and others not, at once. For a few; many go through {@link swap}. */
  commit(born: readonly number[], died: readonly number[]): void {
    this.#places.setAlive(born, true);
    this.#places.setAlive(died, false);
    for (const slot of died) this.#remove(slot);
    for (const slot of born) this.#addFresh(slot);
    this.#size += born.length - died.length;
    if (this.#meanwhile) {
      this.#meanwhile.born.push(...born);
      this.#meanwhile.died.push(...died);
    } else {
      this.#places.free(died);
    }
    this.#fold();
  }

  /** The same for many: the trees are built by a worker, and all of it takes effect at once when this resolves. */
  async swap(born: readonly number[], died: readonly number[]): Promise<void> {
    await this.settled();
    await this.#rebuild(born, died);
  }

  /** Every slot that can be found now. */
  slots(): Int32Array {
    return this.#places.alive([], []);
  }

  /** Whether a slot can be found. */
  has(slot: number): boolean {
    return this.#places.isAlive(slot);
  }

  /** The categories of a slot. */
  categoriesOf(slot: number): readonly string[] {
    return this.#places.categoriesOf(slot);
  }

  /** Where a slot is, in WGS-84. */
  positionOf(slot: number): Position {
    return this.#places.positionOf(slot);
  }

  /** How far a slot is from a WGS-84 position. */
  metersTo(slot: number, from: Position): number {
    return distanceMeters(from, this.#places.positionOf(slot));
  }

  /** The nearest, by distance, then id. At most {@link MOST_WANTED}. */
  nearest(from: Position, query: NearestQuery): Found[] {
    const { radiusMeters, limit, categories } = query;
    const [x, y, z] = earthCentred(from);
    const count =
      categories === undefined
        ? this.#searchAll(x, y, z, query)
        : this.#searchCategories(x, y, z, query, categories);
    const within = this.#measure(from, z, count, radiusMeters);
    if (count > limit) {
      const furthest = within >= limit ? meters[limit - 1]! : radiusMeters;
      if (squares[limit]! <= longestChordMeters(furthest) ** 2) {
        return this.#nearestOfTies(from, { ...query, radiusMeters: furthest });
      }
    }
    const found: Found[] = new Array(Math.min(within, limit));
    for (let i = 0; i < found.length; i++) found[i] = { slot: slots[i]!, distanceMeters: meters[i]! };
    return found;
  }

  /** Measures what a search found, and puts what is within the radius into order; answers how many that are. */
  #measure(from: Position, z: number, count: number, radiusMeters: number): number {
    let within = 0;
    for (let i = 0; i < count; i++) {
      const slot = slots[i]!;
      let distance = centredDistanceMeters(squares[i]!, z, zs[i]!);
      if (Number.isNaN(distance)) distance = this.metersTo(slot, from);
      if (distance > radiusMeters) continue;
      // In order by chord already: it hardly ever moves.
      let place = within++;
      for (; place > 0 && this.#isAfter(place - 1, distance, slot); place--) {
        meters[place] = meters[place - 1]!;
        slots[place] = slots[place - 1]!;
      }
      meters[place] = distance;
      slots[place] = slot;
    }
    return within;
  }

  #isAfter(place: number, distance: number, slot: number): boolean {
    const other = meters[place]!;
    return other > distance || (other === distance && this.#compareIds(slots[place]!, slot) > 0);
  }

  /** Every slot within the radius, once, in no order. */
  forEachWithin(from: Position, query: WithinQuery, visit: (slot: number, meters: number) => void): void {
    const { radiusMeters, categories, allows } = query;
    const centre = earthCentred(from);
    const reach = longestChordMeters(radiusMeters);
    const seen = categories && categories.length > 1 ? new Set<number>() : undefined;
    const offer = (slot: number) => {
      if (seen?.has(slot) || (allows && !allows(slot))) return;
      seen?.add(slot);
      const meters = this.metersTo(slot, from);
      if (meters <= radiusMeters) visit(slot, meters);
    };
    for (const generation of [this.#main, this.#young]) {
      for (const tree of treesOf(generation, categories)) visitWithin(tree, centre, reach, offer);
    }
    visitWithin(this.#fresh, centre, reach, (slot) => {
      if (this.#isIn(slot, categories)) offer(slot);
    });
  }

  /** Resolves when no trees are being built. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working;
  }

  /** Measures all within the radius: for catalogues with many stores at one place. */
  #nearestOfTies(from: Position, query: NearestQuery): Found[] {
    let found: Found[] = [];
    this.forEachWithin(from, query, (slot, meters) => {
      found.push({ slot, distanceMeters: meters });
      if (found.length > 20 * MOST_WANTED) found = found.sort(this.#inOrder).slice(0, query.limit);
    });
    return found.sort(this.#inOrder).slice(0, query.limit);
  }

  readonly #inOrder = (a: Found, b: Found): number =>
    a.distanceMeters - b.distanceMeters || this.#compareIds(a.slot, b.slot);

  /** Answers how many were found. One more than wanted tells whether others are as near as the last by chord. */
  #searchAll(x: number, y: number, z: number, { radiusMeters, limit, allows }: NearestQuery): number {
    const wanted = limit + 1;
    const reach = longestChordMeters(radiusMeters) ** 2;
    let count = searchTree(this.#main.all, x, y, z, 0, wanted, reach, allows);
    if (this.#young.all.count > 0) {
      count = searchTree(this.#young.all, x, y, z, count, wanted, reach, allows);
    }
    if (this.#fresh.count === 0) return count;
    return searchTree(this.#fresh, x, y, z, count, wanted, reach, allows);
  }

  #searchCategories(
    x: number,
    y: number,
    z: number,
    { radiusMeters, limit, allows }: NearestQuery,
    categories: readonly string[],
  ): number {
    const wanted = limit + 1;
    const reach = longestChordMeters(radiusMeters) ** 2;
    let count = 0;
    categories.forEach((id, i) => {
      const earlier = categories.slice(0, i);
      // What carries an earlier one as well was found in its tree.
      const isNew =
        i === 0
          ? allows
          : (slot: number) => !this.#isIn(slot, earlier) && (allows === undefined || allows(slot));
      for (const generation of [this.#main, this.#young]) {
        const tree = generation.byCategory.get(id);
        if (tree) count = searchTree(tree, x, y, z, count, wanted, reach, isNew);
      }
    });
    const isIn = (slot: number) => this.#isIn(slot, categories) && (allows === undefined || allows(slot));
    return searchTree(this.#fresh, x, y, z, count, wanted, reach, isIn);
  }

  #isIn(slot: number, categories: readonly string[] | undefined): boolean {
    return categories === undefined || this.categoriesOf(slot).some((id) => categories.includes(id));
  }

  #addFresh(slot: number) {
    let { points, count } = this.#fresh;
    if (count * STRIDE === points.length) {
      points = new Float64Array(points.length * 2);
      points.set(this.#fresh.points);
    }
    points.set([...this.#places.centredOf(slot), slot], count * STRIDE);
    this.#fresh = listAsTree(points, count + 1);
  }

  #remove(slot: number) {
    this.#removed++;
    if (removeSlot(this.#main, this.#places, slot) || removeSlot(this.#young, this.#places, slot)) return;
    removePoint(this.#fresh, ...this.#places.centredOf(slot), slot);
  }

  /** Puts the fresh points into the young tree when they are many, and has the main trees built when that is large. */
  #fold() {
    if (this.#fresh.count >= Math.max(FRESH_AT_LEAST, this.#young.all.count / FRESH_SHARE)) {
      const slots = [...slotsOf(this.#young.all), ...slotsOf(this.#fresh)];
      this.#young = buildGeneration(this.#places, Int32Array.from(slots));
      this.#fresh = listAsTree(this.#fresh.points, 0);
    }
    const young = this.#young.all.count;
    const hollow = this.#removed > Math.max(BUILT_AT_ONCE, this.#main.all.count / REMOVED_SHARE);
    if ((young > BUILT_AT_ONCE || hollow) && !this.#working) void this.#rebuild([], []);
  }

  /** Builds the main trees anew, with what is to be born and without what is to die, and swaps them in. */
  #rebuild(born: readonly number[], died: readonly number[]): Promise<void> {
    const meanwhile = { born: [] as number[], died: [] as number[] };
    this.#meanwhile = meanwhile;
    this.#removed = 0;
    const slots = this.#places.alive(born, died);
    this.#working = builtGeneration(this.#places.shared, slots).then((main) => {
      this.#places.setAlive(born, true);
      this.#places.setAlive(died, false);
      this.#size += born.length - died.length;
      this.#main = main;
      this.#young = EMPTY_GENERATION;
      this.#fresh = listAsTree(this.#fresh.points, 0);
      for (const slot of meanwhile.died) removeSlot(main, this.#places, slot);
      for (const slot of meanwhile.born) if (this.#places.isAlive(slot)) this.#addFresh(slot);
      this.#places.free(died);
      this.#places.free(meanwhile.died);
      this.#meanwhile = undefined;
      this.#working = undefined;
      this.#fold();
    });
    return this.#working;
  }
}

function treesOf({ all, byCategory }: Generation, categories: readonly string[] | undefined): KdTree[] {
  return categories === undefined ? [all] : categories.flatMap((id) => byCategory.get(id) ?? []);
}
