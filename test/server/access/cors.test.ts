import { describe, expect, it } from 'vitest';
import { signedIn, withKey } from '../../support/access.ts';
import { openApp } from '../../support/app.ts';

const url = '/api/v1/stores';
const origin = 'https://maps.example.com';
const preflight = {
  method: 'OPTIONS' as const,
  headers: {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  },
};

describe('pages of other origins', () => {
  it('are told nothing unless they are named', async () => {
    const app = await openApp();
    expect(
      (await app.inject({ url, headers: { origin } })).headers['access-control-allow-origin'],
    ).toBeUndefined();
    expect((await app.inject({ url, ...preflight })).statusCode).toBe(405);
  });

  it('read what is named for them, with the headers that matter, and never by a cookie', async () => {
    const app = await openApp({ CORS_ORIGINS: `${origin} http://localhost:3000` });
    const { headers } = await app.inject({ url, headers: { origin } });
    expect(headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-expose-headers':
        'etag, link, location, ratelimit, ratelimit-policy, retry-after, www-authenticate, x-request-id',
      vary: expect.stringContaining('Origin'),
    });
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    const other = await app.inject({ url, headers: { origin: 'https://evil.example' } });
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('are answered before anybody asks for a key', async () => {
    const app = await openApp({ CORS_ORIGINS: origin, PUBLIC_READ: 'off' });
    const answer = await app.inject({ url: '/api/v1/users', ...preflight });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-max-age': '86400',
    });
    const key = await withKey(app, ['read']);
    expect((await app.inject({ url, headers: { origin, ...key } })).statusCode).toBe(200);
  });

  it('are all there are with *', async () => {
    const app = await openApp({ CORS_ORIGINS: '*' });
    const answer = await app.inject({ url, headers: { origin: 'https://anybody.example' } });
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('do not read a refusal less than an answer', async () => {
    const app = await openApp({ CORS_ORIGINS: origin });
    const { cookie } = await signedIn(app, 'viewer');
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/keys',
      headers: { origin, cookie },
      payload: {},
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBe(origin);
  });
});

it.each(['https://maps.example.com/path', 'maps.example.com', 'ftp://x.example'])(
  'refuses to start with %s as an origin',
  async (value) => {
    await expect(openApp({ CORS_ORIGINS: value })).rejects.toThrow(/^CORS_ORIGINS is .* it must be origins/);
  },
);
