// Searches k-d trees by the straight line, in units. What it finds is measured and ordered elsewhere.
import { type KdTree, LEAF, UNITS_PER_METER } from './k-d-tree.ts';

/** Whether a slot may be found: it lives, and it passes the query's filters. */
export type Allows = (slot: number) => boolean;

// Halving 2^31 points down to a leaf takes 28 steps, and each leaves one far side waiting.
const STACK = 32;

/**
 * The nearest few of several trees by their chord, kept sorted. One search at a time: the arrays are used again and
 * again, so nothing is allocated on the serving path.
 */
export class ChordSearch {
  /** How many were found; of the arrays below so many entries count. */
  count = 0;
  /** Chord squared, in square units, ascending. */
  readonly squares: Float64Array;
  readonly slots: Int32Array;
  #wanted = 0;
  #cut = 0;
  #x = 0;
  #y = 0;
  #z = 0;
  // A far side waiting: its bound and its offsets on the three axes, then node, from, to.
  readonly #waiting = new Float64Array(STACK * 4);
  readonly #ranges = new Int32Array(STACK * 3);

  constructor(mostWanted: number) {
    this.squares = new Float64Array(mostWanted);
    this.slots = new Int32Array(mostWanted);
  }

  /** Starts over at an earth-centred point (metres): `wanted` at most, none beyond `chordMeters`. */
  begin(x: number, y: number, z: number, wanted: number, chordMeters: number): void {
    this.count = 0;
    this.#wanted = wanted;
    this.#cut = (chordMeters * UNITS_PER_METER) ** 2;
    this.#x = x * UNITS_PER_METER;
    this.#y = y * UNITS_PER_METER;
    this.#z = z * UNITS_PER_METER;
  }

  /** The longest chord still of interest, squared, in square units. */
  get cut(): number {
    return this.#cut;
  }

  /** Offers a single point, coordinates in units. */
  offer(slot: number, x: number, y: number, z: number): void {
    const dx = x - this.#x;
    const dy = y - this.#y;
    const dz = z - this.#z;
    const square = dx * dx + dy * dy + dz * dz;
    if (square <= this.#cut) this.#insert(slot, square);
  }

  /** Offers the points of a tree. A slot that several trees hold is found once. */
  search(tree: KdTree, alive: Uint8Array, allows: Allows | undefined): void {
    const { coordinates, slots, axes, splits } = tree;
    const waiting = this.#waiting;
    const ranges = this.#ranges;
    const x = this.#x;
    const y = this.#y;
    const z = this.#z;
    let cut = this.#cut;
    let depth = 0;
    let node = 1;
    let from = 0;
    let to = slots.length;
    let bound = 0;
    let offX = 0;
    let offY = 0;
    let offZ = 0;
    for (;;) {
      while (to - from > LEAF) {
        const middle = (from + to) >> 1;
        const axis = axes[node]!;
        const off = (axis === 0 ? x : axis === 1 ? y : z) - splits[node]!;
        const offBefore = axis === 0 ? offX : axis === 1 ? offY : offZ;
        const farBound = bound - offBefore * offBefore + off * off;
        const upper = off >= 0;
        if (farBound <= cut) {
          const w = depth * 4;
          waiting[w] = farBound;
          waiting[w + 1] = axis === 0 ? off : offX;
          waiting[w + 2] = axis === 1 ? off : offY;
          waiting[w + 3] = axis === 2 ? off : offZ;
          const r = depth * 3;
          ranges[r] = upper ? node * 2 : node * 2 + 1;
          ranges[r + 1] = upper ? from : middle;
          ranges[r + 2] = upper ? middle : to;
          depth++;
        }
        if (upper) {
          node = node * 2 + 1;
          from = middle;
        } else {
          node = node * 2;
          to = middle;
        }
      }
      for (let i = from; i < to; i++) {
        const dx = coordinates[i * 3]! - x;
        const dy = coordinates[i * 3 + 1]! - y;
        const dz = coordinates[i * 3 + 2]! - z;
        const square = dx * dx + dy * dy + dz * dz;
        if (square > cut) continue;
        const slot = slots[i]!;
        if (alive[slot] === 0 || (allows && !allows(slot))) continue;
        this.#insert(slot, square);
        cut = this.#cut;
      }
      do {
        if (depth === 0) return;
        depth--;
        bound = waiting[depth * 4]!;
      } while (bound > cut);
      offX = waiting[depth * 4 + 1]!;
      offY = waiting[depth * 4 + 2]!;
      offZ = waiting[depth * 4 + 3]!;
      node = ranges[depth * 3]!;
      from = ranges[depth * 3 + 1]!;
      to = ranges[depth * 3 + 2]!;
    }
  }

  #insert(slot: number, square: number): void {
    const { squares, slots } = this;
    let place = this.count;
    if (place === this.#wanted) {
      if (square >= squares[place - 1]!) return;
      place--;
    }
    let i = place;
    while (i > 0 && squares[i - 1]! > square) i--;
    for (let same = i; same > 0 && squares[same - 1] === square; same--) {
      if (slots[same - 1] === slot) return;
    }
    for (let j = place; j > i; j--) {
      squares[j] = squares[j - 1]!;
      slots[j] = slots[j - 1]!;
    }
    squares[i] = square;
    slots[i] = slot;
    if (place === this.count) this.count++;
    if (this.count === this.#wanted) this.#cut = Math.min(this.#cut, squares[this.#wanted - 1]!);
  }
}

/**
 * Every point of the tree within a chord (metres) of an earth-centred point (metres), in no order.
 * @param visit  gets the slot and its chord, squared, in square units
 */
export function visitWithin(
  tree: KdTree,
  [x, y, z]: readonly [number, number, number],
  chordMeters: number,
  visit: (slot: number, square: number) => void,
): void {
  const { coordinates, slots, axes, splits } = tree;
  const reach = chordMeters * UNITS_PER_METER;
  const at = [x * UNITS_PER_METER, y * UNITS_PER_METER, z * UNITS_PER_METER] as const;
  const walk = (node: number, from: number, to: number) => {
    if (to - from > LEAF) {
      const middle = (from + to) >> 1;
      const off = at[axes[node] as 0 | 1 | 2] - splits[node]!;
      if (off <= reach) walk(node * 2, from, middle);
      if (off >= -reach) walk(node * 2 + 1, middle, to);
      return;
    }
    for (let i = from; i < to; i++) {
      const dx = coordinates[i * 3]! - at[0];
      const dy = coordinates[i * 3 + 1]! - at[1];
      const dz = coordinates[i * 3 + 2]! - at[2];
      const square = dx * dx + dy * dy + dz * dz;
      if (square <= reach * reach) visit(slots[i]!, square);
    }
  };
  walk(1, 0, slots.length);
}
