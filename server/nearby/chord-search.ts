// Searches points by the straight line through the earth. What it finds is measured and ordered elsewhere.
import { type KdTree, STRIDE } from './k-d-tree.ts';

/** Whether a slot passes the query's filters. */
export type Allows = (slot: number) => boolean;

/** The most that can be searched for at once. */
export const MOST_SEARCHED = 51;

/**
 * What the search under way has found so far, by its chord: the square of that in square metres, ascending; the slot;
 * the earth-centred z. A process searches one after the other, so all searches use these again and again: nothing is
 * allocated on the serving path, and the compiler knows where they lie, which is worth a fifth of the time.
 */
export const squares = new Float64Array(MOST_SEARCHED);
export const slots = new Int32Array(MOST_SEARCHED);
export const zs = new Float64Array(MOST_SEARCHED);

const at = new Float64Array(3);
/** How far outside the node on each axis. */
const off = new Float64Array(3);
// Halving 2^31 points down to a leaf takes 28 steps, and each leaves at most one far side waiting: the square it is
// away at least and its offsets on the three axes; then node, from, to.
const STACK = 32;
const waiting = new Float64Array(STACK * 4);
const ranges = new Int32Array(STACK * 3);

/**
 * Takes the points of a tree in that are among the nearest to an earth-centred point.
 * @param count  how many earlier trees have given
 * @param wanted  how many are kept
 * @param reach  the longest chord of interest, squared
 * @returns how many there are now
 */
export function searchTree(
  { points, axes, splits, count: size, leaf }: KdTree,
  x: number,
  y: number,
  z: number,
  count: number,
  wanted: number,
  reach: number,
  allows: Allows | undefined,
): number {
  let found = count;
  let cut = found === wanted ? squares[wanted - 1]! : reach;
  let depth = 0;
  let node = 1;
  let from = 0;
  let to = size;
  let nodeSquare = 0;
  at[0] = x;
  at[1] = y;
  at[2] = z;
  off[0] = 0;
  off[1] = 0;
  off[2] = 0;
  for (;;) {
    while (to - from > leaf) {
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
      const pointZ = points[i + 2]!;
      const dz = pointZ - z;
      const square = dx * dx + dy * dy + dz * dz;
      if (square > cut) continue;
      const slot = points[i + 3]!;
      if (slot < 0 || (allows !== undefined && !allows(slot))) continue;
      let place = found === wanted ? wanted - 1 : found++;
      while (place > 0 && squares[place - 1]! > square) {
        squares[place] = squares[place - 1]!;
        slots[place] = slots[place - 1]!;
        zs[place] = zs[place - 1]!;
        place--;
      }
      squares[place] = square;
      slots[place] = slot;
      zs[place] = pointZ;
      if (found === wanted) cut = squares[wanted - 1]!;
    }
    do {
      if (depth === 0) return found;
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

/** Visits the slot of every point of a tree within a chord of an earth-centred point, in no order. */
export function visitWithin(
  tree: KdTree,
  at: readonly [x: number, y: number, z: number],
  chordMeters: number,
  visit: (slot: number) => void,
): void {
  const { points, axes, splits, leaf } = tree;
  const [x, y, z] = at;
  const walk = (node: number, from: number, to: number) => {
    if (to - from > leaf) {
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
  walk(1, 0, tree.count);
}
