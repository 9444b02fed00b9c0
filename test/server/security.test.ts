import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { builtPages, openApp } from '../support/app.ts';

const policyOf = (headers: Record<string, unknown>) =>
  Object.fromEntries(
    String(headers['content-security-policy'])
      .split(';')
      .map((directive) => {
        const [name, ...sources] = directive.trim().split(' ');
        return [name, sources.join(' ')];
      }),
  );

describe('the panel', () => {
  it('runs its own scripts and the one inside it, and nothing else', async () => {
    const { headers } = await (await openApp()).inject('/plugin/');
    expect(policyOf(headers)).toEqual({
      'default-src': "'self'",
      'script-src': "'self' 'sha256-K/3RtYIO8hKmgAqHPAwuLpsdjlMVnnJ2jOrS7OYjs/k='",
      'style-src': "'self' 'sha256-K/3RtYIO8hKmgAqHPAwuLpsdjlMVnnJ2jOrS7OYjs/k='",
      'img-src': "'self' data: https:",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'self'",
    });
  });

  it('never passes its address on, since that holds the ticket', async () => {
    const { headers } = await (await openApp()).inject('/plugin/?ticket=secret');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-cache');
  });

  it('is framed by the configured chat hosts, which X-Frame-Options could not name', async () => {
    const app = await openApp({ FRAME_ANCESTORS: 'https://chat.example.com app:' });
    const { headers } = await app.inject('/plugin/');
    expect(policyOf(headers)['frame-ancestors']).toBe("'self' https://chat.example.com app:");
    expect(headers['x-frame-options']).toBeUndefined();
  });

  it('keeps its parameters where the slash at the end was left out', async () => {
    const response = await (await openApp()).inject('/plugin?a=1&ticket=t');
    expect(response.statusCode).toBe(308);
    expect(response.headers.location).toBe('/plugin/?a=1&ticket=t');
  });
});

describe('the simulated client', () => {
  it('frames our pages and its second origin, and is framed by nobody', async () => {
    const app = await openApp({ FRAME_ANCESTORS: 'https://chat.example.com' }, { clientPort: 8081 });
    const { headers } = await app.inject('/client/');
    expect(policyOf(headers)).toMatchObject({
      'frame-src': "'self' http://127.0.0.1:8081 http://localhost:8081",
      'frame-ancestors': "'none'",
    });
    expect(headers['x-frame-options']).toBe('DENY');
    expect((await app.inject('/client/settings.json')).json()).toEqual({ clientPort: 8081 });
  });

  it('frames our pages alone where it has no second origin', async () => {
    const app = await openApp();
    expect(policyOf((await app.inject('/client/')).headers)['frame-src']).toBe("'self'");
    expect((await app.inject('/client/settings.json')).json()).toEqual({ clientPort: null });
  });

  it('opens our page with the script of its host put first', async () => {
    const response = await (await openApp()).inject('/client/plugin/?ticket=t');
    expect(response.body).toMatch(
      /^<!doctype html><html><head><script src="\/client\/frame-host\.js"[^>]*><\/script><title>/,
    );
    expect(policyOf(response.headers)['frame-ancestors']).toBe("'self'");
  });
});

it('gives data no rights in a browser', async () => {
  const { headers } = await (await openApp()).inject('/api/v1/stores');
  expect(policyOf(headers)).toEqual({
    'default-src': "'none'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  });
  expect(headers).toMatchObject({
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  });
});

it('makes no script possible on the pages for customers', async () => {
  const { headers, body } = await (await openApp()).inject('/');
  expect(policyOf(headers)).toMatchObject({ 'default-src': "'none'", 'img-src': "'self' https:" });
  expect(policyOf(headers)['script-src']).toBeUndefined();
  expect(policyOf(headers)['style-src']).toMatch(/^'sha256-[\w+/]{43}='$/);
  expect(body).not.toMatch(/<script| style=| on\w+=/i);
});

it('insists on https only where it is reached by https', async () => {
  const plain = await (await openApp({ PUBLIC_URL: 'http://stores.example.com' })).inject('/healthz');
  expect(plain.headers['strict-transport-security']).toBeUndefined();
  const safe = await (await openApp({ PUBLIC_URL: 'https://stores.example.com' })).inject('/healthz');
  expect(safe.headers['strict-transport-security']).toBe('max-age=15552000');
});

describe('page files', () => {
  it('are kept for a year where their name changes with their text', async () => {
    const app = await openApp();
    const asset = await app.inject('/assets/plugin-index-AB12CD34.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-type']).toBe('application/javascript; charset=utf-8');
    expect((await app.inject('/inline-hashes.json')).headers['cache-control']).toBe('no-cache');
  });

  it('come compressed as they were built', async () => {
    const webFolder = builtPages({
      'assets/a-AB12CD34.js.br': 'not really brotli',
      'assets/a-AB12CD34.js': 'let a;',
    });
    const app = await openApp({}, { webFolder });
    const url = '/assets/a-AB12CD34.js';
    const small = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
    expect(small.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'application/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
    expect((await app.inject({ url })).body).toBe('let a;');
  });

  it('are those of the folder alone, however an address is spelled', async () => {
    const app = await openApp();
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/assets/..%2f..%2fpackage.json',
      '/assets/../../../../../../etc/passwd',
      '//etc/passwd',
      '/./plugin/index.html',
      '/.env',
      '/assets/%00',
      '/c:%5cwindows%5cwin.ini',
    ]) {
      const request = get({ host: '127.0.0.1', port, path });
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      expect(JSON.parse(await text(response)), path).toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

describe('the id of a request', () => {
  it('is the one the caller gave', async () => {
    const app = await openApp();
    const given = await app.inject({ url: '/healthz', headers: { 'x-request-id': 'trace-2026.11_a' } });
    expect(given.headers['x-request-id']).toBe('trace-2026.11_a');
  });

  it.each(['short', 'with blanks in it', `long-${'x'.repeat(64)}`, '"><script>', '-starts-badly'])(
    'is a new one instead of %s',
    async (id) => {
      const { headers } = await (await openApp()).inject({
        url: '/healthz',
        headers: { 'x-request-id': id },
      });
      expect(headers['x-request-id']).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
    },
  );
});

describe('the log', () => {
  it('says what was asked by its pattern, and nothing of whom or where', async () => {
    const lines: string[] = [];
    const app = await openApp({}, { log: { write: (line) => lines.push(line) } });
    await app.inject('/plugin/?ticket=SECRET-TICKET');
    await app.inject('/api/v1/stores/nearby?lat=39.99272&lon=116.33157&useraccount=oPENID');
    await app.inject('/api/v1/stores/SECRET-STORE?key=SECRET-KEY');
    await app.inject('/SECRET-PATH');
    await app.inject('/api/v1/stores/%ff-SECRET');
    const log = lines.join('');
    expect(log).not.toMatch(/SECRET|oPENID|39\.99|116\.33|127\.0\.0\.1/);
    expect(lines.map((line) => JSON.parse(line)).map(({ route, status }) => [route, status])).toEqual([
      ['/plugin/', 200],
      ['/api/v1/stores/nearby', 400],
      ['/api/v1/stores/:id', 400],
      ['(none)', 404],
    ]);
  });
});

it('believes X-Forwarded-For from the proxies it was told of only', async () => {
  const limited = { RATE_LIMIT: '1' };
  const ask = (app: Awaited<ReturnType<typeof openApp>>, customer: string) =>
    app.inject({ url: '/api/v1/stores', headers: { 'x-forwarded-for': customer } });
  const alone = await openApp(limited);
  expect((await ask(alone, '203.0.113.1')).statusCode).toBe(200);
  expect((await ask(alone, '203.0.113.2')).statusCode).toBe(429);
  const behind = await openApp({ ...limited, TRUST_PROXY: 'loopback' });
  expect((await ask(behind, '203.0.113.1')).statusCode).toBe(200);
  expect((await ask(behind, '203.0.113.2')).statusCode).toBe(200);
  expect((await ask(behind, '203.0.113.2')).statusCode).toBe(429);
  const counted = await openApp({ ...limited, TRUST_PROXY: '1' });
  expect((await ask(counted, '198.51.100.7, 203.0.113.1')).statusCode).toBe(200);
  expect((await ask(counted, '198.51.100.8, 203.0.113.1')).statusCode).toBe(429);
});
