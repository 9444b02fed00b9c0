import { expect, it } from 'vitest';
import type { BulkAnswer } from '../../../shared/bulk.ts';
import type { StoreClusters, StoreWindow } from '../../../shared/store-table.ts';
import { withRole } from '../../support/access.ts';
import { aCafe, openApp } from '../../support/app.ts';
import { tester } from '../../support/stores.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The service with cafés, restaurants, three towns, and somebody of a role to ask it. */
async function opened(role: 'viewer' | 'editor' | 'publisher' = 'publisher', limits?: { cities: string[] }) {
  const app = await openApp();
  const at = (longitude: number, latitude: number) => ({ longitude, latitude, datum: 'wgs84' as const });
  await app.storage.stores.put(
    [
      {
        id: 'a',
        fields: aCafe({ name: '星巴克', branch: '国贸店', position: at(116.46, 39.91), tags: ['直营'] }),
      },
      {
        id: 'b',
        fields: aCafe({
          name: '肯德基',
          branch: '人民广场店',
          categories: ['fast-food'],
          address: { province: '上海市', city: '上海市', district: '黄浦区' },
          position: at(121.475, 31.232),
          openingHours: 'Mo-Su 07:00-22:00',
        }),
      },
      {
        id: 'c',
        fields: aCafe({
          name: '重庆小面',
          categories: ['restaurant'],
          address: { province: '上海市', city: '上海市', district: '徐汇区' },
          position: at(121.44, 31.19),
          openingHours: 'Mo-Fr 10:00-20:00; Sa,Su off',
        }),
      },
      {
        id: 'd',
        fields: aCafe({ name: '安静书吧', status: 'draft', address: {}, position: at(114.06, 22.54) }),
      },
    ],
    tester,
  );
  const headers = await withRole(app, role, limits ? { limits } : {});
  const ask = async (method: Method, path: string, body?: object) =>
    (
      await app.inject({
        method,
        url: `/api/v1${path}`,
        headers,
        ...(body ? { payload: body } : {}),
      })
    ).json();
  const names = async (query: string): Promise<string[]> =>
    ((await ask('GET', `/stores/window?${query}`)) as StoreWindow).rows.map((row) => row?.name ?? '');
  return { app, ask, names };
}

it('shows any window of the stores, sorted as they are spelled, by any filter', async () => {
  const { ask, names } = await opened();
  expect(await names('')).toEqual(['安静书吧', '重庆小面', '肯德基', '星巴克']);
  expect(await names('sort=-name&from=1&limit=2')).toEqual(['肯德基', '重庆小面']);
  expect(await names('q=xbk')).toEqual(['星巴克']);
  expect(await names('q=chongqing')).toEqual(['重庆小面']);
  expect(await names('q=rmgc')).toEqual(['肯德基']);
  expect(await names(`city=${encodeURIComponent('上海市')}&category=food&sort=id`)).toEqual([
    '肯德基',
    '重庆小面',
  ]);
  expect(await names('status=draft')).toEqual(['安静书吧']);
  expect(await names('unpublished=true')).toEqual(['安静书吧']);
  expect(await names('missing=hours&sort=id')).toEqual(['星巴克', '安静书吧']);
  expect(await names(`tag=${encodeURIComponent('直营')}`)).toEqual(['星巴克']);
  expect(await names('polygon=121.43,31.18%20121.45,31.18%20121.44,31.2')).toEqual(['重庆小面']);
  // 2026-11-22 is a Sunday.
  expect(await names('openAt=2026-11-22T11:00:00%2B08:00')).toEqual(['肯德基']);
  const window: StoreWindow = await ask('GET', '/stores/window?at=2026-11-23T11:00:00%2B08:00&q=xiaomian');
  expect(window).toMatchObject({ numberMatched: 1, from: 0, current: true });
  expect(window.rows[0]).toMatchObject({ open: { state: 'open' }, ground: [121.44, 31.19] });
});

it('keeps rows in their places while somebody writes, and tells that the order is an old one', async () => {
  const { app, ask } = await opened();
  const first: StoreWindow = await ask('GET', '/stores/window?sort=name&limit=1');
  await app.storage.stores.put([{ id: 'e', fields: aCafe({ name: '阿婆粥铺' }) }], tester);
  await app.storage.stores.remove(['b'], tester);
  const second: StoreWindow = await ask('GET', `/stores/window?sort=name&from=1&order=${first.order}`);
  expect(second).toMatchObject({ order: first.order, current: false, numberMatched: 4 });
  expect(second.rows.map((row) => row?.name)).toEqual(['重庆小面', undefined, '星巴克']);
  const anew: StoreWindow = await ask('GET', '/stores/window?sort=name');
  expect(anew.current).toBe(true);
  expect(anew.rows.map((row) => row?.name)).toEqual(['安静书吧', '阿婆粥铺', '重庆小面', '星巴克']);
});

it('groups the same stores on the map, single ones by name', async () => {
  const { ask } = await opened();
  const china: StoreClusters = await ask('GET', '/stores/clusters?bbox=73,15,136,54&zoom=4');
  expect(china.numberMatched).toBe(4);
  expect(china.clusters.map(({ stores, name }) => [stores, name]).sort()).toEqual([
    [1, '安静书吧 五道口店'],
    [1, '星巴克 国贸店'],
    [2, null],
  ]);
  const shanghai: StoreClusters = await ask('GET', '/stores/clusters?bbox=121,31,122,32&zoom=14');
  expect(shanghai.clusters.map(({ id }) => id).sort()).toEqual(['b', 'c']);
});

it('changes many at once: looked at first, then whole, as one operation that is undone as one', async () => {
  const { app, ask } = await opened();
  const request = {
    filter: { city: '上海市' },
    change: { set: { openingHours: 'Mo-Su 09:00-21:00' }, add: { tags: ['华东'] }, action: 'publish' },
  };
  const seen: BulkAnswer = await ask('POST', '/stores/bulk', { ...request, dryRun: true });
  expect(seen).toMatchObject({ matched: 2, changed: 2, unchanged: 0, operation: null });
  expect(seen.samples[0]!.changes).toContainEqual({
    pointer: '/openingHours',
    from: 'Mo-Su 07:00-22:00',
    to: 'Mo-Su 09:00-21:00',
  });
  expect(await ask('POST', '/stores/bulk', { ...request, expected: 3 })).toMatchObject({
    code: 'COUNT_DIFFERS',
  });
  const done: BulkAnswer = await ask('POST', '/stores/bulk', { ...request, expected: 2 });
  expect(done.operation).toMatchObject({ kind: 'bulk', stores: 2, undoneBy: null });
  expect((await app.storage.stores.get('b'))!).toMatchObject({
    tags: ['华东'],
    openingHours: 'Mo-Su 09:00-21:00',
  });

  await app.storage.stores.put([{ id: 'c', fields: aCafe({ name: '重庆酸辣粉' }) }], tester);
  const undone = await ask('POST', `/operations/${done.operation!.id}/undo`);
  expect(undone).toMatchObject({
    restored: 1,
    conflicts: [{ id: 'c', name: '重庆酸辣粉', reason: 'changed-since' }],
    operation: { kind: 'undo', undoes: done.operation!.id },
  });
  expect((await app.storage.stores.get('b'))!.openingHours).toBe('Mo-Su 07:00-22:00');
  expect((await app.storage.stores.get('b'))!.tags).toBeUndefined();
  expect(await ask('POST', `/operations/${done.operation!.id}/undo`)).toMatchObject({
    code: 'ALREADY_UNDONE',
  });
  await ask('POST', `/operations/${undone.operation.id}/undo`);
  expect((await app.storage.stores.get('b'))!.openingHours).toBe('Mo-Su 09:00-21:00');
  expect(
    (await ask('GET', '/operations?limit=2')).operations.map(({ kind }: { kind: string }) => kind),
  ).toEqual(['undo', 'undo']);
});

it('leaves stores outside the rights of whoever asks alone, and lists them', async () => {
  const { ask, names } = await opened('editor', { cities: ['上海市'] });
  expect(await names('sort=id')).toEqual(['肯德基', '重庆小面']);
  const change = { set: { services: ['WiFi', '停车'] } };
  expect(await ask('POST', '/stores/bulk', { filter: {}, change, dryRun: true })).toMatchObject({
    matched: 2,
  });
  const answer: BulkAnswer = await ask('POST', '/stores/bulk', { ids: ['a', 'b'], change });
  expect(answer).toMatchObject({ matched: 2, changed: 1, conflicts: [{ id: 'a', name: '星巴克 · 国贸店' }] });
  expect(await ask('POST', '/stores/bulk', { filter: {}, change: { action: 'delete' } })).toMatchObject({
    code: 'NOT_ALLOWED',
  });
});

it('applies a holiday set, leaves days with hours of their own, and takes it away as one', async () => {
  const { app, ask } = await opened();
  await app.storage.stores.put(
    [{ id: 'b', fields: aCafe({ exceptions: [{ date: '2026-10-01', openingHours: 'off', note: '盘点' }] }) }],
    tester,
  );
  const days = [
    { date: '2026-10-01', openingHours: '10:00-18:00' },
    { date: '2026-10-02', openingHours: '10:00-18:00' },
  ];
  const set = await ask('POST', '/holiday-sets', { name: '国庆', days });
  const change = (action: 'apply' | 'remove') => ({
    ids: ['a', 'b'],
    change: { holidaySet: { id: set.id, action }, action: 'publish' },
  });
  expect(await ask('POST', '/stores/bulk', change('apply'))).toMatchObject({
    changed: 2,
    conflicts: [{ id: 'b', pointer: '/exceptions', message: '2026-10-01 has hours of its own' }],
  });
  const exceptions = async (id: string) => (await app.storage.stores.get(id))!.exceptions;
  expect(await exceptions('a')).toEqual(days.map((day) => ({ ...day, holidaySet: set.id })));
  expect(await exceptions('b')).toEqual([
    { date: '2026-10-01', openingHours: 'off', note: '盘点' },
    { ...days[1], holidaySet: set.id },
  ]);
  expect((await ask('GET', '/holiday-sets')).holidaySets).toMatchObject([{ name: '国庆', stores: 2 }]);
  expect(await ask('DELETE', `/holiday-sets/${set.id}`)).toMatchObject({ code: 'HOLIDAY_SET_IN_USE' });
  await ask('POST', '/stores/bulk', change('remove'));
  expect(await exceptions('a')).toEqual([]);
  expect(await exceptions('b')).toHaveLength(1);
});

it('knows the public holidays of the mainland, with the days worked in exchange', async () => {
  const { ask } = await opened('viewer');
  const { presets } = await ask('GET', '/holiday-sets/presets?year=2026');
  // The State Council's notice of November 2025: 1 to 7 October, worked on 20 September and 10 October.
  expect(presets.find(({ name }: { name: string }) => name === '国庆节').days).toEqual([
    { date: '2026-09-20', kind: 'worked' },
    ...[1, 2, 3, 4, 5, 6, 7].map((day) => ({ date: `2026-10-0${day}`, kind: 'holiday' })),
    { date: '2026-10-10', kind: 'worked' },
  ]);
});

it('gives everybody the published ones by the same filters, in an order, with the fields asked for', async () => {
  const { app } = await opened();
  const list = async (query: string) => (await app.inject(`/api/v1/stores?${query}`)).json();
  const city = encodeURIComponent('上海市');
  expect(await list(`city=${city}&sort=-name&fields=name`)).toEqual({
    numberReturned: 2,
    stores: [
      { id: 'b', name: '肯德基' },
      { id: 'c', name: '重庆小面' },
    ],
    next: null,
  });
  const first = await list('sort=name&limit=1&fields=name');
  expect(first.stores).toEqual([{ id: 'c', name: '重庆小面' }]);
  await app.storage.stores.put([{ id: 'z', fields: aCafe({ name: '阿婆粥铺' }) }], tester);
  const following = (await app.inject(new URL(first.next).pathname + new URL(first.next).search)).json();
  expect(following.stores).toEqual([{ id: 'b', name: '肯德基' }]);
  expect((await list('openAt=2026-11-22T11:00:00%2B08:00')).stores).toMatchObject([{ id: 'b' }]);
  expect((await list('fields=colour')).parameter).toBe('fields');
  expect((await list('status=draft')).code).toBe('UNKNOWN_PARAMETER');
  expect((await list('sort=name&cursor=YSxi')).code).toBe('INVALID_CURSOR');
});
