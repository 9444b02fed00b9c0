import { afterAll, describe, expect, it, vi } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { readConfig } from '../../../server/config.ts';
import { builtPages, openApp } from '../../support/app.ts';
import { aStore, tester } from '../../support/stores.ts';

type Found = { id: string; distanceMeters: number };
type Answer = { stores: Found[]; next?: string | null; reach: object; numberMatched?: number };

const origin = { lat: 40, lon: 116.35 };
const at = `/api/v1/stores/nearby?lat=${origin.lat}&lon=${origin.lon}`;
const categories = ['cafe', 'bank', 'hotel', 'library'];

describe.each(['memory', 'database'])('from %s', (NEARBY_INDEX) => {
  // To the north, one each 111 m; every tenth at the same place as the one before.
  const puts = Array.from({ length: 120 }, (_, i) => ({
    id: `s${100 + i}`,
    fields: aStore({
      categories: [categories[i % 4]!],
      position: { longitude: 116.35, latitude: 40 + (i % 10 === 9 ? i - 1 : i) / 1_000, datum: 'wgs84' },
    }),
  }));
  const ids = puts.map(({ id }) => id);

  // One for all: they only read. It is made inside the first test, since the pages' folder is that test's.
  let opened: Promise<ReturnType<typeof buildApp>> | undefined;
  const service = () => (opened ??= open());
  async function open() {
    const settings = { DATA_DIR: ':memory:', NEARBY_INDEX, PUBLIC_URL: 'https://stores.example.com' };
    const app = buildApp({ config: readConfig(settings), webFolder: builtPages() });
    await app.ready();
    await app.storage.stores.put(puts, tester);
    await app.nearby.start();
    await vi.waitUntil(async () => app.nearby.revision === puts.length, { timeout: 20_000 });
    return app;
  }
  afterAll(async () => (await opened)?.close());

  const get = async (url: string): Promise<Answer> => (await (await service()).inject(url)).json();
  const post = async (payload: object) =>
    (await service()).inject({ method: 'POST', url: '/api/v1/stores/nearby', payload });
  const idsOf = ({ stores }: Answer) => stores.map(({ id }) => id);

  it('pages go on past the largest answer: every store once, nearest first', async () => {
    const found: string[] = [];
    const sizes: number[] = [];
    let next: string | null | undefined = `${at}&radius=20000&limit=50&cursor=*&count=true`;
    while (next) {
      const page: Answer = await get(next.replace('https://stores.example.com', ''));
      expect(page.numberMatched).toBe(120);
      found.push(...idsOf(page));
      sizes.push(page.stores.length);
      next = page.next;
    }
    expect(sizes).toEqual([50, 50, 20]);
    expect(found).toEqual(ids);
    expect((await get(`${at}&limit=50`)).next).toBeUndefined();
  });

  it('pages stay in the reach that was found for the first one', async () => {
    // The nearest is 1,110 m away: 1 km is widened to 3 km, which holds 16 more.
    const south = `/api/v1/stores/nearby?lat=39.99&lon=116.35&radius=500&limit=10&cursor=*`;
    const first = await get(south);
    expect(first.reach).toEqual({ radiusMeters: 3_000, askedRadiusMeters: 500, widened: true });
    const second = await get(first.next!.replace('https://stores.example.com', ''));
    expect(second.reach).toEqual(first.reach);
    expect([...idsOf(first), ...idsOf(second)].at(-1)).toBe('s117');
    expect(second.next).toBe(null);
  });

  it('a ring leaves out what is nearer', async () => {
    const { stores } = await get(`${at}&minRadius=500&radius=1000`);
    // A thousandth of a degree is 111.04 m there.
    expect(stores.map(({ id, distanceMeters }) => [id, Math.round(distanceMeters)])).toEqual([
      ['s105', 555],
      ['s106', 666],
      ['s107', 777],
      ['s108', 888],
      ['s109', 888],
    ]);
  });

  it('several categories at once, each with those below it', async () => {
    expect(idsOf(await get(`${at}&radius=900&category=food,hotel`))).toEqual([
      's100',
      's102',
      's104',
      's106',
      's108',
    ]);
  });

  it('many places in one request: the answer that each alone would get, never widened unless asked', async () => {
    const far = { lat: 30, lon: 100 };
    const { answers } = (
      await post({ origins: [origin, far, origin], limit: 3, datum: 'gcj02', radius: 800 })
    ).json();
    const alone = await get(`${at}&limit=3&datum=gcj02&radius=800&widen=false`);
    expect(answers).toEqual([
      alone,
      await get('/api/v1/stores/nearby?lat=30&lon=100&limit=3&datum=gcj02&radius=800&widen=false'),
      alone,
    ]);
    expect(idsOf(answers[1])).toEqual([]);
    const widened = (await post({ origins: [far], widen: true })).json().answers[0];
    expect(widened.reach.widened).toBe(true);
  });

  it('as many as may be', async () => {
    const origins = Array.from({ length: 1_000 }, (_, i) => ({ lat: 40 + i / 10_000, lon: 116.35 }));
    const { answers } = (await post({ origins, limit: 1 })).json();
    expect(answers).toHaveLength(1_000);
    expect(answers[500].stores[0].id).toBe('s150');
    const more = await post({ origins: [...origins, origin] });
    expect(more.json()).toMatchObject({ status: 400, code: 'INVALID_PARAMETER', parameter: '/origins' });
  });

  it('only stores inside a polygon, its edge included', async () => {
    const ring = [
      [116.34, 40.001],
      [116.36, 40.001],
      [116.35, 40.0045],
      [116.34, 40.001],
    ];
    const within = { type: 'Polygon', coordinates: [ring] };
    const [answer] = (await post({ origins: [origin], within })).json().answers;
    expect(idsOf(answer)).toEqual(['s101', 's102', 's103', 's104']);
    const two = {
      type: 'MultiPolygon',
      coordinates: [[ring], [ring.map(([lon, lat]) => [lon, lat! + 0.01])]],
    };
    const [both] = (await post({ origins: [origin], within: two, category: ['cafe', 'bank'] })).json()
      .answers;
    expect(idsOf(both)).toEqual(['s101', 's104', 's112', 's113']);
  });

  it.each([
    [{ origins: [] }, '/origins'],
    [{ origins: [{ lat: 91, lon: 0 }] }, '/origins/0/lat'],
    [{ origins: [origin], colour: 'red' }, '/colour'],
    [{ origins: [origin], q: ' ' }, 'q'],
    [
      {
        origins: [origin],
        within: {
          type: 'Polygon',
          coordinates: [
            [
              [1, 1],
              [2, 2],
              [3, 1],
              [4, 4],
            ],
          ],
        },
      },
      '/within',
    ],
  ])('%j is refused', async (body, parameter) => {
    const answer = await post(body);
    expect(answer.json()).toMatchObject({ status: 400, parameter });
  });
});

it.each([
  'cursor=x',
  'cursor=',
  'cursor=W10',
  'minRadius=-1',
  'category=a,,b',
  'category=a,b,c,d,e,f,g,h,i,j,k',
])('%s is refused', async (query) => {
  const app = await openApp();
  const { status, parameter } = (await app.inject(`${at}&${query}`)).json();
  expect([status, parameter]).toEqual([400, query.split('=')[0]]);
});
