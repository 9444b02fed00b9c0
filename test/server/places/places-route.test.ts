import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'undici';
import { describe, expect, it, vi } from 'vitest';
import type { PlacesAnswer } from '../../../shared/place.ts';
import { distanceMeters } from '../../../shared/position.ts';
import type { StoreFields } from '../../../shared/store.ts';
import { openApp } from '../../support/app.ts';
import { mockUpstreams } from '../../support/mock-upstreams.ts';
import { aStore, tester } from '../../support/stores.ts';
import { upstreamServer } from '../../support/upstream-server.ts';

const KEY = 'SECRET-KEY-0001';
const keys = { TENCENT_KEY: KEY, AMAP_KEY: KEY, TIANDITU_KEY: KEY };
const TENCENT = 'https://apis.map.qq.com';
const AMAP = 'https://restapi.amap.com';
const TIANDITU = 'https://api.tianditu.gov.cn';

const wudaokou = aStore({
  branch: '五道口店',
  address: { city: '北京市', district: '海淀区', street: '成府路28号' },
});

/** The app with these stores, and other services that answer as the test says. */
async function openPlaces(
  settings: Readonly<Record<string, string>> = {},
  stores: readonly StoreFields[] = [],
) {
  const { agent, connect } = mockUpstreams();
  let log = '';
  const app = await openApp(settings, { connect, log: { write: (line) => (log += line) } });
  await app.storage.stores.put(
    stores.map((fields, i) => ({ id: `s${i}`, fields })),
    tester,
  );
  await vi.waitUntil(() => app.nearby.ready);
  const search = async (query: Record<string, string>) => {
    const answer = await app.inject(`/api/v1/places?${new URLSearchParams(query)}`);
    return { status: answer.statusCode, body: answer.json() as PlacesAnswer, headers: answer.headers };
  };
  return { app, agent, search, log: () => log };
}

const tencentAnswer = {
  status: 0,
  message: 'query ok',
  count: 2,
  data: [
    {
      id: '1',
      title: '五道口[地铁站]',
      address: '地铁13号线',
      type: 2,
      province: '北京市',
      city: '北京市',
      district: '海淀区',
      location: { lat: 39.992894, lng: 116.337742 },
    },
    {
      id: '2',
      title: '五道口',
      province: '北京市',
      city: '北京市',
      district: '海淀区',
      location: { lat: 39.99272, lng: 116.33157 },
    },
  ],
};

describe('Tencent is asked first', () => {
  it('for the place of the sentence, near the origin in its own datum', async () => {
    const { agent, search } = await openPlaces(keys);
    const asked: URLSearchParams[] = [];
    agent
      .get(TENCENT)
      .intercept({ path: (path) => path.startsWith('/ws/place/v1/suggestion?') })
      .reply(200, ({ path }) => {
        asked.push(new URL(path, TENCENT).searchParams);
        return tencentAnswer;
      });
    const { status, body, headers } = await search({
      q: '你好，我在五道口地铁站附近',
      lat: '39.99272',
      lon: '116.33157',
      datum: 'gcj02',
      limit: '5',
    });
    expect(Object.fromEntries(asked[0]!)).toEqual({
      keyword: '五道口地铁站',
      page_index: '1',
      page_size: '5',
      key: KEY,
      location: '39.99272,116.33157',
    });
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toEqual({
      searched: '五道口地铁站',
      unavailable: [],
      numberReturned: 2,
      places: [
        {
          name: '五道口[地铁站]',
          address: '地铁13号线',
          position: { longitude: 116.337742, latitude: 39.992894, datum: 'gcj02' },
          source: 'tencent',
          distanceMeters: expect.closeTo(527, -1),
        },
        {
          name: '五道口',
          address: '北京市海淀区',
          position: { longitude: 116.33157, latitude: 39.99272, datum: 'gcj02' },
          source: 'tencent',
          distanceMeters: 0,
        },
      ],
    });
  });

  it('and answers in the datum asked for: 542 m apart on the map, one place on the ground', async () => {
    const { agent, search } = await openPlaces({ TENCENT_KEY: KEY });
    agent
      .get(TENCENT)
      .intercept({ path: () => true })
      .reply(200, tencentAnswer);
    const { body } = await search({ q: '五道口' });
    const { longitude, latitude, datum } = body.places[1]!.position;
    expect(datum).toBe('wgs84');
    expect(distanceMeters([longitude, latitude], [116.33157, 39.99272])).toBeCloseTo(542, -2);
    expect('distanceMeters' in body.places[0]!).toBe(false);
  });
});

it('asks AMap when Tencent fails, and says so', async () => {
  const { agent, search, log } = await openPlaces(keys);
  agent
    .get(TENCENT)
    .intercept({ path: () => true })
    .reply(200, { status: 121, message: 'quota' });
  agent
    .get(AMAP)
    .intercept({ path: (path) => path.startsWith('/v5/place/text?') })
    .reply(200, {
      status: '1',
      info: 'OK',
      infocode: '10000',
      count: '2',
      pois: [
        {
          name: '北京大学',
          id: 'B000A816R6',
          location: '116.310905,39.992806',
          pname: '北京市',
          cityname: '北京市',
          adname: '海淀区',
          address: '颐和园路5号',
        },
        { name: '哪里', location: [], address: [] },
      ].slice(0, 1),
    });
  const { body } = await search({ q: '北京大学', datum: 'gcj02' });
  expect(body).toEqual({
    searched: '北京大学',
    unavailable: ['tencent'],
    numberReturned: 1,
    places: [
      {
        name: '北京大学',
        address: '北京市海淀区颐和园路5号',
        position: { longitude: 116.310905, latitude: 39.992806, datum: 'gcj02' },
        source: 'amap',
      },
    ],
  });
  expect(log()).toContain('Tencent Location Service refused the question (121).');
  expect(log()).not.toContain(KEY);
});

it('asks Tianditu in its own form, and takes areas too', async () => {
  const { agent, search } = await openPlaces({ TIANDITU_KEY: KEY });
  const asked: URLSearchParams[] = [];
  agent
    .get(TIANDITU)
    .intercept({ path: (path) => path.startsWith('/v2/search?') })
    .reply(200, ({ path }) => {
      asked.push(new URL(path, TIANDITU).searchParams);
      return {
        resultType: 1,
        count: '1',
        keyword: '北京大学',
        status: { infocode: 1000, cndesc: '服务正常' },
        area: { name: '海淀区', lonlat: '116.29845,39.95933', level: 11 },
        pois: [
          {
            name: '北京大学',
            address: '北京市海淀区颐和园路5号',
            lonlat: '116.30429,39.99244',
            poiType: '101',
          },
        ],
      };
    });
  const { body } = await search({ q: "北京'大学&" });
  expect(JSON.parse(asked[0]!.get('postStr')!)).toMatchObject({
    keyWord: '北京 大学',
    queryType: 1,
    count: 8,
  });
  expect(asked[0]!.get('tk')).toBe(KEY);
  expect(body.places).toEqual([
    {
      name: '海淀区',
      address: '',
      position: { longitude: 116.29845, latitude: 39.95933, datum: 'wgs84' },
      source: 'tianditu',
    },
    {
      name: '北京大学',
      address: '北京市海淀区颐和园路5号',
      position: { longitude: 116.30429, latitude: 39.99244, datum: 'wgs84' },
      source: 'tianditu',
    },
  ]);
});

it.each<[string, string, unknown, number?]>([
  ['no JSON', TENCENT, '<html>'],
  ['something else', TENCENT, { status: 0, data: [{ title: 7 }] }],
  ['a list', TENCENT, []],
  ['null', TENCENT, 'null'],
  ['an error', TENCENT, '', 500],
  ['a redirect', TENCENT, '', 302],
  ['positions as text', AMAP, { status: '1', pois: [{ name: 'x', location: 5 }] }],
  ['a bad key', AMAP, { status: '0', info: 'INVALID_USER_KEY', infocode: '10001' }],
  ['no status', TIANDITU, { pois: [] }],
  ['a bad parameter', TIANDITU, { status: { infocode: 2001 } }],
])('falls back to the stores when a service answers %s', async (_what, origin, answer, status = 200) => {
  const name = { [TENCENT]: 'TENCENT_KEY', [AMAP]: 'AMAP_KEY', [TIANDITU]: 'TIANDITU_KEY' }[origin]!;
  const { agent, search } = await openPlaces({ [name]: KEY }, [wudaokou]);
  agent
    .get(origin)
    .intercept({ path: () => true })
    .reply(status, answer as string);
  const { body } = await search({ q: '五道口' });
  expect(body.unavailable).toEqual([name.replace('_KEY', '').toLowerCase()]);
  expect(body.places).toMatchObject([{ name: '示例咖啡（五道口店）', source: 'catalogue' }]);
});

it('shows no place outside of the earth, and no more than asked for, each on one short line', async () => {
  const { agent, search } = await openPlaces({ TENCENT_KEY: KEY });
  const place = (title: string, lat: number) => ({
    title,
    address: 'a\u202eb\n',
    location: { lat, lng: 116 },
  });
  agent
    .get(TENCENT)
    .intercept({ path: () => true })
    .reply(200, {
      status: 0,
      data: [place('x', 97), place('长'.repeat(500), 39), place('y', 40), place('z', 41)],
    });
  const { body } = await search({ q: '长', limit: '2' });
  expect(body.places.map(({ name, address }) => [name.length, address])).toEqual([
    [80, 'ab'],
    [1, 'ab'],
  ]);
});

it('looks in the stores when no service knows the place', async () => {
  const { agent, search } = await openPlaces({ TENCENT_KEY: KEY }, [wudaokou]);
  agent
    .get(TENCENT)
    .intercept({ path: () => true })
    .reply(200, { status: 0, data: [] });
  const { body } = await search({ q: '五道口店' });
  expect(body.unavailable).toEqual([]);
  expect(body.places).toMatchObject([{ name: '示例咖啡（五道口店）', source: 'catalogue' }]);
});

describe('without any service', () => {
  const { branch: _, ...station } = aStore({
    name: '五道口',
    categories: ['transport'],
    address: { city: '北京市' },
  });
  const shanghai = aStore({
    branch: '证大五道口店',
    address: { city: '上海市' },
    position: { longitude: 121.545539, latitude: 31.228784, datum: 'gcj02' },
  });
  const all = [shanghai, wudaokou, station];
  const names = async (query: Record<string, string>) => {
    const { search } = await openPlaces({}, all);
    return (await search(query)).body.places.map(({ name }) => name);
  };

  it.each(['我在五道口地铁站', '五道口', 'wudaokou', 'Wudaokou station', 'WDK'])('%s', async (q) => {
    const found = await names({ q, lat: '39.99', lon: '116.34' });
    expect(found).toHaveLength(3);
    expect(found.at(-1)).toBe('示例咖啡（证大五道口店）');
    // Initials are nobody's name.
    if (q !== 'WDK') expect(found[0]).toBe('五道口');
  });

  it('finds a street without the number that nobody has', async () => {
    expect(await names({ q: '我在北京市海淀区成府路30号院' })).toEqual(['示例咖啡（五道口店）']);
  });

  it('finds the street in the city, not in another', async () => {
    expect(await names({ q: '北京五道口' })).toEqual(['五道口', '示例咖啡（五道口店）']);
    expect(await names({ q: '上海五道口' })).toEqual(['示例咖啡（证大五道口店）']);
  });

  it('goes to the town that is named, or to the one that the place is in', async () => {
    const { search } = await openPlaces({}, all);
    expect((await search({ q: '我在深圳' })).body.places).toEqual([
      {
        name: '深圳市',
        address: '广东省深圳市',
        position: { longitude: 114.07, latitude: 22.55, datum: 'wgs84' },
        source: 'towns',
      },
    ]);
    expect(await names({ q: '深圳市福田区哪儿也不是的地方' })).toEqual(['福田区']);
    expect(await names({ q: '火星上' })).toEqual([]);
  });

  it('finds stores as soon as they are published, and no longer when they are gone', async () => {
    const { app, search } = await openPlaces();
    const found = async () => (await search({ q: '中关村' })).body.numberReturned;
    expect(await found()).toBe(0);
    await app.storage.stores.put([{ id: 'new', fields: aStore({ branch: '中关村店' }) }], tester);
    expect(await found()).toBe(1);
    await app.storage.stores.remove(['new'], tester);
    expect(await found()).toBe(0);
  });
});

it.each([
  [{ q: '' }, 'q'],
  [{ q: '  ' }, 'q'],
  [{ q: 'x'.repeat(101) }, 'q'],
  [{ q: '五道口', lat: '39' }, 'lon'],
  [{ q: '五道口', lon: '116' }, 'lat'],
  [{ q: '五道口', lat: '91', lon: '0' }, 'lat'],
  [{ q: '五道口', limit: '21' }, 'limit'],
  [{ q: '五道口', datum: 'EPSG:4326' }, 'datum'],
  [{ q: '五道口', key: 'x' }, 'key'],
])('%j is refused by name', async (query, parameter) => {
  const { search } = await openPlaces();
  expect((await search(query as Record<string, string>)) as unknown).toMatchObject({
    status: 400,
    body: { parameter },
  });
});

it('gives the request up when the agent has gone on', async () => {
  let asked!: () => void;
  const arrived = new Promise<void>((resolve) => (asked = resolve));
  let leave!: () => void;
  const left = new Promise<void>((resolve) => (leave = resolve));
  const tencent = await upstreamServer((_request, response) => {
    response.on('close', leave);
    asked();
  });
  let log = '';
  const app = await openApp(
    { TENCENT_KEY: KEY },
    { connect: () => new Pool(tencent), log: { write: (line) => (log += line) } },
  );
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const agent = new AbortController();
  const answer = fetch(`${address}/api/v1/places?q=a`, { signal: agent.signal });
  await arrived;
  agent.abort();
  await expect(answer).rejects.toThrow('aborted');
  await left;
  await app.close();
  expect(log).not.toContain('"level":50');
});

it('needs a key where nobody may read without one', async () => {
  const { search } = await openPlaces({ PUBLIC_READ: 'off' });
  expect((await search({ q: '五道口' })).status).toBe(401);
});

it('names no place service outside of the adapters', () => {
  const places = readFileSync(join(import.meta.dirname, '../../../server/places/place-search.ts'), 'utf8');
  expect(places).not.toMatch(/tencent|amap|tianditu/i);
});
