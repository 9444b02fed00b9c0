import { expect, it } from 'vitest';
import { withKey } from '../support/access.ts';
import { openApp } from '../support/app.ts';
import { aStore, tester } from '../support/stores.ts';

const NEAR = '/api/v1/stores/nearby?lat=40.0033&lon=116.3519';

it('counts requests by route, never by address, and says how long nearby answers took', async () => {
  const app = await openApp();
  const headers = await withKey(app, ['view']);
  await app.storage.stores.put([{ id: 'learned', fields: aStore() }], tester);
  await app.nearby.start();
  for (const url of [NEAR, NEAR, '/api/v1/stores/nearby?lat=91&lon=0', '/api/v1/stores/learned'])
    await app.inject(url);
  await app.inject({ method: 'HEAD', url: NEAR });

  const { statusCode, body, headers: answered } = await app.inject({ url: '/metrics', headers });
  expect(statusCode).toBe(200);
  expect(answered['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  const lines = body.split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'nearby_stores_http_requests_total{route="/api/v1/stores/nearby",method="GET",status="200"} 2',
      'nearby_stores_http_requests_total{route="/api/v1/stores/nearby",method="GET",status="400"} 1',
      'nearby_stores_http_requests_total{route="/api/v1/stores/nearby",method="HEAD",status="200"} 1',
      'nearby_stores_http_requests_total{route="/api/v1/stores/:id",method="GET",status="200"} 1',
      '# TYPE nearby_stores_nearby_seconds histogram',
      'nearby_stores_nearby_seconds_bucket{le="+Inf"} 4',
      'nearby_stores_nearby_seconds_count 4',
      'nearby_stores_index_stores 1',
      'nearby_stores_index_revision 1',
      'nearby_stores_index_ready 1',
      'nearby_stores_imports{state="applying"} 0',
    ]),
  );
  expect(body).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  expect(body).toMatch(/^process_resident_memory_bytes /m);
  expect(body).not.toContain('learned');
  expect(body).not.toContain('40.0033');
});

it.each([
  { who: 'nobody', scopes: undefined, status: 401 },
  { who: 'a key that reads published stores', scopes: ['read'], status: 403 },
  { who: 'a key that sees drafts', scopes: ['view'], status: 200 },
] as const)('is answered with $status to $who', async ({ scopes, status }) => {
  const app = await openApp();
  const headers = scopes && (await withKey(app, scopes));
  expect((await app.inject({ url: '/metrics', ...(headers && { headers }) })).statusCode).toBe(status);
});
