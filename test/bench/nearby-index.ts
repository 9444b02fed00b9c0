// The index against geokdbush: the same stores, the same queries, one run; ten nearest within a radius, of all stores
// or of one category in ten. Ours also measures the ten on the ellipsoid; the peer's are ids by the sphere.
import { around } from 'geokdbush';
import KDBush from 'kdbush';
import { SpatialIndex } from '../../server/nearby/spatial-index.ts';
import type { Position } from '../../shared/position.ts';
import { cityPositions } from './catalogue.ts';
import { type BenchRow, median } from './row.ts';

const ROUNDS = 11;
const QUERIES = 2_000;
const WANTED = 10;
const CATEGORIES = Array.from({ length: 10 }, (_, i) => `category-${i}`);

export async function bench(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const size of [10_000, 100_000, 1_000_000]) rows.push(...(await ofSize(size)));
  const product = rows.reduce((so, { ratios }) => so * median(ratios), 1);
  const mean: BenchRow = {
    name: 'index: the geometric mean of these',
    ratios: [product ** (1 / rows.length)],
    of: 'rate',
    goal: 6,
  };
  return [...rows, mean, await buildRow()];
}

async function ofSize(size: number): Promise<BenchRow[]> {
  const nextStore = cityPositions(2);
  const positions = Array.from({ length: size }, nextStore);
  const peer = new KDBush(size);
  for (const [lon, lat] of positions) peer.add(lon, lat);
  peer.finish();
  const index = new SpatialIndex((a, b) => a - b);
  await index.swap(
    positions.map((position, i) => index.stage(position, [CATEGORIES[i % 10]!])),
    [],
  );
  const nextQuery = cityPositions(3);
  const queries = Array.from({ length: QUERIES }, nextQuery);

  return [5_000, 50_000].flatMap((radiusMeters) =>
    [undefined, ['category-3']].map((categories) => {
      const isWanted = categories && ((id: number) => id % 10 === 3);
      const ours = (from: Position) =>
        index.nearest(from, { radiusMeters, limit: WANTED, categories }).length;
      const theirs = ([lon, lat]: Position) =>
        around(peer, lon, lat, WANTED, radiusMeters / 1_000, isWanted).length;
      const filter = categories ? 'one category in ten' : 'all';
      return {
        name: `index: ${size.toLocaleString('en')} stores, ${radiusMeters / 1_000} km, ${filter}, against geokdbush`,
        ratios: ratios(queries, ours, theirs),
        of: 'rate',
        goal: 4,
      };
    }),
  );
}

/** Building all our trees, one of each category among them, in the worker and the swap, against one of theirs. */
async function buildRow(): Promise<BenchRow> {
  const positions = Array.from({ length: 1_000_000 }, cityPositions(2));
  const ratios: number[] = [];
  for (let round = 0; round < 5; round++) {
    const begin = performance.now();
    const peer = new KDBush(positions.length);
    for (const [lon, lat] of positions) peer.add(lon, lat);
    peer.finish();
    const theirs = performance.now() - begin;
    const index = new SpatialIndex((a, b) => a - b);
    const slots = positions.map((position, i) => index.stage(position, [CATEGORIES[i % 10]!]));
    const swapping = performance.now();
    await index.swap(slots, []);
    ratios.push(theirs / (performance.now() - swapping));
  }
  return {
    name: 'index: built in the worker at 1,000,000 stores, against kdbush',
    ratios,
    of: 'rate',
    goal: 0.5,
  };
}

/** Their processor time over ours, a round each in turn, after three rounds that do not count. */
function ratios(
  queries: readonly Position[],
  ours: (from: Position) => number,
  theirs: (from: Position) => number,
): number[] {
  const time = (search: (from: Position) => number) => {
    const before = process.threadCpuUsage();
    let found = 0;
    for (const query of queries) found += search(query);
    if (found === 0) throw new Error('Not one store was found: this measures nothing');
    const { user, system } = process.threadCpuUsage(before);
    return user + system;
  };
  for (let round = 0; round < 3; round++) time(theirs) / time(ours);
  return Array.from({ length: ROUNDS }, () => time(theirs) / time(ours));
}
