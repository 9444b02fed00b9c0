import { expect, it } from 'vitest';
import type { StoreFields } from '../../../shared/store.ts';
import { withRole } from '../../support/access.ts';
import { aCafe, openApp } from '../../support/app.ts';
import { tester } from '../../support/stores.ts';

type App = Awaited<ReturnType<typeof openApp>>;

async function withStores(stores: Readonly<Record<string, Partial<StoreFields>>>) {
  const app = await openApp();
  const puts = Object.entries(stores).map(([id, fields]) => ({ id, fields: aCafe(fields) }));
  await app.storage.stores.put(puts, tester);
  return app;
}
const report = (app: App, payload: object) => app.inject({ method: 'POST', url: '/api/v1/reports', payload });

async function as(app: App, role: 'viewer' | 'editor', limits?: { cities: string[] }) {
  const headers = await withRole(app, role, limits ? { limits } : {});
  return async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) => {
    const answer = await app.inject({
      method,
      url: `/api/v1${url}`,
      headers,
      ...(payload ? { payload } : {}),
    });
    return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
  };
}

it('takes a report from anybody, and tells viewers of it by store', async () => {
  const app = await withStores({ wudaokou: {} });
  const near = { longitude: 116.36, latitude: 39.99 };
  const sent = await report(app, { store: 'wudaokou', reason: 'phone', note: '打不通', near });
  expect(sent.statusCode).toBe(204);
  const ask = await as(app, 'viewer');
  const { body } = await ask('GET', '/reports');
  expect(body).toMatchObject({
    stores: [
      { store: { id: 'wudaokou', name: '示例咖啡' }, reports: [{ reason: 'phone', note: '打不通', near }] },
    ],
    cursor: null,
  });
  expect((await ask('GET', '/quality')).body.counts.reported).toBe(1);
});

it.each([
  ['a place nearer than a kilometre', { near: { longitude: 116.358104, latitude: 39.98 } }],
  ['who the customer is', { openid: 'oABC_PqRs' }],
  ['a reason that is none', { reason: 'rude' }],
])('takes no report with %s', async (_, wrong) => {
  const app = await withStores({ wudaokou: {} });
  const { statusCode } = await report(app, { store: 'wudaokou', reason: 'phone', ...wrong });
  expect(statusCode).toBe(400);
});

it('takes no report about what nobody sees', async () => {
  const app = await withStores({ draft: { status: 'draft' } });
  for (const store of ['draft', 'nobody']) {
    expect((await report(app, { store, reason: 'phone' })).json().code).toBe('STORE_NOT_FOUND');
  }
});

it('settles reports, and opens them again; for editors, and for their own stores', async () => {
  const app = await withStores({ wudaokou: {} });
  await report(app, { store: 'wudaokou', reason: 'phone' });
  const editor = await as(app, 'editor');
  const ids = [(await editor('GET', '/reports')).body.stores[0].reports[0].id];
  const settle = { ids, state: 'resolved' };
  const elsewhere = await as(app, 'editor', { cities: ['上海市'] });
  expect((await elsewhere('PUT', '/reports/state', settle)).status).toBe(403);
  expect((await elsewhere('GET', '/reports')).body.stores).toEqual([]);
  expect((await (await as(app, 'viewer'))('PUT', '/reports/state', settle)).status).toBe(403);
  expect((await editor('PUT', '/reports/state', settle)).body).toEqual({ settled: 1 });
  expect((await editor('GET', '/reports')).body.stores).toEqual([]);
  await editor('PUT', '/reports/state', { ids, state: 'open' });
  expect((await editor('GET', '/reports')).body.stores).toHaveLength(1);
});

it('finds doubts when it is told to look, and forgets those that were dismissed', async () => {
  const app = await withStores({
    a: { confirmedAt: '2026-11-01T00:00:00.000Z' },
    b: { phones: [], cover: 'https://pictures.example.com/b.jpg' },
    // A kilometre away, in the name of a city far away.
    c: {
      name: '别的店',
      address: { city: '深圳市' },
      position: { longitude: 116.33, latitude: 40, datum: 'gcj02' },
    },
  });
  const ask = await as(app, 'editor');
  expect((await ask('GET', '/quality')).body.scan).toBeNull();
  expect((await ask('POST', '/quality/scans')).status).toBe(204);
  await app.qualityDesk.scanned();
  const { scan, counts } = (await ask('GET', '/quality?staleMonths=120')).body;
  expect(scan).toMatchObject({ stores: 3, finishedAt: expect.any(String) });
  expect(counts).toEqual({
    reported: 0,
    duplicate: 1,
    // a and b stand at the very same numbers.
    position: 3,
    cover: 0,
    stale: 2,
    noCover: 2,
    noHours: 3,
  });
  const { findings } = (await ask('GET', '/quality/findings?kind=duplicate')).body;
  expect(findings).toMatchObject([
    { store: { id: 'a' }, other: { id: 'b' }, duplicate: { meters: 0, alike: ['name', 'branch'] } },
  ]);
  const finding = '/quality/dismissals?kind=duplicate&store=a&other=b';
  expect((await ask('PUT', finding)).status).toBe(204);
  expect((await ask('GET', '/quality/findings?kind=duplicate')).body.findings).toEqual([]);
  expect((await ask('DELETE', finding)).status).toBe(204);
  expect((await ask('GET', '/quality/findings?kind=duplicate')).body.findings).toHaveLength(1);
  const first = (await ask('GET', '/quality/findings?kind=position&limit=2')).body;
  expect(first.findings).toHaveLength(2);
  const second = (await ask('GET', `/quality/findings?kind=position&limit=2&cursor=${first.cursor}`)).body;
  expect(second).toMatchObject({ findings: [{ position: { reason: 'outside-city' } }], cursor: null });
});

it('marks stores as confirmed as one operation, drafts left as they are', async () => {
  const app = await withStores({ a: {}, b: {} });
  const draft = { id: 'a', fields: aCafe({ name: '新名字' }), baseVersion: 1 };
  await app.storage.catalogue.write({ drafts: [draft] }, tester, { kind: 'edit' });
  const ask = await as(app, 'editor');
  const { body } = await ask('POST', '/confirmations', { ids: ['a', 'b'] });
  expect(body.operation).toMatchObject({ kind: 'confirm', stores: 2 });
  const worked = (await app.storage.catalogue.worked('a'))!;
  expect(worked.store).toMatchObject({ name: '示例咖啡', confirmedAt: expect.any(String) });
  expect(worked.draft!.fields.name).toBe('新名字');
  expect((await ask('POST', `/operations/${body.operation.id}/undo`)).body.restored).toBe(2);
  const elsewhere = await as(app, 'editor', { cities: ['上海市'] });
  expect((await elsewhere('POST', '/confirmations', { ids: ['a'] })).status).toBe(403);
});
