import { expect, it } from 'vitest';
import { aCafe, openApp } from '../support/app.ts';
import { tester } from '../support/stores.ts';

type Item = { id: string; name: string };

it('gives a store with all that is stored of it, where it is in the datum asked for', async () => {
  const app = await openApp({ PUBLIC_URL: 'https://stores.example.com' });
  const [kept] = await app.storage.stores.put(
    [
      {
        id: 'wudaokou',
        fields: aCafe({
          sid: 'BJ-0007',
          openingHoursNote: '节假日请致电',
          exceptions: [{ date: '2026-10-01', openingHours: 'off', note: '国庆节' }],
          confirmedAt: '2026-11-01T08:00:00Z',
        }),
      },
    ],
    tester,
  );
  const answer = (await app.inject('/api/v1/stores/wudaokou?datum=wgs84')).json();
  expect(answer).toEqual({
    id: 'wudaokou',
    sid: 'BJ-0007',
    name: '示例咖啡',
    branch: '五道口店',
    address: '北京市海淀区成府路28号',
    addressParts: { city: '北京市', district: '海淀区', street: '成府路28号' },
    phones: ['010-82600000'],
    categories: ['cafe'],
    services: ['WiFi'],
    region: 'CN',
    // gcoord 1.0.7 converts the stored pair to 116.3254315, 39.9914102.
    position: {
      longitude: expect.closeTo(116.3254315, 5),
      latitude: expect.closeTo(39.9914102, 5),
      datum: 'wgs84',
    },
    storedPosition: { longitude: 116.33157, latitude: 39.99272, datum: 'gcj02' },
    timeZone: 'Asia/Shanghai',
    hoursToday: null,
    open: { state: 'unknown', changesAt: null, until: null },
    openingHours: null,
    openingHoursNote: '节假日请致电',
    exceptions: [{ date: '2026-10-01', openingHours: 'off', note: '国庆节' }],
    closure: null,
    cover: null,
    website: null,
    url: 'https://stores.example.com/s/wudaokou',
    createdAt: kept!.createdAt,
    updatedAt: kept!.updatedAt,
    confirmedAt: '2026-11-01T08:00:00Z',
    version: 1,
  });
});

it('gives every published store exactly once over the pages, each page by the address in the one before', async () => {
  const app = await openApp();
  const ids = Array.from({ length: 25 }, (_, i) => `store-${String(i).padStart(2, '0')}`);
  await app.storage.stores.put(
    [
      ...ids.map((id) => ({ id, fields: aCafe() })),
      { id: 'a-draft', fields: aCafe({ status: 'draft' }) },
      { id: 'z-closed', fields: aCafe({ status: 'closed' }) },
    ],
    tester,
  );
  const found: string[] = [];
  let next: string | null = '/api/v1/stores?limit=10&category=food';
  const sizes: number[] = [];
  while (next !== null) {
    const page: { stores: Item[]; numberReturned: number; next: string | null } = (
      await app.inject(next)
    ).json();
    sizes.push(page.numberReturned);
    found.push(...page.stores.map(({ id }) => id));
    next = page.next;
  }
  expect(sizes).toEqual([10, 10, 5]);
  expect(found).toEqual(ids);
});

it.each([
  ['sid=SH-0001', ['shanghai']],
  [`q=${encodeURIComponent('陆家嘴')}`, ['shanghai']],
  ['category=library', []],
  ['bbox=121,31,122,32', ['shanghai']],
  // gcoord 1.0.7 puts the store at 121.51104, 31.24163 in Baidu's datum.
  ['bbox=121.509,31.24,121.513,31.245&datum=bd09', ['shanghai']],
  ['bbox=170,-20,-175,-10', ['taveuni']],
])('finds by %s', async (query, ids) => {
  const app = await openApp();
  await app.storage.stores.put(
    [
      { id: 'beijing', fields: aCafe() },
      {
        id: 'shanghai',
        fields: aCafe({
          sid: 'SH-0001',
          branch: '陆家嘴店',
          position: { longitude: 121.5, latitude: 31.238, datum: 'wgs84' },
        }),
      },
      {
        id: 'taveuni',
        fields: aCafe({
          region: 'other',
          timeZone: 'Pacific/Fiji',
          position: { longitude: -179.97, latitude: -16.85, datum: 'wgs84' },
        }),
      },
    ],
    tester,
  );
  const { stores } = (await app.inject(`/api/v1/stores?${query}`)).json();
  expect(stores.map(({ id }: Item) => id)).toEqual(ids);
});

it('lists categories as a tree, with how many published stores are in or below each', async () => {
  const app = await openApp();
  await app.storage.stores.put(
    [
      { fields: aCafe() },
      { fields: aCafe({ categories: ['bakery'] }) },
      { fields: aCafe({ status: 'draft' }) },
    ],
    tester,
  );
  const { categories } = (await app.inject('/api/v1/categories')).json();
  expect(categories.slice(0, 3)).toEqual([
    { id: 'food', name: '餐饮', nameEn: 'Food and drink', icon: 'food', parent: null, stores: 2 },
    { id: 'cafe', name: '咖啡', nameEn: 'Café', icon: 'cafe', parent: 'food', stores: 1 },
    { id: 'restaurant', name: '餐厅', nameEn: 'Restaurant', icon: 'restaurant', parent: 'food', stores: 0 },
  ]);
});

it.each([
  [{}, { publicUrl: null, eventDatum: 'gcj02' }],
  [
    { PUBLIC_URL: 'http://192.168.1.5:8080', EVENT_DATUM: 'wgs84' },
    { publicUrl: null, eventDatum: 'wgs84' },
  ],
  [{ PUBLIC_URL: 'https://stores.example.com' }, { publicUrl: 'https://stores.example.com' }],
])('tells the panel what %j decides', async (settings, expected) => {
  const app = await openApp(settings);
  const answer = (await app.inject('/api/v1/settings/plugin')).json();
  expect(answer).toMatchObject({ onLocation: 'put', articlesPerPut: 'one', numberOfStores: 10, ...expected });
});

it('is ready once the published stores can be found', async () => {
  const app = await openApp();
  await expect.poll(() => app.inject('/readyz').then(({ statusCode }) => statusCode)).toBe(200);
  expect((await app.inject('/readyz')).json()).toEqual({ status: 'ok', problems: [] });
});

it('compresses long lists, and leaves short answers as they are', async () => {
  const app = await openApp();
  await app.storage.stores.put(
    Array.from({ length: 100 }, () => ({ fields: aCafe() })),
    tester,
  );
  const headers = { 'accept-encoding': 'gzip, br' };
  const long = await app.inject({ url: '/api/v1/stores?limit=100', headers });
  expect(long.headers['content-encoding']).toBe('br');
  expect(long.rawPayload.length).toBeLessThan(20_000);
  const short = await app.inject({ url: '/api/v1/stores?limit=2', headers });
  expect(short.headers['content-encoding']).toBeUndefined();
  expect(short.json().numberReturned).toBe(2);
});

it.each(['0x10', '1e1'])('a limit spelt %j is refused', async (limit) => {
  const app = await openApp();
  const answer = await app.inject(`/api/v1/stores?limit=${limit}`);
  expect(answer.json()).toMatchObject({
    status: 400,
    code: 'INVALID_PARAMETER',
    parameter: 'limit',
    detail: `limit must be a number in plain digits; got "${limit}"`,
  });
});
