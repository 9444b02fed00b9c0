import { expect, it } from 'vitest';
import { openApp } from '../support/app.ts';
import { aStore, tester } from '../support/stores.ts';

/** A service with one store, over a connection; `overloaded` says whether more comes than it can answer. */
async function listening() {
  const app = await openApp();
  await app.storage.stores.put([{ id: 'a', fields: aStore() }], tester);
  await app.nearby.start();
  const state = { overloaded: false };
  app.admission.admits = () => !state.overloaded;
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, state, ask: (path: string, options?: RequestInit) => fetch(origin + path, options) };
}

const NEAR = '/api/v1/stores/nearby?lat=40.0033&lon=116.3519';

it.each([NEAR, '/api/v1/stores', '/ogc/collections'])(
  'refuses %s with a problem and Retry-After while more comes than can be answered',
  async (path) => {
    const { state, ask } = await listening();
    expect((await ask(path)).status).toBe(200);
    state.overloaded = true;
    const refused = await ask(path);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toMatch(/^[123]$/);
    expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(refused.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await refused.json()).toEqual({
      type: '/api/docs#OVERLOADED',
      title: 'More comes than can be answered',
      status: 503,
      code: 'OVERLOADED',
      detail:
        'More requests come than can be answered now: try again after the seconds that Retry-After says',
      instance: refused.headers.get('x-request-id'),
    });
    state.overloaded = false;
    expect((await ask(path)).status).toBe(200);
  },
);

it('refuses a write before it is read, and makes nothing of it', async () => {
  const { app, state, ask } = await listening();
  state.overloaded = true;
  const body = JSON.stringify({ name: '门店' });
  const refused = await ask('/api/v1/stores', { method: 'POST', body });
  expect(refused.status).toBe(503);
  expect((await app.storage.stores.list({ limit: 10 })).stores).toHaveLength(1);
});

it('tells customers in a page', async () => {
  const { state, ask } = await listening();
  state.overloaded = true;
  const refused = await ask('/s/a', { headers: { accept: 'text/html', 'accept-language': 'zh-CN' } });
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toMatch(/^[123]$/);
  expect(refused.headers.get('content-type')).toContain('text/html');
});

it.each(['/healthz', '/readyz', '/plugin/', '/assets/plugin-index-AB12CD34.js', '/api/openapi.json'])(
  'never refuses %s',
  async (path) => {
    const { state, ask } = await listening();
    state.overloaded = true;
    expect((await ask(path)).status).toBe(200);
  },
);

it('lets people sign in meanwhile', async () => {
  const { state, ask } = await listening();
  state.overloaded = true;
  expect((await ask('/api/v1/session')).status).not.toBe(503);
});
