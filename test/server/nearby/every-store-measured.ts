// Not one wrong answer in 1,200 queries: a catalogue of a size, asked as it is over the day, against measuring every store.
import { expect } from 'vitest';
import { SpatialIndex } from '../../../server/nearby/spatial-index.ts';
import {
  centredDistanceMeters,
  distanceMeters,
  earthCentred,
  type Position,
} from '../../../shared/position.ts';
import { numbers } from '../../support/numbers.ts';
import { shapes } from './catalogues.ts';

const QUERIES = 1_200;
const WANTED = 10;
const RADII_METERS = [5_000, 50_000];
const CATEGORIES = 10;

/** Of a hundred stores and of a hundred queries: the most in cities, some where a map has its edges. */
const SHARES = [
  ['clustered in cities', 85],
  ['around both poles', 5],
  ['along the antimeridian', 5],
  ['uniform over the earth', 5],
] as const;

function placesOf(seed: number): () => Position {
  const random = numbers(seed);
  return () => {
    let drawn = random() * 100;
    const [shape] =
      SHARES.find(([, share]) => {
        drawn -= share;
        return drawn < 0;
      }) ?? SHARES[0];
    return shapes[shape]!(random);
  };
}

/** Asks {@link QUERIES} queries at so many stores. */
export async function expectEveryAnswerRight(stores: number): Promise<void> {
  const nextStore = placesOf(1);
  const positions = Array.from({ length: stores }, nextStore);
  const index = new SpatialIndex((a, b) => a - b);
  const slots = positions.map((position, i) => index.stage(position, [`category-${i % CATEGORIES}`]));
  await index.swap(slots, []);
  const nearest = nearestByMeasuring(positions);

  const nextQuery = placesOf(2);
  let found = 0;
  for (let query = 0; query < QUERIES; query++) {
    const from = nextQuery();
    const radiusMeters = RADII_METERS[query % 2]!;
    const category = query % 4 < 2 ? undefined : query % CATEGORIES;
    const categories = category === undefined ? undefined : [`category-${category}`];
    const answer = index.nearest(from, { radiusMeters, limit: WANTED, categories });
    expect(answer, `${from}, ${radiusMeters} m, ${categories}`).toEqual(
      nearest(from, radiusMeters, category),
    );
    found += answer.length;
  }
  expect(found).toBeGreaterThan(QUERIES);
}

/**
 * The one distance function between a query and every store. From points whose earth-centred coordinates are known it
 * answers the same to the last bit; that it does is asked once more of what is answered.
 */
function nearestByMeasuring(positions: readonly Position[]) {
  const points = Float64Array.from(positions.flatMap(earthCentred));
  return (from: Position, radiusMeters: number, category: number | undefined) => {
    const [x, y, z] = earthCentred(from);
    const first = category ?? 0;
    const step = category === undefined ? 1 : CATEGORIES;
    const nearest: { slot: number; distanceMeters: number }[] = [];
    let furthest = radiusMeters;
    for (let slot = first; slot < positions.length; slot += step) {
      const dx = points[slot * 3]! - x;
      const dy = points[slot * 3 + 1]! - y;
      const pointZ = points[slot * 3 + 2]!;
      const dz = pointZ - z;
      const chordSquared = dx * dx + dy * dy + dz * dz;
      // No way is shorter than the straight line.
      if (chordSquared > furthest * furthest) continue;
      const meters = centredDistanceMeters(chordSquared, z, pointZ);
      // Slots ascend, so the first of two as far away stays.
      if (meters > furthest || (nearest.length === WANTED && meters === furthest)) continue;
      const place = nearest.findLastIndex((other) => other.distanceMeters <= meters) + 1;
      nearest.splice(place, 0, { slot, distanceMeters: meters });
      if (nearest.length > WANTED) nearest.pop();
      if (nearest.length === WANTED) furthest = nearest[WANTED - 1]!.distanceMeters;
    }
    for (const { slot, distanceMeters: meters } of nearest) {
      expect(distanceMeters(from, positions[slot]!)).toBe(meters);
    }
    return nearest;
  };
}
