// Searches points by the straight line through the earth. What it finds is measured and ordered elsewhere.
import { countOf, type KdTree, LEAF, STRIDE } from './k-d-tree.ts';

/** Whether a slot passes the query's filters. */
export type Allows = (slot: number) => boolean;

// Halving 2^31 points down to a leaf takes 28 steps, and each leaves at most one far side waiting.
const STACK = 32;

/**
 * The nearest few by their chord over several trees. One search at a time: the arrays are used again and again, so that
 * nothing is allocated on the serving path.
 */
export class ChordSearch {
  /** How many were found; of the arrays below so many entries count. */
  count = 0;
  /** Chords squared, in square metres, ascending. */
  readonly squares: Float64Array;
  readonly slots: Int32Array;
  /** The earth-centred z of each. */
  readonly zs: Float64Array;
  #wanted = 0;
  #cut = 0;
  #allows: Allows | undefined;
  readonly #at = new Float64Array(3);
  /** How far outside the node on each axis. */
  readonly #off = new Float64Array(3);
  // A far side waiting: the square it is away at least, its offsets on the three axes; then node, from, to.
  readonly #waiting = new Float64Array(STACK * 4);
  readonly #ranges = new Int32Array(STACK * 3);

  constructor(mostWanted: number) {
    this.squares = new Float64Array(mostWanted);
    this.slots = new Int32Array(mostWanted);
    this.zs = new Float64Array(mostWanted);
  }

  /** Starts over at an earth-centred point: `wanted` at most, none with a longer chord than `chordMeters`. */
  begin(
    x: number,
    y: number,
    z: number,
    wanted: number,
    chordMeters: number,
    allows: Allows | undefined,
  ): void {
    this.#at[0] = x;
    this.#at[1] = y;
    this.#at[2] = z;
    this.count = 0;
    this.#wanted = wanted;
    this.#cut = chordMeters * chordMeters;
    this.#allows = allows;
  }

  /** Takes the points of a tree in. A slot that several trees hold is found once. */
  search({ points, axes, splits }: KdTree): void {
    const allows = this.#allows;
    const waiting = this.#waiting;
    const ranges = this.#ranges;
    const off = this.#off;
    const at = this.#at;
    const x = at[0]!;
    const y = at[1]!;
    const z = at[2]!;
    off[0] = 0;
    off[1] = 0;
    off[2] = 0;
    let cut = this.#cut;
    let depth = 0;
    let node = 1;
    let from = 0;
    let to = points.length / STRIDE;
    let nodeSquare = 0;
    for (;;) {
      while (to - from > LEAF) {
        const middle = (from + to) >> 1;
        const axis = axes[node]!;
        const offSplit = at[axis]! - splits[node]!;
        const offBefore = off[axis]!;
        const farSquare = nodeSquare - offBefore * offBefore + offSplit * offSplit;
        const upper = offSplit >= 0;
        if (farSquare <= cut) {
          const w = depth * 4;
          waiting[w] = farSquare;
          waiting[w + 1] = off[0]!;
          waiting[w + 2] = off[1]!;
          waiting[w + 3] = off[2]!;
          waiting[w + 1 + axis] = offSplit;
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
      for (let i = from * STRIDE; i < to * STRIDE; i += STRIDE) {
        const dx = points[i]! - x;
        const dy = points[i + 1]! - y;
        const dz = points[i + 2]! - z;
        const square = dx * dx + dy * dy + dz * dz;
        if (square > cut) continue;
        const slot = points[i + 3]!;
        if (slot < 0 || (allows !== undefined && !allows(slot))) continue;
        cut = this.#insert(slot, square, points[i + 2]!);
      }
      do {
        if (depth === 0) return;
        depth--;
        nodeSquare = waiting[depth * 4]!;
      } while (nodeSquare > cut);
      off[0] = waiting[depth * 4 + 1]!;
      off[1] = waiting[depth * 4 + 2]!;
      off[2] = waiting[depth * 4 + 3]!;
      node = ranges[depth * 3]!;
      from = ranges[depth * 3 + 1]!;
      to = ranges[depth * 3 + 2]!;
    }
  }

  /** Takes a single point in. */
  offer(slot: number, x: number, y: number, z: number): void {
    const dx = x - this.#at[0]!;
    const dy = y - this.#at[1]!;
    const dz = z - this.#at[2]!;
    const square = dx * dx + dy * dy + dz * dz;
    if (square > this.#cut || (this.#allows !== undefined && !this.#allows(slot))) return;
    this.#insert(slot, square, z);
  }

  /** Keeps one that is no further than the cut; answers the cut that holds from then on. */
  #insert(slot: number, square: number, z: number): number {
    const { squares, slots, zs } = this;
    const isFull = this.count === this.#wanted;
    let place = isFull ? this.count - 1 : this.count;
    if (isFull && squares[place]! <= square) return this.#cut;
    for (let i = this.count - 1; i >= 0 && squares[i]! >= square; i--) {
      if (squares[i] === square && slots[i] === slot) return this.#cut;
    }
    for (; place > 0 && squares[place - 1]! > square; place--) {
      squares[place] = squares[place - 1]!;
      slots[place] = slots[place - 1]!;
      zs[place] = zs[place - 1]!;
    }
    squares[place] = square;
    slots[place] = slot;
    zs[place] = z;
    if (!isFull) this.count++;
    if (this.count === this.#wanted) this.#cut = Math.min(this.#cut, squares[this.#wanted - 1]!);
    return this.#cut;
  }
}

/** Visits the slot of every point of a tree within a chord of an earth-centred point, in no order. */
export function visitWithin(
  tree: KdTree,
  at: readonly [x: number, y: number, z: number],
  chordMeters: number,
  visit: (slot: number) => void,
): void {
  const { points, axes, splits } = tree;
  const [x, y, z] = at;
  const walk = (node: number, from: number, to: number) => {
    if (to - from > LEAF) {
      const middle = (from + to) >> 1;
      const off = at[axes[node] as 0 | 1 | 2] - splits[node]!;
      if (off <= chordMeters) walk(node * 2, from, middle);
      if (off >= -chordMeters) walk(node * 2 + 1, middle, to);
      return;
    }
    for (let i = from * STRIDE; i < to * STRIDE; i += STRIDE) {
      const dx = points[i]! - x;
      const dy = points[i + 1]! - y;
      const dz = points[i + 2]! - z;
      const slot = points[i + 3]!;
      if (slot >= 0 && dx * dx + dy * dy + dz * dz <= chordMeters * chordMeters) visit(slot);
    }
  };
  walk(1, 0, countOf(tree));
}
