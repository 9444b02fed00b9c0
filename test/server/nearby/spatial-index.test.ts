import { describe, expect, it } from 'vitest';
import { SpatialIndex } from '../../../server/nearby/spatial-index.ts';
import { numbers } from '../../support/numbers.ts';
import { bruteForce, type Place, places, shapes, type Wanted } from './catalogues.ts';

/** An index of places, with the ids that its slots stand for. */
function indexed() {
  const ids: string[] = [];
  const index = new SpatialIndex((a, b) => (ids[a]! < ids[b]! ? -1 : 1));
  const stage = ({ id, position, categories }: Place) => {
    const slot = index.stage(position, categories);
    ids[slot] = id;
    return slot;
  };
  const nearest = (from: Place['position'], query: Wanted) =>
    index.nearest(from, query).map(({ slot, distanceMeters }) => ({ id: ids[slot], distanceMeters }));
  return { index, stage, nearest };
}

const wantedOf = (random: () => number): Wanted => ({
  radiusMeters: [500, 5_000, 50_000, 2_000_000, Number.POSITIVE_INFINITY][Math.floor(random() * 5)]!,
  limit: [1, 3, 10, 50][Math.floor(random() * 4)]!,
  categories: [undefined, ['cafe'], ['bank', 'hotel']][Math.floor(random() * 3)],
});

describe.each(Object.keys(shapes))('stores %s', (shape) => {
  // 6 shapes of 1,700 queries: 10,200 in all.
  it('are found as by measuring every one', async () => {
    const all = places(shape, 400, 1);
    const { index, stage, nearest } = indexed();
    await index.swap(all.map(stage), []);
    const random = numbers(2);
    for (let query = 0; query < 1_700; query++) {
      const from = shapes[shape]!(random);
      const wanted = wantedOf(random);
      expect(nearest(from, wanted), `${from} ${JSON.stringify(wanted)}`).toEqual(
        bruteForce(all, from, wanted),
      );
    }
  });

  it('are found as they are after each of many writes', () => {
    const random = numbers(3);
    const standing = new Map<string, { place: Place; slot: number }>();
    const { index, stage, nearest } = indexed();
    for (const place of places(shape, 1_500, 4)) {
      const chance = random();
      const victim = [...standing.values()][Math.floor(random() * standing.size)];
      if (chance < 0.2 && victim) {
        index.commit([], [victim.slot]);
        standing.delete(victim.place.id);
      } else {
        // One in ten moves a store that stands instead of adding one.
        const moved = chance < 0.3 && victim ? { ...place, id: victim.place.id } : place;
        const before = standing.get(moved.id);
        const slot = stage(moved);
        index.commit([slot], before ? [before.slot] : []);
        standing.set(moved.id, { place: moved, slot });
      }
      if (standing.size % 5 > 0) continue;
      const from = shapes[shape]!(random);
      const wanted = wantedOf(random);
      const all = [...standing.values()].map((each) => each.place);
      expect(nearest(from, wanted)).toEqual(bruteForce(all, from, wanted));
    }
    expect(index.size).toBe(standing.size);
  });
});

it('trees too large to build between two requests are built elsewhere, and written to meanwhile', async () => {
  const all = places('clustered in cities', 12_000, 5);
  const { index, stage, nearest } = indexed();
  const slots = all.map(stage);
  let standing: Place[] = [];
  const check = () => {
    expect(index.size).toBe(standing.length);
    const random = numbers(6);
    for (let query = 0; query < 50; query++) {
      const from = shapes['clustered in cities']!(random);
      const wanted = wantedOf(random);
      expect(nearest(from, wanted)).toEqual(bruteForce(standing, from, wanted));
    }
  };
  const first = index.swap(slots.slice(0, 6_000), []);
  index.commit(slots.slice(6_000, 6_100), []);
  standing = all.slice(6_000, 6_100);
  check();
  await first;
  standing = all.slice(0, 6_100);
  check();
  // So many that a worker begins; then some of what it was given go, and others come.
  index.commit(slots.slice(6_100, 11_000), []);
  index.commit(slots.slice(11_000), [...slots.slice(0, 50), ...slots.slice(10_950, 11_000)]);
  index.commit([], slots.slice(11_900));
  standing = [...all.slice(50, 10_950), ...all.slice(11_000, 11_900)];
  check();
  await index.settled();
  check();
  const again = all.slice(0, 50).map(stage);
  index.commit(again, []);
  standing = [...all.slice(0, 10_950), ...all.slice(11_000, 11_900)];
  check();
});
