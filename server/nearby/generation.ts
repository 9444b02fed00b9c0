// The trees built at one time: one of all points, and one for each category, so that a query for one store in ten
// searches a tenth. Measured against testing a mask at every point: five times as fast.
import { emptyKdTree, type KdTree, orderKdTree, UNITS_PER_METER } from './k-d-tree.ts';

export type Generation = {
  readonly all: KdTree;
  readonly byCategory: ReadonlyMap<string, KdTree>;
};

/** What the trees are made of; slots index all of it. Shared memory, so that a worker reads it in place. */
export type Points = {
  /** Earth-centred x, y, z in metres, one slot after the other. */
  readonly centred: Float64Array;
  /** Which of `sets` each slot's categories are. */
  readonly setOf: Uint32Array;
  /** The sets of categories that occur. */
  readonly sets: readonly (readonly string[])[];
};

export const EMPTY_GENERATION: Generation = { all: emptyKdTree(0), byCategory: new Map() };

/** Builds the trees of these slots. */
export function buildGeneration({ centred, setOf, sets }: Points, slots: Int32Array): Generation {
  const sizes = new Map<string, number>();
  const perSet = new Uint32Array(sets.length);
  for (const slot of slots) perSet[setOf[slot]!]!++;
  sets.forEach((set, i) => {
    for (const id of set) sizes.set(id, (sizes.get(id) ?? 0) + perSet[i]!);
  });
  const filling = [...sizes].filter(([, size]) => size > 0).map(([id, size]) => [id, filler(size)] as const);
  const byCategory = new Map(filling);
  const fillersOf = sets.map((set) => set.flatMap((id) => byCategory.get(id) ?? []));
  const all = filler(slots.length);
  for (const slot of slots) {
    const x = Math.round(centred[slot * 3]! * UNITS_PER_METER);
    const y = Math.round(centred[slot * 3 + 1]! * UNITS_PER_METER);
    const z = Math.round(centred[slot * 3 + 2]! * UNITS_PER_METER);
    all.add(slot, x, y, z);
    for (const one of fillersOf[setOf[slot]!]!) one.add(slot, x, y, z);
  }
  orderKdTree(all.tree);
  for (const { tree } of byCategory.values()) orderKdTree(tree);
  return { all: all.tree, byCategory: new Map([...byCategory].map(([id, { tree }]) => [id, tree])) };
}

function filler(size: number) {
  const tree = emptyKdTree(size);
  let filled = 0;
  return {
    tree,
    add(slot: number, x: number, y: number, z: number) {
      tree.slots[filled] = slot;
      tree.coordinates[filled * 3] = x;
      tree.coordinates[filled * 3 + 1] = y;
      tree.coordinates[filled * 3 + 2] = z;
      filled++;
    },
  };
}
