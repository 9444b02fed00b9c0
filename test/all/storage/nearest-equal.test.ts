import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine, NearestQuery } from '../../../server/storage/engine.ts';
import { openStorage } from '../../../server/storage/index.ts';
import { openEngine } from '../../../server/storage/open-engine.ts';
import { openStores } from '../../../server/storage/stores.ts';
import { openWriteLine } from '../../../server/storage/write-line.ts';
import type { Position } from '../../../shared/position.ts';
import { testSameAnswers } from '../../server/nearby/same-answers.ts';
import { numbers } from '../../support/numbers.ts';
import { type Postgres, startPostgres } from '../../support/postgres.ts';
import { aStore, tester } from '../../support/stores.ts';

const STORES = 4_000;
const QUERIES = 10_000;
const CATEGORIES = ['cafe', 'bakery', 'bank', 'rare'];

let postgres: Postgres;
beforeAll(async () => {
  // So few stores would be read one by one and sorted: the index is what is to be tried.
  postgres = await startPostgres({ enable_seqscan: 'off', enable_bitmapscan: 'off' });
});
afterAll(() => postgres?.close());

const random = numbers(20261122);

/** Around cities, the poles, the antimeridian, antipodes of the cities, and anywhere; some exactly on each other. */
function somewhere(): Position {
  const around: Position[] = [
    [116.35, 40],
    [114.06, 22.52],
    [-63.65, -40],
    [180, -17],
    [-180, 66],
    [12, 90],
    [-70, -90],
    [0, 0],
  ];
  if (random() < 0.2) return [random() * 360 - 180, (Math.asin(random() * 2 - 1) * 180) / Math.PI];
  const [lon, lat] = around[Math.floor(random() * around.length)]!;
  if (random() < 0.05) return [lon, lat];
  const spread = 10 ** (-3 + 4 * random());
  return [
    ((lon + (random() - 0.5) * spread * 4 + 540) % 360) - 180,
    Math.max(-90, Math.min(90, lat + (random() - 0.5) * spread)),
  ];
}

function aQuery(): NearestQuery {
  const categories = CATEGORIES.filter(() => random() < 0.3);
  return {
    limit: 1 + Math.floor(random() * 12),
    ...(random() < 0.5 && { radiusMeters: 10 ** (2 + 5.3 * random()) }),
    ...(categories.length > 0 && { categories }),
  };
}

it(`finds what SQLite finds, in ${QUERIES} queries everywhere on earth`, async () => {
  const engines = [await openEngine(':memory:'), await openEngine(await postgres.schema())];
  const puts = Array.from({ length: STORES }, (_, i) => {
    const [longitude, latitude] = somewhere();
    return {
      id: `s${i}`,
      fields: aStore({
        position: { longitude, latitude, datum: 'wgs84' },
        region: 'other',
        categories: [i % 500 === 0 ? 'rare' : CATEGORIES[i % 3]!],
        status: i % 20 === 0 ? 'draft' : 'published',
      }),
    };
  });
  for (const engine of engines) {
    const line = await openWriteLine(engine);
    await openStores(engine, line, async () => []).put(puts, tester);
    await line.close();
  }
  const [sqlite, postgis] = engines as [Engine, Engine];
  for (let i = 0; i < QUERIES; i++) {
    const [from, query] = [somewhere(), aQuery()];
    expect(await postgis.nearest(from, query), JSON.stringify({ from, query })).toEqual(
      await sqlite.nearest(from, query),
    );
  }
  for (const engine of engines) await engine.close();
});

testSameAnswers('PostGIS', async () => openStorage(await postgres.schema()), 1_000);
