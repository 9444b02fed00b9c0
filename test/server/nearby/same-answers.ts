// Memory and the database answer the same, to random queries among stores of every kind.
import { expect, it, onTestFinished } from 'vitest';
import { regionOf } from '../../../server/geography/region.ts';
import { DatabaseNearby } from '../../../server/nearby/database-nearby.ts';
import { type NearbyQuery, readNearbyQuery } from '../../../server/nearby/nearby-query.ts';
import { NearbyService } from '../../../server/nearby/nearby-service.ts';
import type { Storage } from '../../../server/storage/repository.ts';
import type { NearbyAnswer } from '../../../shared/nearby.ts';
import type { StoreFields } from '../../../shared/store.ts';
import { numbers } from '../../support/numbers.ts';
import { aStore, tester } from '../../support/stores.ts';

/** A Sunday evening in Beijing: some are open. */
const NOW = Date.parse('2026-11-22T20:58:00+08:00');
const random = numbers(20261122);
const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;

const NAMES = ['星巴克', '瑞幸咖啡', '味多美', 'Blue Bottle', '好利来'];
const BRANCHES = ['五道口店', '中关村店', '国贸店', '陆家嘴店', 'Airport T3'];
const HOURS = ['Mo-Su 08:00-21:00', 'Mo-Su 10:00-22:00', '24/7', 'Mo-Fr 07:30-20:00', undefined];
const TEXTS = [
  '星巴克',
  'xbk',
  'xingbake',
  '咖啡 五道口',
  'blue',
  'wdk',
  '100%',
  '没有这样的店',
  'weiduomei guomao',
];
const CITIES = [
  [116.35, 39.98],
  [121.5, 31.24],
  [114.06, 22.52],
  [-0.12, 51.5],
  [179.99, -16.8],
] as const;

function somewhere(): { longitude: number; latitude: number } {
  const [lon, lat] = one(CITIES);
  const spread = 10 ** (-3 + 3.3 * random());
  return {
    longitude: ((lon + (random() - 0.5) * spread + 540) % 360) - 180,
    latitude: lat + (random() - 0.5) * spread,
  };
}

const someStore = (): StoreFields =>
  aStore({
    name: one(NAMES),
    branch: one(BRANCHES),
    categories: one([['cafe'], ['bakery'], ['cafe', 'bakery'], ['bank']]),
    position: { ...somewhere(), datum: one(['wgs84', 'gcj02', 'bd09']) },
    openingHours: one(HOURS),
    status: random() < 0.1 ? 'draft' : 'published',
    ...(random() < 0.1 && { linkTo: 'website', website: 'https://example.com/store' }),
  });

function someQuery(): NearbyQuery {
  const { longitude, latitude } = somewhere();
  const maybe = (share: number, parameters: Record<string, string>) => (random() < share ? parameters : {});
  return readNearbyQuery({
    lon: longitude.toFixed(6),
    lat: latitude.toFixed(6),
    limit: String(1 + Math.floor(random() * 15)),
    ...maybe(0.6, { datum: one(['gcj02', 'bd09']) }),
    ...maybe(0.7, { radius: String(Math.ceil(10 ** (2 + 4 * random()))) }),
    ...maybe(0.4, { category: one(['cafe', 'food', 'bank', 'cinema', 'cafe,bank']) }),
    ...maybe(0.3, { minRadius: one(['0', '900', '5000']) }),
    ...maybe(0.3, { q: one(TEXTS) }),
    ...maybe(0.25, { openAt: one(['now', '2026-11-23T07:45:00+08:00']) }),
    ...maybe(0.2, { count: 'true' }),
    ...maybe(0.2, { widen: 'false' }),
  });
}

/** Distances are measured in two ways that agree to less than a millimetre, and rounded to tenths of a metre. */
const withoutDistances = ({ stores, ...answer }: NearbyAnswer) => ({
  ...answer,
  stores: stores.map(({ distanceMeters, ...store }) => store),
});

export function testSameAnswers(engine: string, open: () => Promise<Storage>, queries: number) {
  it(`memory and ${engine} give the same answers to ${queries} random queries`, async () => {
    const { stores, features, categories, close } = await open();
    onTestFinished(close);
    await stores.put(
      Array.from({ length: 1_500 }, (_, i) => ({ id: `s${i}`, fields: someStore() })),
      tester,
    );
    const options = {
      stores,
      features,
      categories: () => categories.all(),
      regionOf,
      publicUrl: 'https://stores.example.com',
      clock: () => NOW,
    };
    const memory = new NearbyService(options);
    const database = new DatabaseNearby(options);
    for (const nearby of [memory, database]) {
      onTestFinished(() => nearby.close());
      await nearby.start();
    }
    expect(database).toMatchObject({ ready: true, size: memory.size, revision: memory.revision });
    for (let i = 0; i < queries; i++) {
      const query = someQuery();
      const [expected, got] = await Promise.all(
        [memory, database].map(async (nearby) => {
          const { json, until } = await nearby.answer(query, 'https://stores.example.com');
          return { answer: JSON.parse(json.toString()) as NearbyAnswer, until };
        }),
      );
      const about = JSON.stringify(query);
      expect(withoutDistances(got!.answer), about).toEqual(withoutDistances(expected!.answer));
      for (const [n, { distanceMeters }] of got!.answer.stores.entries()) {
        expect(distanceMeters, about).toBeCloseTo(expected!.answer.stores[n]!.distanceMeters, 0);
      }
    }
  });
}
