import { expect, it } from 'vitest';
import { ApiError, getJson, readRetryAfter } from '../../../web/api/client.ts';
import { nearbyStores } from '../../../web/api/stores.ts';

const answering = (response: Response, asked: string[] = []) =>
  (async (input: string) => {
    asked.push(input);
    return response;
  }) as typeof fetch;

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error) => (error instanceof ApiError ? error.failure : error),
  );

it('asks for the stores near a location with the coordinates as they came', async () => {
  const asked: string[] = [];
  await nearbyStores(
    { origin: { position: [116.358104, 39.987753], datum: 'gcj02' }, radiusMeters: 3000, limit: 10 },
    { fetch: answering(Response.json({}), asked) },
  );
  expect(asked).toEqual([
    '/api/v1/stores/nearby?lat=39.987753&lon=116.358104&datum=gcj02&radius=3000&limit=10',
  ]);
});

it('leaves undefined parameters out', async () => {
  const asked: string[] = [];
  await getJson('/x', { a: undefined, b: '五道口' }, { fetch: answering(Response.json({}), asked) });
  expect(asked).toEqual(['/x?b=%E4%BA%94%E9%81%93%E5%8F%A3']);
});

it('reads why the service declined from its problem details', async () => {
  const problem = { status: 400, code: 'INVALID_PARAMETER', detail: 'lat must be at most 90; got 91' };
  const fetch = answering(Response.json(problem, { status: 400 }));
  expect(await failureOf(getJson('/x', {}, { fetch }))).toEqual({
    kind: 'declined',
    problem: { code: 'INVALID_PARAMETER', detail: 'lat must be at most 90; got 91' },
  });
});

it('is told how long to wait by 429, and by 503 with Retry-After', async () => {
  for (const status of [429, 503]) {
    const fetch = answering(new Response('', { status, headers: { 'retry-after': '7' } }));
    expect(await failureOf(getJson('/x', {}, { fetch }))).toEqual({
      kind: 'busy',
      retryAfterMilliseconds: 7000,
    });
  }
});

it.each([
  ['a gateway that is down', answering(new Response('<html>', { status: 502 }))],
  ['an answer that is no JSON', answering(new Response('<html>'))],
  ['no network', (() => Promise.reject(new TypeError('Failed to fetch'))) as typeof fetch],
])('calls the service unreachable after %s', async (_, fetch) => {
  expect(await failureOf(getJson('/x', {}, { fetch }))).toEqual({ kind: 'unreachable' });
});

it('gives up after its time limit', async () => {
  const fetch = ((_: string, { signal }: RequestInit) =>
    new Promise((_, reject) => {
      signal!.addEventListener('abort', () => reject(signal!.reason));
    })) as typeof globalThis.fetch;
  expect(await failureOf(getJson('/x', {}, { fetch, timeoutMilliseconds: 1 }))).toEqual({
    kind: 'unreachable',
  });
});

it('rejects with the reason of whoever cancelled, not with a failure', async () => {
  const aborter = new AbortController();
  aborter.abort(new Error('a newer click'));
  const fetch = (() => Promise.reject(new DOMException('', 'AbortError'))) as typeof globalThis.fetch;
  await expect(getJson('/x', {}, { fetch, signal: aborter.signal })).rejects.toThrow('a newer click');
});

it.each([
  ['120', 120_000],
  ['0', 1_000],
  ['86400', 600_000],
  ['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
  [null, 5_000],
  ['soon', 5_000],
])('reads Retry-After %s as %i ms', (header, milliseconds) => {
  expect(readRetryAfter(header, Date.parse('2026-11-22T10:00:00Z'))).toBe(milliseconds);
});
