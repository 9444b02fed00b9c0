import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { NearbyAnswerSchema } from '../../../shared/nearby.ts';
import type { StoreFields } from '../../../shared/store.ts';
import { aCafe, openApp } from '../../support/app.ts';
import { tester } from '../../support/stores.ts';

const answerSchema = Compile(NearbyAnswerSchema);

/** The service with these stores, by id. */
async function appWith(stores: Readonly<Record<string, Partial<StoreFields>>>) {
  const app = await openApp();
  await app.nearby.start();
  const puts = Object.entries(stores).map(([id, fields]) => ({ id, fields: aCafe(fields) }));
  await app.storage.stores.put(puts, tester);
  return app;
}
type App = Awaited<ReturnType<typeof appWith>>;

async function nearby(app: App, query: string) {
  const response = await app.inject(`/api/v1/stores/nearby?${query}`);
  expect(response.statusCode, response.body).toBe(200);
  expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  const answer = response.json();
  expect(answerSchema.Errors(answer)).toEqual([]);
  return answer;
}
const idsOf = (answer: { stores: { id: string }[] }) => answer.stores.map(({ id }) => id);

const wgs84 = (longitude: number, latitude: number) =>
  ({ position: { longitude, latitude, datum: 'wgs84' } }) as const;
// The gate of Peking University's third hospital and three places east of it on the 40th parallel.
const row = {
  near: wgs84(116.352, 39.982),
  far: wgs84(116.37, 39.982),
  further: wgs84(116.45, 39.982),
  tianjin: wgs84(117.2, 39.13),
};

describe('the nearest stores', () => {
  it('are whole records, in the datum asked for', async () => {
    const app = await appWith({
      wudaokou: { sid: 'BJ-0007', cover: 'https://example.com/c.png' },
    });
    const answer = await nearby(app, 'lat=39.9930&lon=116.3320&datum=gcj02&radius=1000');
    const { updatedAt, ...record } = answer.stores[0];
    expect(updatedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect({ ...answer, stores: [record] }).toEqual({
      origin: { longitude: 116.332, latitude: 39.993, datum: 'gcj02', region: 'CN' },
      reach: { radiusMeters: 1000, askedRadiusMeters: 1000, widened: false },
      numberReturned: 1,
      stores: [
        {
          id: 'wudaokou',
          sid: 'BJ-0007',
          name: '示例咖啡',
          branch: '五道口店',
          address: '北京市海淀区成府路28号',
          phones: ['010-82600000'],
          categories: ['cafe'],
          services: ['WiFi'],
          region: 'CN',
          position: { longitude: 116.33157, latitude: 39.99272, datum: 'gcj02' },
          // 47.990 by GeographicLib between the two unshifted positions.
          distanceMeters: 48,
          timeZone: 'Asia/Shanghai',
          hoursToday: null,
          open: { state: 'unknown', changesAt: null, until: null },
          cover: 'https://example.com/c.png',
          url: 'http://localhost:80/s/wudaokou',
        },
      ],
    });
  });

  it('come by distance, then id, and are chosen before the cap', async () => {
    const app = await appWith({ ...row, 'near-b': row.near, 'near-a': row.near });
    const answer = await nearby(app, 'lat=39.982&lon=116.35&radius=50000&limit=4');
    expect(idsOf(answer)).toEqual(['near', 'near-a', 'near-b', 'far']);
    expect(answer.numberReturned).toBe(4);
  });

  it('lead to the website where ops chose it', async () => {
    const app = await appWith({ a: { website: 'https://example.com/a', linkTo: 'website' } });
    expect((await nearby(app, 'lat=39.99&lon=116.33')).stores[0].url).toBe('https://example.com/a');
  });

  it('follow every write at once', async () => {
    const app = await appWith(row);
    const ids = async () => idsOf(await nearby(app, 'lat=39.982&lon=116.352&radius=5000'));
    expect(await ids()).toEqual(['near', 'far']);
    await app.storage.stores.put([{ id: 'near', fields: aCafe(row.further) }], tester);
    expect(await ids()).toEqual(['far']);
    await app.storage.stores.put([{ id: 'far', fields: aCafe({ ...row.far, status: 'draft' }) }], tester);
    await app.storage.stores.put([{ id: 'new', fields: aCafe(row.near) }], tester);
    expect(await ids()).toEqual(['new']);
    await app.storage.stores.remove(['new'], tester);
    expect(idsOf(await nearby(app, 'lat=39.982&lon=116.352&radius=100'))).toEqual([
      'further',
      'near',
      'tianjin',
    ]);
  });
});

describe('where nothing is within the radius', () => {
  it.each([
    ['radius=500', { radiusMeters: 3000, askedRadiusMeters: 500, widened: true }, ['near', 'far']],
    ['radius=500&limit=1', { radiusMeters: 3000, askedRadiusMeters: 500, widened: true }, ['near']],
    ['radius=500&widen=false', { radiusMeters: 500, askedRadiusMeters: 500, widened: false }, []],
    // 1 and 3 km hold no bank; 10 km would be a third step.
    [
      'radius=900&category=bank',
      { radiusMeters: null, askedRadiusMeters: 900, widened: true },
      ['further', 'tianjin'],
    ],
    [
      'radius=3000&category=bank',
      { radiusMeters: 10_000, askedRadiusMeters: 3000, widened: true },
      ['further'],
    ],
    ['category=hotel', { radiusMeters: null, askedRadiusMeters: 3000, widened: true }, []],
  ])('%s', async (query, reach, ids) => {
    const app = await appWith({
      near: row.near,
      far: row.far,
      further: { ...row.further, categories: ['bank'] },
      tianjin: { ...row.tianjin, categories: ['bank'] },
    });
    const answer = await nearby(app, `lat=39.982&lon=116.338&${query}`);
    expect(answer.reach).toEqual(reach);
    expect(idsOf(answer)).toEqual(ids);
  });

  it('the nearest three come, however far', async () => {
    const app = await appWith(row);
    const answer = await nearby(app, 'lat=-33.86&lon=151.21&limit=10');
    expect(answer.reach).toEqual({ radiusMeters: null, askedRadiusMeters: 3000, widened: true });
    expect(answer.stores).toHaveLength(3);
  });
});

describe('filters', () => {
  it('a category stands for those below it', async () => {
    const app = await appWith({
      a: { ...row.near, categories: ['cafe'] },
      b: { ...row.near, categories: ['bank'] },
      c: { ...row.near, categories: ['bakery', 'cafe'] },
    });
    const at = 'lat=39.982&lon=116.352';
    expect(idsOf(await nearby(app, `${at}&category=food`))).toEqual(['a', 'c']);
    expect(idsOf(await nearby(app, `${at}&category=bakery`))).toEqual(['c']);
  });

  it('q looks in name, branch, address and sid, whatever the case and width', async () => {
    const app = await appWith({
      a: { ...row.near, name: 'Seesaw Coffee', sid: 'BJ-01' },
      b: { ...row.near, name: '前门书店', branch: '大栅栏' },
    });
    const ids = async (q: string) =>
      idsOf(await nearby(app, `lat=39.982&lon=116.352&q=${encodeURIComponent(q)}`));
    expect(await ids('ＳＥＥＳＡＷ')).toEqual(['a']);
    expect(await ids('coffee bj-')).toEqual(['a']);
    expect(await ids('栅栏')).toEqual(['b']);
    expect(await ids('成府路')).toEqual(['a', 'b']);
    expect(await ids('coffee 栅栏')).toEqual([]);
  });

  it('q finds Chinese by pinyin and by initials', async () => {
    const app = await appWith({
      a: { ...row.near, name: '星巴克', branch: '五道口店' },
      b: { ...row.near, name: '重庆小面', branch: '学院路店' },
    });
    const ids = async (q: string) => idsOf(await nearby(app, `lat=39.982&lon=116.352&q=${q}`));
    expect(await ids('xbk')).toEqual(['a']);
    expect(await ids('Xingbake')).toEqual(['a']);
    expect(await ids('wudaokou')).toEqual(['a']);
    expect(await ids('chongqing%20xueyuan')).toEqual(['b']);
    expect(await ids('ingbake')).toEqual([]);
  });

  it('openAt keeps what is open at that instant', async () => {
    const app = await appWith({
      early: { ...row.near, openingHours: 'Mo-Su 06:00-14:00' },
      late: { ...row.near, openingHours: 'Mo-Su 14:00-22:00' },
    });
    const ids = async (instant: string) =>
      idsOf(await nearby(app, `lat=39.982&lon=116.352&openAt=${encodeURIComponent(instant)}`));
    expect(await ids('2026-11-24T13:59:00+08:00')).toEqual(['early']);
    expect(await ids('2026-11-24T06:00:00Z')).toEqual(['late']);
    expect(await ids('2026-11-24T23:00:00+08:00')).toEqual([]);
  });

  it('count tells how many match within the radius, by category, parents included', async () => {
    const app = await appWith({
      a: { ...row.near, categories: ['cafe'] },
      b: { ...row.near, categories: ['cafe', 'bakery'] },
      c: { ...row.far, categories: ['bank'] },
      d: { ...row.tianjin, categories: ['cafe'] },
    });
    const answer = await nearby(app, 'lat=39.982&lon=116.352&count=true&limit=1&radius=3000');
    expect(answer.numberReturned).toBe(1);
    expect(answer.numberMatched).toBe(3);
    expect(answer.categoryCounts).toEqual({ bakery: 1, bank: 1, cafe: 2, food: 2, services: 1 });
  });
});

it.each([
  ['lat=39.98', 'lon is required, in degrees; got nothing', 'lon'],
  ['lat=&lon=116', 'lat must be degrees from -90 to 90; got ""', 'lat'],
  ['lat=39&lat=40&lon=116', 'lat must be degrees from -90 to 90; got ["39","40"]', 'lat'],
  ['lat=90.5&lon=116', 'lat must be degrees from -90 to 90; got "90.5"', 'lat'],
  ['lat=39&lon=476', 'lon must be degrees from -180 to 180; got "476"', 'lon'],
  ['lat=0x10&lon=116', 'lat must be degrees from -90 to 90; got "0x10"', 'lat'],
  ['lat=39&lon=%20116', 'lon must be degrees from -180 to 180; got " 116"', 'lon'],
  ['lat=NaN&lon=116', 'lat must be degrees from -90 to 90; got "NaN"', 'lat'],
  ['lat=39&lon=116&radius=0', 'radius must be metres, more than 0 and at most 20100000; got "0"', 'radius'],
  [
    'lat=39&lon=116&radius=1e400',
    'radius must be metres, more than 0 and at most 20100000; got "1e400"',
    'radius',
  ],
  ['lat=39&lon=116&limit=51', 'limit must be a whole number from 1 to 50; got "51"', 'limit'],
  ['lat=39&lon=116&limit=2.0', 'limit must be a whole number from 1 to 50; got "2.0"', 'limit'],
  ['lat=39&lon=116&datum=GCJ02', 'datum must be one of wgs84, gcj02, bd09; got "GCJ02"', 'datum'],
  ['lat=39&lon=116&count=yes', 'count must be true or false; got "yes"', 'count'],
  ['lat=39&lon=116&widen=', 'widen must be true or false; got ""', 'widen'],
  ['lat=39&lon=116&q=%20', 'q must be one text of 1 to 100 characters, not blank; got " "', 'q'],
  [
    'lat=39&lon=116&category=A',
    'category must be 1 to 10 ids with commas between, each 1 to 64 of a-z, 0-9, -; got "A"',
    'category',
  ],
  [
    'lat=39&lon=116&openAt=2026-11-22',
    'openAt must be now, or a date-time with its offset such as 2026-11-22T21:00:00+08:00 (write its + as %2B); got "2026-11-22"',
    'openAt',
  ],
])('refuses %s', async (query, detail, parameter) => {
  const response = await (await openApp()).inject(`/api/v1/stores/nearby?${query}`);
  expect(response.statusCode).toBe(400);
  expect(response.json()).toMatchObject({ code: 'INVALID_PARAMETER', detail, parameter });
});

it('refuses a parameter that does not exist', async () => {
  const response = await (await openApp()).inject('/api/v1/stores/nearby?lat=39&lng=116');
  expect(response.json()).toMatchObject({ status: 400, code: 'UNKNOWN_PARAMETER', parameter: 'lng' });
});

it('answers 503 with when to come back until all stores are read', async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const app = await openApp(
    {},
    {
      prepare: (opening) => {
        opening.addHook('onReady', async () => {
          const { stores } = opening.storage;
          const published = stores.published.bind(stores);
          stores.published = () => released.then(published);
        });
      },
    },
  );
  for (const address of ['/api/v1/stores/nearby?lat=39&lon=116', '/readyz']) {
    const response = await app.inject(address);
    expect(response.statusCode).toBe(503);
    expect(response.headers['retry-after']).toBe('1');
    expect(response.json().code).toBe('INDEX_NOT_READY');
  }
  release();
  await app.nearby.start();
  expect((await app.inject('/readyz')).statusCode).toBe(200);
  expect((await nearby(app, 'lat=39&lon=116')).stores).toEqual([]);
});
