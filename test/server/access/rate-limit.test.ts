import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withKey } from '../../support/access.ts';
import { openApp } from '../../support/app.ts';

const url = '/api/v1/stores';

// No second of the minute goes by, however long the requests take.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

it('tells with each answer how many requests are left, and when to come back', async () => {
  const app = await openApp({ RATE_LIMIT: '2' });
  const first = await app.inject(url);
  expect(first.headers).toMatchObject({
    'ratelimit-policy': '"address";q=2;w=60',
    ratelimit: '"address";r=1;t=60',
  });
  expect(first.headers['retry-after']).toBeUndefined();
  await app.inject(url);
  const third = await app.inject(url);
  expect(third.headers).toMatchObject({ ratelimit: '"address";r=0;t=60', 'retry-after': '60' });
  expect(third.json()).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
});

it('counts a key by itself, wherever it is used, up to a limit of its own', async () => {
  const app = await openApp({ RATE_LIMIT: '1', TRUST_PROXY: 'loopback' });
  const key = await withKey(app, ['read'], { requestsPerMinute: 3 });
  const other = await withKey(app, ['read']);
  const ask = (headers: Record<string, string>, from = '203.0.113.1') =>
    app.inject({ url, headers: { ...headers, 'x-forwarded-for': from } });
  expect((await ask({})).statusCode).toBe(200);
  expect((await ask({})).statusCode).toBe(429);
  const answers = [];
  for (const from of ['203.0.113.1', '203.0.113.2', '203.0.113.3', '203.0.113.4']) {
    answers.push(await ask(key, from));
  }
  expect(answers.map(({ headers }) => headers.ratelimit)).toEqual([
    '"key";r=2;t=60',
    '"key";r=1;t=60',
    '"key";r=0;t=60',
    '"key";r=0;t=60',
  ]);
  expect(answers[3]!.json()).toMatchObject({
    code: 'TOO_MANY_REQUESTS',
    detail: 'More than 3 requests in a minute came with your key; try again in 60 seconds',
  });
  expect((await ask(other)).headers['ratelimit-policy']).toBe('"key";q=1;w=60');
});

it('counts requests that are refused for who asks', async () => {
  const app = await openApp({ RATE_LIMIT: '2', PUBLIC_READ: 'off' });
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push((await app.inject(url)).statusCode);
  expect(statuses).toEqual([401, 401, 429]);
});

it('holds for a key that has one where addresses have none', async () => {
  const app = await openApp({ RATE_LIMIT: '0' });
  const headers = await withKey(app, ['read'], { requestsPerMinute: 1 });
  expect((await app.inject({ url, headers })).statusCode).toBe(200);
  expect((await app.inject({ url, headers })).statusCode).toBe(429);
  expect((await app.inject(url)).headers.ratelimit).toBeUndefined();
});

it('takes a network of IPv6 for one address', async () => {
  const app = await openApp({ RATE_LIMIT: '1', TRUST_PROXY: 'loopback' });
  const ask = (from: string) => app.inject({ url, headers: { 'x-forwarded-for': from } });
  expect((await ask('2001:db8:1:2::1')).statusCode).toBe(200);
  expect((await ask('2001:db8:1:2:ffff::9')).statusCode).toBe(429);
  expect((await ask('2001:db8:1:3::1')).statusCode).toBe(200);
});
