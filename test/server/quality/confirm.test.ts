// The link of a store's manager: what it opens, and everything that it must not.
import { expect, it } from 'vitest';
import { CONFIRM_LINKS, confirmToken, readConfirmToken } from '../../../server/quality/confirm-link.ts';
import type { StoreFields } from '../../../shared/store.ts';
import { withRole } from '../../support/access.ts';
import { aCafe, openApp } from '../../support/app.ts';
import { tester } from '../../support/stores.ts';

type App = Awaited<ReturnType<typeof openApp>>;
const form = { 'content-type': 'application/x-www-form-urlencoded' };

async function withStores(stores: Readonly<Record<string, Partial<StoreFields>>>) {
  const app = await openApp();
  const puts = Object.entries(stores).map(([id, fields]) => ({ id, fields: aCafe(fields) }));
  await app.storage.stores.put(puts, tester);
  return app;
}
async function linkTo(app: App, id: string): Promise<string> {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/confirm-links',
    headers: await withRole(app, 'editor'),
    payload: { ids: [id] },
  });
  return new URL(answer.json().links[0].url).pathname;
}
const send = (app: App, url: string, fields: Record<string, string>) =>
  app.inject({ method: 'POST', url, headers: form, payload: new URLSearchParams(fields).toString() });

it('is signed for one store until a moment, and for nothing else', () => {
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const until = new Date('2026-12-06T08:00:00Z');
  const token = confirmToken(key, 'wudaokou', until);
  const before = new Date('2026-12-06T07:59:59Z');
  expect(readConfirmToken(key, token, before)).toEqual({ state: 'valid', storeId: 'wudaokou' });
  expect(readConfirmToken(key, token, until)).toEqual({ state: 'expired', storeId: 'wudaokou' });
  expect(readConfirmToken(other, token, before)).toEqual({ state: 'wrong' });
  for (const forged of [
    token.replace('wudaokou', 'zgc'),
    token.replace(/\.(\w+)\./, '.zzzzzz.'),
    token.slice(0, -1),
    `${token}x`,
    '',
    'a.b.c',
  ]) {
    expect(readConfirmToken(key, forged, before), forged).toEqual({ state: 'wrong' });
  }
});

it('shows what is known of the store, in a page without a script that nobody keeps', async () => {
  const app = await withStores({ wudaokou: {} });
  const { statusCode, headers, body } = await app.inject(await linkTo(app, 'wudaokou'));
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
  expect(headers['content-security-policy']).toContain("form-action 'self'");
  expect(body).toContain('北京市海淀区成府路28号');
  expect(body).toContain('010-82600000');
  expect(body).toContain('全部正确');
  expect(body).not.toContain('<script');
});

it('confirms the store, in the name of its manager, to be undone like anything else', async () => {
  const app = await withStores({ wudaokou: {}, zgc: {} });
  const link = await linkTo(app, 'wudaokou');
  const { statusCode, body } = await send(app, link, { answer: 'right', version: '1' });
  expect([statusCode, body.includes('谢谢，已确认')]).toEqual([200, true]);
  const [confirmed, other] = await app.storage.stores.getMany(['wudaokou', 'zgc']);
  expect(Date.parse(confirmed!.confirmedAt!)).toBeGreaterThan(Date.parse('2026-11-01'));
  expect(other!.version).toBe(1);
  const { operations } = await app.storage.operations.list({ limit: 1 });
  expect(operations[0]).toMatchObject({
    kind: 'confirm',
    by: { kind: 'system', name: '店长 示例咖啡（五道口店）' },
    stores: 1,
  });
  await app.storage.operations.undo(operations[0]!.id, tester);
  expect((await app.storage.stores.get('wudaokou'))!.confirmedAt).toBeUndefined();
});

it('does not confirm what the manager has not seen', async () => {
  const app = await withStores({ wudaokou: {} });
  const link = await linkTo(app, 'wudaokou');
  await app.storage.stores.put([{ id: 'wudaokou', fields: aCafe({ phones: ['010-1111111'] }) }], tester);
  const { statusCode, body } = await send(app, link, { answer: 'right', version: '1' });
  expect(statusCode).toBe(409);
  expect(body).toContain('请再核对一次');
  expect(body).toContain('010-1111111');
  expect((await app.storage.stores.get('wudaokou'))!.confirmedAt).toBeUndefined();
});

it('proposes changes for review; approved, they are published and the store is confirmed', async () => {
  const app = await withStores({ wudaokou: { openingHours: 'Mo-Su 09:00-18:00' } });
  const link = await linkTo(app, 'wudaokou');
  const change = {
    answer: 'change',
    version: '1',
    phones: '010-82600001\r\n010-82600002',
    hours: '周一至周日 10:00-22:00',
    note: '搬到二楼',
  };
  expect((await send(app, link, change)).body).toContain('谢谢，已提交');
  const worked = (await app.storage.catalogue.worked('wudaokou'))!;
  expect(worked.store).toMatchObject({ version: 1, phones: ['010-82600000'] });
  expect(worked.plan).toMatchObject({ review: 'requested', note: '搬到二楼', publishAt: null });
  expect(worked.draft).toMatchObject({
    by: { kind: 'system', name: '店长 示例咖啡（五道口店）' },
    fields: { phones: ['010-82600001', '010-82600002'], openingHours: 'Mo-Su 10:00-22:00' },
  });
  const approved = await app.inject({
    method: 'POST',
    url: '/api/v1/stores/wudaokou/review',
    headers: await withRole(app, 'publisher'),
    payload: { decision: 'approve' },
  });
  expect(approved.statusCode, approved.body).toBe(200);
  const store = (await app.storage.stores.get('wudaokou'))!;
  expect(store.phones).toEqual(['010-82600001', '010-82600002']);
  expect(store.confirmedAt).toBeDefined();
});

it('does not publish what was planned for a date: that waits for the review too', async () => {
  const app = await withStores({ wudaokou: {} });
  const link = await linkTo(app, 'wudaokou');
  const publishAt = '2030-01-01T00:00:00.000Z';
  await app.storage.catalogue.write(
    {
      drafts: [{ id: 'wudaokou', fields: aCafe({ name: '新名字' }), baseVersion: 1 }],
      plans: [{ id: 'wudaokou', plan: { publishAt, review: null, note: null } }],
    },
    tester,
    { kind: 'edit' },
  );
  await send(app, link, { answer: 'change', version: '1', street: '成府路 30 号' });
  const { plan, draft } = (await app.storage.catalogue.worked('wudaokou'))!;
  expect(plan).toMatchObject({ publishAt, review: 'requested' });
  expect(draft!.fields).toMatchObject({
    name: '新名字',
    address: { city: '北京市', street: '成府路 30 号' },
  });
});

it('leaves hours that cannot be read to whoever reviews, in the manager’s words', async () => {
  const app = await withStores({ wudaokou: {} });
  await send(app, await linkTo(app, 'wudaokou'), { answer: 'change', hours: '看老板心情' });
  const { plan, draft } = (await app.storage.catalogue.worked('wudaokou'))!;
  expect(plan!.note).toBe('营业时间：看老板心情');
  expect(draft!.fields.openingHours).toBeUndefined();
});

it('reports a store that has closed, and closes nothing', async () => {
  const app = await withStores({ wudaokou: {} });
  await send(app, await linkTo(app, 'wudaokou'), { answer: 'change', closed: 'yes' });
  expect((await app.storage.stores.get('wudaokou'))!).toMatchObject({ status: 'published', version: 1 });
  const { items } = await app.storage.quality.reported({ limit: 1 });
  expect(items).toMatchObject([{ storeId: 'wudaokou', reports: [{ reason: 'closed', note: '店长' }] }]);
});

it.each<[string, Record<string, string>, number]>([
  ['nothing filled in', { answer: 'change' }, 422],
  ['no answer', { street: 'x' }, 422],
  ['a phone number longer than any', { answer: 'change', phones: '1'.repeat(41) }, 422],
  [
    'more phone numbers than a store has',
    { answer: 'change', phones: '1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11' },
    422,
  ],
])('keeps nothing with %s', async (_, fields, status) => {
  const app = await withStores({ wudaokou: {} });
  const { statusCode } = await send(app, await linkTo(app, 'wudaokou'), fields);
  expect(statusCode).toBe(status);
  expect(await app.storage.catalogue.worked('wudaokou')).toMatchObject({ draft: undefined, plan: undefined });
});

it('writes what it is told as text', async () => {
  const app = await withStores({ wudaokou: {} });
  const { body } = await send(app, await linkTo(app, 'wudaokou'), {
    answer: 'change',
    phones: '1'.repeat(41),
    note: '</textarea><script>alert(1)</script>',
  });
  expect(body).toContain('&lt;/textarea&gt;&lt;script&gt;');
});

it('says so when it is no link, has expired, or its store is gone', async () => {
  const app = await withStores({ wudaokou: {}, closed: { status: 'closed' } });
  const link = await linkTo(app, 'wudaokou');
  const key = app.secretOf(CONFIRM_LINKS);
  const over = `/confirm/${confirmToken(key, 'wudaokou', new Date('2026-01-01'))}`;
  const closed = `/confirm/${confirmToken(key, 'closed', new Date('2099-01-01'))}`;
  for (const [url, status, text] of [
    [link.replace('wudaokou', 'closed'), 404, '链接无效'],
    [over, 410, '链接已过期'],
    [closed, 410, '这家门店已经不在了'],
  ] as const) {
    for (const answer of [await app.inject(url), await send(app, url, { answer: 'right', version: '1' })]) {
      expect([answer.statusCode, answer.body.includes(text)], url).toEqual([status, true]);
    }
  }
  expect((await app.storage.stores.get('wudaokou'))!.version).toBe(1);
});

it('is limited like the interface', async () => {
  const app = await openApp({ RATE_LIMIT: '2' });
  const statuses = [];
  for (let time = 0; time < 3; time++) statuses.push((await app.inject('/confirm/x')).statusCode);
  expect(statuses).toEqual([404, 404, 429]);
});

it('is made by editors for published stores within their rights, by ids or by a filter', async () => {
  const app = await withStores({
    wudaokou: {},
    draft: { status: 'draft' },
    nanshan: { address: { city: '深圳市' } },
  });
  const make = async (payload: object, headers: Record<string, string>) =>
    app.inject({ method: 'POST', url: '/api/v1/confirm-links', headers, payload });
  const editor = await withRole(app, 'editor');
  const made = (await make({ filter: {}, days: 3 }, editor)).json().links;
  expect(made.map(({ id }: { id: string }) => id)).toEqual(['nanshan', 'wudaokou']);
  expect((await make({ ids: ['draft'] }, editor)).json().links).toEqual([]);
  expect((await make({}, editor)).statusCode).toBe(400);
  const here = await withRole(app, 'editor', { limits: { cities: ['深圳市'] } });
  expect((await make({ ids: ['wudaokou'] }, here)).statusCode).toBe(403);
  expect((await make({ filter: {} }, here)).json().links).toHaveLength(1);
  expect((await make({ ids: ['wudaokou'] }, await withRole(app, 'viewer'))).statusCode).toBe(403);
});
