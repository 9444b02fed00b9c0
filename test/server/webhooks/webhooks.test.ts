// Webhooks as an admin, a store manager and a receiver see them: the service, and a receiver on a port of this machine.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { withRole } from '../../support/access.ts';
import { openApp } from '../../support/app.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { aStore, tester } from '../../support/stores.ts';
import { isSignedWith, webhookReceiver } from '../../support/webhook-receiver.ts';

type App = Awaited<ReturnType<typeof openApp>>;
const SECOND = 1_000;
const HOUR = 3_600_000;

async function openHooked(settings: Record<string, string> = {}) {
  const clock = new FakeClock(new Date().toISOString());
  const app = await openApp({ WEBHOOK_PRIVATE: 'on', ...settings }, { webhooks: { clock } });
  const pass = async (milliseconds: number) => {
    clock.pass(milliseconds);
    await app.deliverer.settled();
  };
  return { app, clock, pass };
}

async function call(app: App, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) {
  const headers = await withRole(app, 'admin');
  const url = `/api/v1/webhooks${path}`;
  const answer = await app.inject({ method, url, headers, ...(payload && { payload }) });
  await app.deliverer.settled();
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
}
async function addWebhook(app: App, payload: object) {
  const { status, body } = await call(app, 'POST', '', { name: 'CRM', ...payload });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
async function put(app: App, id: string, name: string, fields: Parameters<typeof aStore>[0] = {}) {
  await app.storage.stores.put([{ id, fields: aStore({ name, ...fields }) }], tester);
  await app.deliverer.settled();
}
async function remove(app: App, id: string) {
  await app.storage.stores.remove([id], tester);
  await app.deliverer.settled();
}

/** A folder for the database of a service that is started again, or twice. */
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe('a webhook', () => {
  it('is told what is published and what is removed, in order, and nothing of drafts', async () => {
    const { app } = await openHooked();
    const receiver = await webhookReceiver();
    await put(app, 'before', '早就有了');
    await addWebhook(app, { url: receiver.url });
    await put(app, 'a', '甲');
    await put(app, 'b', '草稿', { status: 'draft' });
    await put(app, 'a', '甲二');
    await remove(app, 'b');
    await remove(app, 'a');
    expect(receiver.told()).toEqual(['a 甲', 'a 甲二', 'a removed']);
  });

  it('is told that a store closes for a while', async () => {
    const { app } = await openHooked();
    const receiver = await webhookReceiver();
    await put(app, 'a', '甲');
    await addWebhook(app, { url: receiver.url });
    const closure = { from: '2026-12-01T00:00:00+08:00', until: '2026-12-07T00:00:00+08:00', reason: '装修' };
    await put(app, 'a', '甲', { closure });
    expect(receiver.received[0]!.data.changes[0]!.store!.closure).toMatchObject({ reason: '装修' });
  });

  it('is told in its datum, and at most so many at once, with cursors that /changes goes on from', async () => {
    const { app } = await openHooked();
    const receiver = await webhookReceiver();
    await addWebhook(app, { url: receiver.url, datum: 'gcj02', changesAtOnce: 2 });
    const puts = ['a', 'b', 'c'].map((id) => ({ id, fields: aStore({ name: id }) }));
    await app.storage.stores.put(puts, tester);
    await app.deliverer.settled();
    const [first, second] = receiver.received;
    expect(receiver.received.map(({ data }) => data.changes.length)).toEqual([2, 1]);
    expect(second!.data.since).toBe(first!.data.cursor);
    // Xueyuan Lu in Beijing: GCJ-02 lies some 550 m from WGS-84's 116.3519, 40.0033.
    expect(JSON.parse(first!.body).data.changes[0].store.position).toEqual({
      longitude: expect.closeTo(116.358, 3),
      latitude: expect.closeTo(40.0046, 3),
      datum: 'gcj02',
    });
    const after = await app.inject(`/api/v1/changes?since=${first!.data.cursor}`);
    expect(after.json().changes.map(({ id }: { id: string }) => id)).toEqual(['c']);
    expect(after.json().cursor).toBe(second!.data.cursor);
  });

  it('goes on from what its receiver has read, and from nowhere else', async () => {
    const { app } = await openHooked();
    const receiver = await webhookReceiver();
    await put(app, 'a', '甲');
    const { cursor } = (await app.inject('/api/v1/changes')).json();
    await put(app, 'b', '乙');
    await addWebhook(app, { url: receiver.url, since: cursor });
    expect(receiver.told()).toEqual(['b 乙']);
    const wrong = await call(app, 'POST', '', { name: 'CRM', url: receiver.url, since: 'yesterday' });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'INVALID_PARAMETER', parameter: '/since' } });
  });

  it('is told that changes are gone when it was paused for too long, and goes on', async () => {
    const { app } = await openHooked();
    const receiver = await webhookReceiver();
    const { id } = await addWebhook(app, { url: receiver.url, paused: true });
    await put(app, 'a', '甲');
    await remove(app, 'a');
    await app.storage.catalogue.purge(new Date('2999-01-01'));
    await call(app, 'PATCH', `/${id}`, { paused: false });
    await put(app, 'b', '乙');
    expect(receiver.received.map(({ type }) => type)).toEqual(['changes.gone', 'stores.changed']);
    expect(receiver.received[1]!.data.since).toBe(receiver.received[0]!.data.cursor);
  });
});

describe('a secret', () => {
  it('is shown once, and signs what is delivered', async () => {
    const { app } = await openHooked();
    const receiver = await webhookReceiver();
    const { secret, ...webhook } = await addWebhook(app, { url: receiver.url });
    const list = await call(app, 'GET', '');
    expect(list.body.webhooks).toEqual([{ ...webhook, deliveredAt: null }]);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await put(app, 'a', '甲');
    expect(isSignedWith(secret, receiver.received[0]!)).toBe(true);
    expect(isSignedWith(secret, { ...receiver.received[0]!, body: '{}' })).toBe(false);
  });

  it('is rotated without a gap: both sign until the time that was said', async () => {
    const { app, pass } = await openHooked();
    const receiver = await webhookReceiver();
    const { id, secret: old } = await addWebhook(app, { url: receiver.url });
    const until = new Date(Date.now() + HOUR).toISOString();
    const { secret, rotatedUntil } = (await call(app, 'POST', `/${id}/rotate`, { until })).body;
    expect(rotatedUntil).toBe(until);
    await put(app, 'a', '甲');
    await pass(2 * HOUR);
    await put(app, 'a', '甲二');
    const signed = receiver.received.map((one) => [isSignedWith(old, one), isSignedWith(secret, one)]);
    expect(signed).toEqual([
      [true, true],
      [false, true],
    ]);
  });
});

describe('a receiver that fails', () => {
  it('is tried again later, in order, and holds back nobody else', async () => {
    const { app, pass } = await openHooked();
    let status = 500;
    const [broken, other] = [await webhookReceiver(() => status), await webhookReceiver()];
    const { id } = await addWebhook(app, { url: broken.url });
    await addWebhook(app, { name: 'BI', url: other.url });
    await put(app, 'a', '甲');
    await put(app, 'a', '甲二');
    expect(other.told()).toEqual(['a 甲', 'a 甲二']);
    const failing = (await call(app, 'GET', `/${id}`)).body;
    expect(failing).toMatchObject({ tries: 1, fault: 'answered with 500', deliveredAt: null });
    expect(Date.parse(failing.nextTryAt) - Date.parse(failing.failingSince)).toBeLessThanOrEqual(5 * SECOND);
    status = 200;
    await pass(2 * SECOND);
    expect(broken.told()).toEqual([]);
    await pass(3 * SECOND);
    expect(broken.told()).toEqual(['a 甲', 'a 甲二']);
    expect((await call(app, 'GET', `/${id}`)).body).toMatchObject({ tries: 0, fault: null, nextTryAt: null });
  });

  it('for a day is given up for what failed, which is resent as the stores are by then', async () => {
    const { app, pass } = await openHooked();
    let status = 503;
    const receiver = await webhookReceiver(() => status);
    const { id } = await addWebhook(app, { url: receiver.url });
    await put(app, 'a', '甲');
    await put(app, 'b', '乙');
    for (let hours = 0; hours < 27; hours++) await pass(HOUR);
    const { failures } = (await call(app, 'GET', `/${id}/failures`)).body;
    expect(failures).toEqual([
      {
        id: expect.any(String),
        stores: ['a', 'b'],
        failingSince: expect.any(String),
        givenUpAt: expect.any(String),
        tries: expect.any(Number),
        fault: 'answered with 503',
        resending: false,
      },
    ]);
    const failedFor = Date.parse(failures[0].givenUpAt) - Date.parse(failures[0].failingSince);
    expect(failedFor).toBeGreaterThanOrEqual(24 * HOUR);
    status = 200;
    await put(app, 'a', '甲二');
    await remove(app, 'b');
    expect(receiver.told()).toEqual(['a 甲二', 'b removed']);
    expect((await call(app, 'POST', `/${id}/resend`, {})).body).toEqual({ resending: 1 });
    expect(receiver.told().slice(2)).toEqual(['a 甲二', 'b removed']);
    expect(receiver.received.at(-1)!.data).toMatchObject({ since: null, cursor: null });
    expect((await call(app, 'GET', `/${id}/failures`)).body).toEqual({ failures: [], next: null });
  });

  it('stays listed when it fails again, and can be resent by its id', async () => {
    const { app, pass } = await openHooked();
    let status = 503;
    const receiver = await webhookReceiver(() => status);
    const { id } = await addWebhook(app, { url: receiver.url, changesAtOnce: 1 });
    await put(app, 'a', '甲');
    await put(app, 'b', '乙');
    for (let hours = 0; hours < 54; hours++) await pass(HOUR);
    await call(app, 'POST', `/${id}/resend`, {});
    const page = (await call(app, 'GET', `/${id}/failures?limit=1`)).body;
    expect(page.failures[0]).toMatchObject({ stores: ['a'], resending: false });
    const rest = (await call(app, 'GET', `/${id}/failures?limit=1&cursor=${page.next}`)).body;
    expect(rest).toMatchObject({ failures: [{ stores: ['b'] }], next: null });
    status = 200;
    await call(app, 'POST', `/${id}/resend`, { failures: [rest.failures[0].id] });
    expect(receiver.told()).toEqual(['b 乙']);
    expect((await call(app, 'GET', `/${id}`)).body.failures).toBe(1);
  });

  it('by sending elsewhere is not followed', async () => {
    const { app } = await openHooked();
    const receiver = await webhookReceiver(() => 307);
    const { id } = await addWebhook(app, { url: receiver.url });
    const tried = await call(app, 'POST', `/${id}/test`);
    expect(tried.body).toEqual({
      delivered: false,
      status: 307,
      fault: 'answered with 307, and redirects are not followed',
    });
  });
});

it('a test is a signed ping, whatever the webhook waits for', async () => {
  const { app } = await openHooked();
  const receiver = await webhookReceiver();
  const { id, secret } = await addWebhook(app, { url: receiver.url, paused: true });
  const tried = await call(app, 'POST', `/${id}/test`);
  expect(tried.body).toEqual({ delivered: true, status: 204, fault: null });
  expect(receiver.received[0]).toMatchObject({ type: 'ping', data: {} });
  expect(isSignedWith(secret, receiver.received[0]!)).toBe(true);
});

describe('several nodes', () => {
  it('on one database deliver once each', async () => {
    const settings = { DATA_DIR: folder() };
    const [here, there] = [await openHooked(settings), await openHooked(settings)];
    const receiver = await webhookReceiver();
    await addWebhook(here.app, { url: receiver.url });
    const wanted: string[] = [];
    for (let i = 0; i < 10; i++) {
      const writer = i % 2 === 0 ? here : there;
      await put(writer.app, 'a', `第${i}次`);
      wanted.push(`a 第${i}次`);
      // The other has heard of it too, and finds nothing to do.
      for (const node of [here, there]) {
        node.app.deliverer.wake();
        await node.app.deliverer.settled();
      }
    }
    expect(receiver.told()).toEqual(wanted);
  });

  it('wait for one that died, until its lease is over', async () => {
    const { app, clock, pass } = await openHooked();
    const receiver = await webhookReceiver();
    const { id } = await addWebhook(app, { url: receiver.url });
    const now = new Date(clock.now()).toISOString();
    const until = new Date(clock.now() + 60 * SECOND).toISOString();
    await app.storage.webhooks.take({ webhook: id, holder: 'a node that died' }, now, until);
    await put(app, 'a', '甲');
    expect(receiver.told()).toEqual([]);
    await pass(15 * SECOND);
    expect(receiver.told()).toEqual([]);
    for (let i = 0; i < 4; i++) await pass(15 * SECOND);
    expect(receiver.told()).toEqual(['a 甲']);
  });

  it('that start again go on where they were', async () => {
    const settings = { DATA_DIR: folder() };
    let status = 503;
    const receiver = await webhookReceiver(() => status);
    const first = await openHooked(settings);
    await addWebhook(first.app, { url: receiver.url });
    await put(first.app, 'a', '甲');
    await first.app.close();
    status = 200;
    const second = await openHooked(settings);
    await second.pass(5 * SECOND);
    await second.app.deliverer.settled();
    expect(receiver.told()).toEqual(['a 甲']);
  });
});

describe('private addresses', () => {
  const refused = 'is at a private address, which only the setting WEBHOOK_PRIVATE allows';

  it.each([
    'http://127.0.0.1/hook',
    'http://localhost:8080/',
    'http://[::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'https://10.1.2.3/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::ffff:192.168.0.1]/',
    'http://user:password@hooks.example.com/',
    'ftp://hooks.example.com/',
    'not an address',
  ])('are no receivers: %s', async (url) => {
    const app = await openApp();
    const answer = await call(app, 'POST', '', { name: 'CRM', url });
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_PARAMETER', parameter: '/url' } });
  });

  it('are not connected to when a name leads to them by then', async () => {
    const receiver = await webhookReceiver();
    const { port } = new URL(receiver.url);
    const addresses = ['93.184.215.14', '127.0.0.1'];
    const app = await openApp(
      {},
      {
        webhooks: {
          resolve: (_host, _options, done) =>
            done(
              null,
              addresses.map((address) => ({ address, family: 4 })),
            ),
        },
      },
    );
    const { id } = await addWebhook(app, { url: `http://hooks.example.com:${port}/` });
    expect((await call(app, 'POST', `/${id}/test`)).body).toMatchObject({ delivered: false, fault: refused });
    expect(receiver.received).toEqual([]);
  });

  it('are not connected to when they were registered while that was allowed', async () => {
    const settings = { DATA_DIR: folder() };
    const receiver = await webhookReceiver();
    const before = await openHooked(settings);
    const { id } = await addWebhook(before.app, { url: receiver.url });
    await before.app.close();
    const { app } = await openHooked({ ...settings, WEBHOOK_PRIVATE: 'off' });
    expect((await call(app, 'POST', `/${id}/test`)).body).toMatchObject({ delivered: false, fault: refused });
    expect(receiver.received).toEqual([]);
  });
});

describe('the routes', () => {
  it('know only what there is', async () => {
    const app = await openApp();
    for (const [method, path, payload] of [
      ['GET', '/nothing', undefined],
      ['PATCH', '/nothing', { paused: true }],
      ['DELETE', '/nothing', undefined],
      ['POST', '/nothing/test', undefined],
      ['POST', '/nothing/rotate', {}],
      ['GET', '/nothing/failures', undefined],
      ['POST', '/nothing/resend', {}],
    ] as const) {
      const answer = await call(app, method, path, payload);
      expect(answer, path).toMatchObject({ status: 404, body: { code: 'WEBHOOK_NOT_FOUND' } });
    }
  });

  it('have twenty at most, and the audit knows them without their path', async () => {
    const app = await openApp();
    const url = 'https://hooks.example.com/path-with-a-password';
    for (let i = 0; i < 20; i++) await addWebhook(app, { url });
    const { id } = (await call(app, 'GET', '')).body.webhooks[0];
    expect(await call(app, 'POST', '', { name: 'CRM', url })).toMatchObject({
      status: 409,
      body: { code: 'TOO_MANY_WEBHOOKS' },
    });
    expect((await call(app, 'DELETE', `/${id}`)).status).toBe(204);
    const audit = await app.inject({ url: '/api/v1/audit', headers: await withRole(app, 'admin') });
    expect(audit.json().entries[1]).toMatchObject({ action: 'webhook.remove', subject: 'CRM' });
    expect(audit.body).toContain('https://hooks.example.com');
    expect(audit.body).not.toContain('path-with-a-password');
  });
});
