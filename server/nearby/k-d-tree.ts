// A static k-d tree over earth-centred points. Straight lines through the earth know no antimeridian, no poles and no
// cosines, and they order points as the ellipsoid does to millimetres at 50 km.

/** Points of a leaf: scanning a few more costs less than descending once more. Of 4 to 16, measured. */
const LEAF = 12;

/** Numbers of a point: x, y, z in metres, and what it stands for, negative once it is removed. */
export const STRIDE = 4;
const SLOT = 3;

/**
 * Points in the order of the tree. A node covers a range of them and halves it at the middle; node i has the children
 * 2i and 2i + 1, the root is 1. All lies in shared memory, so that a worker's tree arrives without a copy.
 */
export type KdTree = {
  readonly points: Float64Array;
  /** The axis each inner node splits on, and where: its first half lies at or below, its second at or above. */
  readonly axes: Uint8Array;
  readonly splits: Float64Array;
  /** How many points there are, removed ones included. */
  readonly count: number;
  /** Nodes of so many points are not split. */
  readonly leaf: number;
};

/** A tree of so many points, to be filled and then put into order. */
export function emptyKdTree(count: number): KdTree {
  let nodes = 1;
  for (let largest = count; largest > LEAF; largest = (largest + 1) >> 1) nodes *= 2;
  return {
    points: new Float64Array(new SharedArrayBuffer(count * STRIDE * 8)),
    axes: new Uint8Array(new SharedArrayBuffer(nodes)),
    splits: new Float64Array(new SharedArrayBuffer(nodes * 8)),
    count,
    leaf: LEAF,
  };
}

/** A list of points as a tree of one leaf, which costs nothing to make. */
export const listAsTree = (points: Float64Array, count: number): KdTree => ({
  points,
  axes: NO_AXES,
  splits: NO_SPLITS,
  count,
  leaf: Number.MAX_SAFE_INTEGER,
});
const NO_AXES = new Uint8Array(0);
const NO_SPLITS = new Float64Array(0);

/** What the points that were not removed stand for. */
export function slotsOf({ points, count }: KdTree): number[] {
  const slots: number[] = [];
  for (let i = 0; i < count * STRIDE; i += STRIDE) if (points[i + SLOT]! >= 0) slots.push(points[i + SLOT]!);
  return slots;
}

/** Puts the points into the order of the tree, in place. */
export function orderKdTree(tree: KdTree): void {
  split(tree, 1, 0, tree.count);
}

/** Marks a point as removed; answers whether it was there. */
export function removePoint(tree: KdTree, x: number, y: number, z: number, slot: number): boolean {
  const { points, axes, splits, leaf } = tree;
  const at = [x, y, z] as const;
  const walk = (node: number, from: number, to: number): boolean => {
    if (to - from > leaf) {
      const middle = (from + to) >> 1;
      const off = at[axes[node] as 0 | 1 | 2] - splits[node]!;
      // What lies on the split itself may be on both sides.
      return (off <= 0 && walk(node * 2, from, middle)) || (off >= 0 && walk(node * 2 + 1, middle, to));
    }
    for (let i = from * STRIDE; i < to * STRIDE; i += STRIDE) {
      if (points[i + SLOT] !== slot) continue;
      points[i + SLOT] = -1;
      return true;
    }
    return false;
  };
  return walk(1, 0, tree.count);
}

function split(tree: KdTree, node: number, from: number, to: number) {
  if (to - from <= LEAF) return;
  const { points, axes, splits } = tree;
  const middle = (from + to) >> 1;
  const axis = widestAxis(points, from, to);
  select(points, axis, from, to - 1, middle);
  axes[node] = axis;
  splits[node] = points[middle * STRIDE + axis]!;
  split(tree, node * 2, from, middle);
  split(tree, node * 2 + 1, middle, to);
}

/** Of many points some show as well as all which way they spread. */
const LOOKED_AT = 64;

function widestAxis(points: Float64Array, from: number, to: number): number {
  const step = Math.max(1, Math.floor((to - from) / LOOKED_AT)) * STRIDE;
  let [leastX, leastY, leastZ] = [Infinity, Infinity, Infinity];
  let [mostX, mostY, mostZ] = [-Infinity, -Infinity, -Infinity];
  for (let i = from * STRIDE; i < to * STRIDE; i += step) {
    const x = points[i]!;
    const y = points[i + 1]!;
    const z = points[i + 2]!;
    leastX = Math.min(leastX, x);
    mostX = Math.max(mostX, x);
    leastY = Math.min(leastY, y);
    mostY = Math.max(mostY, y);
    leastZ = Math.min(leastZ, z);
    mostZ = Math.max(mostZ, z);
  }
  const [x, y, z] = [mostX - leastX, mostY - leastY, mostZ - leastZ];
  return x >= y ? (x >= z ? 0 : 2) : y >= z ? 1 : 2;
}

/**
 * Floyd and Rivest's selection (CACM 1975, algorithm 489): the point that belongs at `k` by its coordinate on `axis`
 * goes there, none before it is greater, none after it smaller.
 */
function select(points: Float64Array, axis: number, from: number, to: number, k: number) {
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
      select(points, axis, sampleLeft, sampleRight, k);
    }
    const pivot = points[k * STRIDE + axis]!;
    let i = left;
    let j = right;
    swap(points, left, k);
    if (points[right * STRIDE + axis]! > pivot) swap(points, left, right);
    while (i < j) {
      swap(points, i, j);
      i++;
      j--;
      while (points[i * STRIDE + axis]! < pivot) i++;
      while (points[j * STRIDE + axis]! > pivot) j--;
    }
    if (points[left * STRIDE + axis] === pivot) swap(points, left, j);
    else swap(points, ++j, right);
    if (j <= k) left = j + 1;
    if (k <= j) right = j - 1;
  }
}

function swap(points: Float64Array, i: number, j: number) {
  const a = i * STRIDE;
  const b = j * STRIDE;
  const x = points[a]!;
  const y = points[a + 1]!;
  const z = points[a + 2]!;
  const slot = points[a + 3]!;
  points[a] = points[b]!;
  points[a + 1] = points[b + 1]!;
  points[a + 2] = points[b + 2]!;
  points[a + 3] = points[b + 3]!;
  points[b] = x;
  points[b + 1] = y;
  points[b + 2] = z;
  points[b + 3] = slot;
}
