import { expect, it } from 'vitest';
import { asJob } from '../../server/jobs.ts';
import { withKey, withRole } from '../support/access.ts';
import { openApp } from '../support/app.ts';
import { aStore, tester } from '../support/stores.ts';
import { webhookReceiver } from '../support/webhook-receiver.ts';

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

it('counts every job in the background by how it went, and how long it took', async () => {
  const app = await openApp({ WEBHOOK_PRIVATE: 'on' });
  const headers = { ...(await withRole(app, 'admin')), 'content-type': 'application/json' };
  let status = 204;
  const receiver = await webhookReceiver(() => status);
  await app.inject({
    method: 'POST',
    url: '/api/v1/webhooks',
    headers,
    payload: { name: 'CRM', url: receiver.url },
  });
  const put = async (name: string) => {
    await app.storage.stores.put([{ id: 'a', fields: aStore({ name }) }], tester);
    await app.deliverer.settled();
  };
  await put('甲');
  status = 500;
  await put('乙');
  await app.inject({
    method: 'POST',
    url: '/api/v1/imports?fileName=a.csv&datum=wgs84',
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    payload: '编号,名称,地址,经度,纬度\nA1,甲店,彩和坊路30号,116.3,39.9\n',
  });
  await app.qualityDesk.begin();
  await app.qualityDesk.scanned();
  await expect(asJob('break', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  const seen = async () => (await app.inject({ url: '/metrics', headers })).body.split('\n');
  await expect
    .poll(seen)
    .toEqual(
      expect.arrayContaining([
        'nearby_stores_jobs_total{job="webhook delivery",outcome="done"} 1',
        'nearby_stores_jobs_total{job="webhook delivery",outcome="failed"} 1',
        'nearby_stores_jobs_total{job="import reading",outcome="done"} 1',
        'nearby_stores_jobs_total{job="import reading",outcome="failed"} 0',
        'nearby_stores_jobs_total{job="quality scan",outcome="done"} 1',
        'nearby_stores_jobs_total{job="break",outcome="failed"} 1',
        expect.stringMatching(/^nearby_stores_jobs_total\{job="publish at a date",outcome="done"\} [1-9]/),
        expect.stringMatching(/^nearby_stores_job_seconds_total\{job="quality scan",outcome="done"\} 0\.\d/),
      ]),
    );
});
