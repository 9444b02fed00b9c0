import { afterEach, expect, it, vi } from 'vitest';
import { withKey } from '../support/access.ts';
import { aCafe, openApp } from '../support/app.ts';
import { tester } from '../support/stores.ts';

afterEach(() => void vi.useRealTimers());

// Wudaokou in Beijing; the café there opens at 08:00 and closes at 22:00.
const near = '/api/v1/stores/nearby?lat=39.99272&lon=116.33157&datum=gcj02';

async function openCafe(settings: Readonly<Record<string, string>> = {}) {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T21:59:20+08:00') });
  const app = await openApp(settings);
  const put = (fields: Parameters<typeof aCafe>[0] = {}) =>
    app.storage.stores.put(
      [{ id: 'wudaokou', fields: aCafe({ openingHours: '08:00-22:00', ...fields }) }],
      tester,
    );
  await put();
  await expect.poll(() => app.nearby.ready && app.nearby.size).toBe(1);
  return { app, put };
}

it.each([near, `${near}&openAt=now`])(
  '%s: an answer is kept no longer than the first closing in it',
  async (url) => {
    const { app } = await openCafe();
    const first = await app.inject(url);
    expect(first.headers['cache-control']).toBe('public, max-age=40, must-revalidate');
    const again = () => app.inject({ url, headers: { 'if-none-match': String(first.headers.etag) } });
    const held = await again();
    expect([held.statusCode, held.body]).toEqual([304, '']);
    expect(held.headers.etag).toBe(first.headers.etag);

    vi.setSystemTime(new Date('2026-11-23T22:00:00+08:00'));
    const closed = await again();
    expect(closed.statusCode).toBe(200);
    expect(closed.headers.etag).not.toBe(first.headers.etag);
    // Nothing in it changes before midnight, but the catalogue may.
    expect(closed.headers['cache-control']).toBe('public, max-age=60, must-revalidate');
  },
);

it('a store that is not shown yet, since it opens later, ends an answer about what is open now', async () => {
  const { app } = await openCafe();
  vi.setSystemTime(new Date('2026-11-23T07:59:30+08:00'));
  const { headers, body } = await app.inject(`${near}&openAt=now`);
  expect(JSON.parse(body).stores).toEqual([]);
  expect(headers['cache-control']).toBe('public, max-age=30, must-revalidate');
});

it('a change of the catalogue makes another answer', async () => {
  const { app, put } = await openCafe();
  const { headers } = await app.inject(near);
  await put({ phones: ['010-88880000'] });
  const now = await app.inject({ url: near, headers: { 'if-none-match': String(headers.etag) } });
  expect(now.statusCode).toBe(200);
  expect(now.json().stores[0].phones).toEqual(['010-88880000']);
});

it('an ETag is found in a list, and without the mark of a weak one', async () => {
  const { app } = await openCafe();
  const etag = String((await app.inject(near)).headers.etag);
  expect(etag).toMatch(/^W\/"/);
  for (const held of [`"x", ${etag}`, etag.replace('W/', ''), '*']) {
    expect((await app.inject({ url: near, headers: { 'if-none-match': held } })).statusCode).toBe(304);
  }
});

it('what came with a key is kept by its holder alone', async () => {
  const { app } = await openCafe();
  const { headers } = await app.inject({ url: near, headers: await withKey(app, ['read']) });
  expect(headers['cache-control']).toBe('private, max-age=40, must-revalidate');
});

it.each([
  '/api/v1/stores/wudaokou',
  '/api/v1/stores?category=food',
  '/api/v1/stores?f=geojson',
  '/api/v1/stores/wudaokou?datum=gcj02',
])('%s: held until the store closes or changes', async (url) => {
  const { app, put } = await openCafe();
  const first = await app.inject(url);
  expect(first.headers['cache-control']).toBe('public, max-age=40, must-revalidate');
  let etag = String(first.headers.etag);
  const again = async () => {
    const answer = await app.inject({ url, headers: { 'if-none-match': etag } });
    etag = String(answer.headers.etag);
    return [answer.statusCode, answer.body === ''];
  };
  expect(await again()).toEqual([304, true]);
  expect(await again()).toEqual([304, true]);
  await put({ phones: ['010-88880000'] });
  expect(await again()).toEqual([200, false]);
  expect(await again()).toEqual([304, true]);
  vi.setSystemTime(new Date('2026-11-23T22:00:00+08:00'));
  expect(await again()).toEqual([200, false]);
  expect(await again()).toEqual([304, true]);
});

it('a store that is gone is not held any more', async () => {
  const { app, put } = await openCafe();
  const url = '/api/v1/stores/wudaokou';
  const { etag } = (await app.inject(url)).headers;
  await put({ status: 'closed' });
  expect((await app.inject({ url, headers: { 'if-none-match': String(etag) } })).statusCode).toBe(404);
});

it('a 304 says nothing of a body, so that the connection can go on', async () => {
  const { app } = await openCafe();
  const url = '/api/v1/stores/wudaokou';
  const { etag } = (await app.inject(url)).headers;
  const { headers } = await app.inject({ url, headers: { 'if-none-match': String(etag) } });
  expect(Object.keys(headers).sort()).toEqual(
    expect.arrayContaining(['cache-control', 'connection', 'date', 'etag', 'x-request-id']),
  );
  expect(headers).not.toHaveProperty('content-length');
  expect(headers).not.toHaveProperty('content-security-policy');
});
