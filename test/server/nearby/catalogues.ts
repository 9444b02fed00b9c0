// Catalogues of several shapes, the same in every run, and the search that looks at everything.
import { distanceMeters, type Position } from '../../../shared/position.ts';
import { numbers } from '../../support/numbers.ts';

export type Place = {
  readonly id: string;
  readonly position: Position;
  readonly categories: readonly string[];
};

const inRange = (lon: number, lat: number): Position => [
  ((((lon + 180) % 360) + 360) % 360) - 180,
  Math.max(-90, Math.min(90, lat)),
];

/** Where stores of a catalogue lie; a query comes from the same places. */
export const shapes: Record<string, (random: () => number) => Position> = {
  'clustered in cities': (random) => {
    const city = Math.floor(random() * 30);
    const spread = () => (random() + random() + random() - 1.5) * 0.2;
    return [75 + ((city * 37) % 57) + spread(), 20 + ((city * 17) % 28) + spread()];
  },
  'uniform over the earth': (random) => [random() * 360 - 180, (Math.asin(random() * 2 - 1) * 180) / Math.PI],
  'many at the same spot': (random) => [
    116.3 + Math.floor(random() * 4) / 1000,
    39.9 + Math.floor(random() * 4) / 1000,
  ],
  'around both poles': (random) => [
    random() * 360 - 180,
    (random() < 0.5 ? -1 : 1) * (90 - random() * random() * 0.5),
  ],
  'along the antimeridian': (random) => inRange(180 + (random() - 0.5) * 0.6, -17 + random() * 0.5),
  'on a meridian': (random) => [116, 39 + Math.floor(random() * 2000) / 1000],
};

const CATEGORIES = [
  'cafe',
  'bakery',
  'bank',
  'hotel',
  'cinema',
  'library',
  'sports',
  'office',
  'car',
  'other',
];

/** Each place has one category in ten, one in five of them a second one. */
export function places(shape: string, count: number, seed: number): Place[] {
  const random = numbers(seed);
  return Array.from({ length: count }, (_, i) => {
    const first = CATEGORIES[Math.floor(random() * 10)]!;
    const second = CATEGORIES[Math.floor(random() * 10)]!;
    const categories = random() < 0.2 && second !== first ? [first, second] : [first];
    // Ids in another order than the places were made in, so that ties by id are seen.
    return { id: `s${(i * 7919) % 1_000_003}`, position: shapes[shape]!(random), categories };
  });
}

export type Wanted = { radiusMeters: number; limit: number; categories?: readonly string[] | undefined };

/** The nearest, by measuring every one. */
export function bruteForce(
  all: readonly Place[],
  from: Position,
  { radiusMeters, limit, categories }: Wanted,
): { id: string; distanceMeters: number }[] {
  return all
    .filter((place) => !categories || place.categories.some((id) => categories.includes(id)))
    .map(({ id, position }) => ({ id, distanceMeters: distanceMeters(from, position) }))
    .filter((found) => found.distanceMeters <= radiusMeters)
    .sort((a, b) => a.distanceMeters - b.distanceMeters || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}
