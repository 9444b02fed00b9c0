// A static k-d tree over earth-centred points. Straight lines through the earth know no antimeridian, no poles and no
// cosines, and they order points as the ellipsoid does to millimetres at 50 km.

/** Points of a leaf: scanning a few more costs less than descending once more. */
export const LEAF = 8;

/** Coordinates are whole units of 1/256 m: half the memory of floating point, hence nearer to the processor. */
export const UNITS_PER_METER = 256;

/** What rounding to units may add to or take from a straight line, in metres. */
export const ROUNDING_METERS = Math.sqrt(3) / (2 * UNITS_PER_METER);

/**
 * Points in the order of the tree. A node covers a range of them and halves it at the middle; node i has the children
 * 2i and 2i + 1, the root is 1. All arrays lie in shared memory, so that a worker can build them in place.
 */
export type KdTree = {
  /** x, y, z in units, one point after the other. */
  readonly coordinates: Int32Array;
  /** What each point stands for. */
  readonly slots: Int32Array;
  /** The axis each inner node splits on, and where: its first half lies at or below, its second at or above. */
  readonly axes: Uint8Array;
  readonly splits: Int32Array;
};

const shared = (bytes: number) => new SharedArrayBuffer(bytes);

/** A tree of so many points, to be filled and then put into order. */
export function emptyKdTree(count: number): KdTree {
  let nodes = 1;
  for (let largest = count; largest > LEAF; largest = (largest + 1) >> 1) nodes *= 2;
  return {
    coordinates: new Int32Array(shared(count * 12)),
    slots: new Int32Array(shared(count * 4)),
    axes: new Uint8Array(shared(nodes)),
    splits: new Int32Array(shared(nodes * 4)),
  };
}

/** Puts the points into the order of the tree, in place. */
export function orderKdTree(tree: KdTree): void {
  split(tree, 1, 0, tree.slots.length);
}

function split(tree: KdTree, node: number, from: number, to: number) {
  if (to - from <= LEAF) return;
  const { coordinates, slots, axes, splits } = tree;
  const middle = (from + to) >> 1;
  const axis = widestAxis(coordinates, from, to);
  select(coordinates, slots, axis, from, to - 1, middle);
  axes[node] = axis;
  splits[node] = coordinates[middle * 3 + axis]!;
  split(tree, node * 2, from, middle);
  split(tree, node * 2 + 1, middle, to);
}

function widestAxis(coordinates: Int32Array, from: number, to: number): number {
  let widest = 0;
  let extent = -1;
  for (let axis = 0; axis < 3; axis++) {
    let least = Infinity;
    let most = -Infinity;
    for (let i = from * 3 + axis; i < to * 3; i += 3) {
      const value = coordinates[i]!;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    if (most - least > extent) {
      extent = most - least;
      widest = axis;
    }
  }
  return widest;
}

/**
 * Floyd and Rivest's selection (CACM 1975, algorithm 489): the point that belongs at `k` by its coordinate on `axis`
 * goes there, none before it is greater, none after it smaller.
 */
function select(c: Int32Array, slots: Int32Array, axis: number, from: number, to: number, k: number) {
  let left = from;
  let right = to;
  while (right > left) {
    if (right - left > 600) {
      const n = right - left + 1;
      const m = k - left + 1;
      const z = Math.log(n);
      const s = 0.5 * Math.exp((2 * z) / 3);
      const deviation = 0.5 * Math.sqrt((z * s * (n - s)) / n) * (m < n / 2 ? -1 : 1);
      const sampleLeft = Math.max(left, Math.floor(k - (m * s) / n + deviation));
      const sampleRight = Math.min(right, Math.floor(k + ((n - m) * s) / n + deviation));
      select(c, slots, axis, sampleLeft, sampleRight, k);
    }
    const pivot = c[k * 3 + axis]!;
    let i = left;
    let j = right;
    swap(c, slots, left, k);
    if (c[right * 3 + axis]! > pivot) swap(c, slots, left, right);
    while (i < j) {
      swap(c, slots, i, j);
      i++;
      j--;
      while (c[i * 3 + axis]! < pivot) i++;
      while (c[j * 3 + axis]! > pivot) j--;
    }
    if (c[left * 3 + axis] === pivot) swap(c, slots, left, j);
    else swap(c, slots, ++j, right);
    if (j <= k) left = j + 1;
    if (k <= j) right = j - 1;
  }
}

function swap(c: Int32Array, slots: Int32Array, i: number, j: number) {
  const slot = slots[i]!;
  slots[i] = slots[j]!;
  slots[j] = slot;
  const a = i * 3;
  const b = j * 3;
  const x = c[a]!;
  const y = c[a + 1]!;
  const z = c[a + 2]!;
  c[a] = c[b]!;
  c[a + 1] = c[b + 1]!;
  c[a + 2] = c[b + 2]!;
  c[b] = x;
  c[b + 1] = y;
  c[b + 2] = z;
}
