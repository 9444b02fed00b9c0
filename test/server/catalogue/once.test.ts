import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { publishDue } from '../../../server/catalogue/publish-due.ts';
import { withRole } from '../../support/access.ts';
import { aCafe, openApp } from '../../support/app.ts';
import { tester } from '../../support/stores.ts';

describe('a request with an Idempotency-Key', () => {
  it('is carried out once, and answered the same again', async () => {
    const app = await openApp();
    const headers = { ...(await withRole(app, 'editor')), 'idempotency-key': 'order-7' };
    const add = (name: string, others = {}) =>
      app.inject({
        method: 'POST',
        url: '/api/v1/stores',
        headers: { ...headers, ...others },
        payload: { name, position: { longitude: 116.33157, latitude: 39.99272, datum: 'gcj02' } },
      });
    const [first, again] = [await add('甲'), await add('甲')];
    expect(first.statusCode).toBe(201);
    expect([again.statusCode, again.headers.etag, again.headers.location]).toEqual([
      201,
      first.headers.etag,
      first.headers.location,
    ]);
    expect(again.json()).toEqual(first.json());
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect((await app.storage.stores.list({ limit: 9 })).stores).toHaveLength(1);

    expect((await add('乙')).json()).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
    expect((await add('甲', await withRole(app, 'editor'))).json().id).not.toBe(first.json().id);
    expect((await add('甲', { 'idempotency-key': '键' })).statusCode).toBe(400);
  });

  it('is not carried out again when the service ended before it could keep its answer', async () => {
    const app = await openApp();
    const { answers, stores } = app.storage;
    const headers = { ...(await withRole(app, 'editor')), 'idempotency-key': 'order-8' };
    const payload = { name: '甲', position: { longitude: 116.33157, latitude: 39.99272, datum: 'gcj02' } };
    const add = () => app.inject({ method: 'POST', url: '/api/v1/stores', headers, payload });
    const killed = vi.spyOn(answers, 'finish').mockRejectedValueOnce(new Error('killed here'));
    expect((await add()).statusCode).toBe(500);
    expect(killed).toHaveBeenCalledOnce();
    // The node may still be about to answer.
    expect((await add()).json()).toMatchObject({ status: 409, code: 'REQUEST_UNDER_WAY' });

    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    for (const minutes of [2, 20, 23 * 60]) {
      vi.setSystemTime(Date.now() + minutes * 60_000);
      const again = (await add()).json();
      expect(again).toMatchObject({ status: 409, code: 'CARRIED_OUT' });
      const [, operation] = /as the operation (\S+),/.exec(again.detail)!;
      const url = `/api/v1/operations/${operation}`;
      expect((await app.inject({ url, headers })).json()).toMatchObject({
        operation: { id: operation, kind: 'create', stores: 1 },
      });
    }
    expect((await stores.list({ limit: 9 })).stores).toHaveLength(1);
  });

  it('is carried out when the service ended before it wrote anything', async () => {
    const { storage } = await openApp();
    const { answers } = storage;
    await answers.begin('k', 'user anna', 'f');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16 * 60_000 });
    onTestFinished(() => void vi.useRealTimers());
    expect(await answers.begin('k', 'user anna', 'f')).toEqual({ state: 'new' });
  });

  it('leaves no secret behind: repeated, it is told that it was carried out', async () => {
    const app = await openApp();
    const { answers } = app.storage;
    const finish = vi.spyOn(answers, 'finish');
    const headers = { ...(await withRole(app, 'admin')), 'idempotency-key': 'key-7' };
    const add = (name: string) =>
      app.inject({ method: 'POST', url: '/api/v1/keys', headers, payload: { name, scopes: ['read'] } });
    const { secret } = (await add('报表')).json();
    expect(secret).toMatch(/^nbs_/);
    expect(finish).toHaveBeenCalledWith(
      'key-7',
      expect.any(String),
      expect.objectContaining({ status: 200, body: '' }),
    );
    expect((await add('报表')).json()).toMatchObject({ status: 409, code: 'ANSWER_NOT_KEPT' });
    expect((await add('门店')).json()).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
    const names = (await app.storage.access.keys.all()).map(({ name }) => name);
    expect(names.filter((name) => name === '报表' || name === '门店')).toEqual(['报表']);
  });

  it('that was refused is refused alike, where its answer would be secret', async () => {
    const app = await openApp();
    const headers = { ...(await withRole(app, 'admin')), 'idempotency-key': 'user-7' };
    const payload = { name: 'anna', role: 'viewer', password: 'short' };
    const add = () => app.inject({ method: 'POST', url: '/api/v1/users', headers, payload });
    const [first, again] = [await add(), await add()];
    expect(first.statusCode).toBe(400);
    expect(again.json()).toEqual(first.json());
  });

  it('that failed after it wrote is not carried out again', async () => {
    const { storage } = await openApp();
    const once = { key: 'k', actor: 'user anna' };
    await storage.answers.begin('k', 'user anna', 'f');
    await storage.catalogue.write({ puts: [{ fields: aCafe() }] }, { ...tester, once }, { kind: 'create' });
    await storage.answers.giveUp('k', 'user anna');
    expect(await storage.answers.begin('k', 'user anna', 'f')).toEqual({ state: 'under-way' });
  });

  it('is not carried out beside itself', async () => {
    const { storage } = await openApp();
    expect(await storage.answers.begin('k', 'user anna', 'f')).toEqual({ state: 'new' });
    expect(await storage.answers.begin('k', 'user anna', 'f')).toEqual({ state: 'under-way' });
    await storage.answers.giveUp('k', 'user anna');
    expect(await storage.answers.begin('k', 'user anna', 'f')).toEqual({ state: 'new' });
  });
});

describe('a store with a date to publish at', () => {
  it('is published then, once, whichever node looks', async () => {
    const { storage } = await openApp();
    const { stores, catalogue } = storage;
    await stores.put([{ id: 'a', fields: aCafe({ status: 'draft' }) }], tester);
    const plan = { publishAt: '2099-10-01T00:00:00.000Z', review: null, note: null };
    await catalogue.write({ plans: [{ id: 'a', plan }] }, tester, { kind: 'publish' });
    expect(await publishDue(storage, new Date('2099-09-30T23:59:59Z'))).toEqual({
      published: [],
      failed: [],
    });
    expect(await catalogue.nextDue()).toBe('2099-10-01T00:00:00.000Z');
    const looks = await Promise.all(
      [1, 2, 3].map(() => publishDue(storage, new Date('2099-10-01T00:00:00Z'))),
    );
    expect(looks.flatMap(({ published }) => published)).toEqual(['a']);
    expect(await stores.get('a')).toMatchObject({ status: 'published', version: 2 });
    expect(await catalogue.nextDue()).toBeUndefined();
  });

  it('waits for somebody when what is published changed the same field since', async () => {
    const { storage } = await openApp();
    const { stores, catalogue } = storage;
    await stores.put([{ id: 'a', fields: aCafe() }], tester);
    const draft = { id: 'a', fields: aCafe({ name: '甲' }), baseVersion: 1 };
    const plan = { publishAt: '2099-10-01T00:00:00.000Z', review: null, note: null };
    await catalogue.write({ drafts: [draft], plans: [{ id: 'a', plan }] }, tester, { kind: 'publish' });
    await stores.put([{ id: 'a', fields: aCafe({ name: '乙' }) }], tester);
    const { failed } = await publishDue(storage, new Date('2099-10-02T00:00:00Z'));
    expect(failed).toMatchObject([{ id: 'a', error: { code: 'DRAFT_CONFLICT' } }]);
    expect((await catalogue.worked('a'))?.plan).toMatchObject({ review: 'failed' });
    expect(await catalogue.nextDue()).toBeUndefined();
  });
});
