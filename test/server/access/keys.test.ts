import { describe, expect, it, vi } from 'vitest';
import { signedIn, withKey, withRole } from '../../support/access.ts';
import { openApp } from '../../support/app.ts';
import { tester } from '../../support/stores.ts';

const url = '/api/v1/keys';
type App = Awaited<ReturnType<typeof openApp>>;

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const basic = (name: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
});
const audit = (app: App, headers: Record<string, string>) => app.inject({ url: '/api/v1/audit', headers });

async function addKey(app: App, payload: object) {
  const headers = await withRole(app, 'admin');
  const answer = await app.inject({ method: 'POST', url, headers, payload });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

describe('a key', () => {
  it('is told once, and known by its beginning afterwards', async () => {
    const app = await openApp();
    const headers = await signedIn(app, 'admin');
    const payload = { name: '总部报表', scopes: ['read', 'view'], expiresAt: '2999-01-01T00:00:00+08:00' };
    const answer = await app.inject({ method: 'POST', url, headers, payload });
    const { secret, ...key } = answer.json();
    expect(secret).toMatch(/^nbs_[\w-]{43}$/);
    expect(key).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      name: '总部报表',
      scopes: ['read', 'view'],
      limits: null,
      requestsPerMinute: null,
      createdAt: expect.any(String),
      expiresAt: '2998-12-31T16:00:00.000Z',
      usedAt: null,
      secrets: [{ prefix: secret.slice(0, 12), createdAt: expect.any(String), expiresAt: null }],
    });
    const list = await app.inject({ url, headers });
    expect(list.json()).toEqual({ keys: [key] });
    expect(list.body).not.toContain(secret);
  });

  it('is taken as a bearer token, and as the password of any name', async () => {
    const app = await openApp();
    const { secret } = await addKey(app, { name: 'QGIS', scopes: ['view'] });
    for (const headers of [
      bearer(secret),
      basic('QGIS', secret),
      basic('', secret),
      { authorization: `bearer  ${secret}` },
    ]) {
      expect((await audit(app, headers)).statusCode).toBe(200);
    }
  });

  it('that does not hold is refused where anybody may read, too', async () => {
    const app = await openApp();
    const { secret } = await addKey(app, { name: 'BI', scopes: ['read'] });
    const wrong = [
      bearer(`${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`),
      bearer('nbs_'),
      basic(secret, ''),
      { authorization: `Digest ${secret}` },
      { authorization: 'Bearer' },
      { authorization: '' },
    ];
    for (const headers of wrong) {
      const answer = await app.inject({ url: '/api/v1/stores', headers });
      expect(answer.json(), JSON.stringify(headers)).toMatchObject({ status: 401, code: 'INVALID_KEY' });
      expect(answer.headers['www-authenticate']).toEqual([
        'Bearer realm="nearby-stores", error="invalid_token"',
        'Basic realm="nearby-stores", charset="UTF-8"',
      ]);
    }
  });

  it('does what its scopes say, no more', async () => {
    const app = await openApp();
    expect((await audit(app, await withKey(app, ['read', 'edit', 'publish', 'admin']))).json()).toMatchObject(
      {
        status: 403,
        code: 'NOT_ALLOWED',
        detail: expect.stringMatching(
          /^This needs the permission "view", which "key nbs_\S{8}" does not have$/,
        ),
      },
    );
  });

  it('ends when its time is over, and when it is removed', async () => {
    const app = await openApp();
    const over = await withKey(app, ['view'], { expiresAt: '2020-01-01T00:00:00.000Z' });
    expect((await audit(app, over)).statusCode).toBe(401);
    const { id, secret } = await addKey(app, { name: 'BI', scopes: ['view'] });
    expect((await audit(app, bearer(secret))).statusCode).toBe(200);
    const headers = await withRole(app, 'admin');
    expect((await app.inject({ method: 'DELETE', url: `${url}/${id}`, headers })).statusCode).toBe(204);
    expect((await audit(app, bearer(secret))).statusCode).toBe(401);
    expect((await app.inject({ method: 'DELETE', url: `${url}/${id}`, headers })).json()).toMatchObject({
      code: 'KEY_NOT_FOUND',
    });
  });

  it('is rotated without a gap: both secrets hold until the time that was said', async () => {
    const app = await openApp();
    const { id, secret: old } = await addKey(app, { name: 'BI', scopes: ['view'] });
    const headers = await withRole(app, 'admin');
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const rotated = (
      await app.inject({ method: 'POST', url: `${url}/${id}/rotate`, headers, payload: { until } })
    ).json();
    expect(rotated.id).toBe(id);
    expect(rotated.secrets.map((each: { expiresAt: string }) => each.expiresAt)).toEqual([null, until]);
    for (const secret of [old, rotated.secret])
      expect((await audit(app, bearer(secret))).statusCode).toBe(200);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(until) + 1 });
    try {
      expect((await audit(app, bearer(old))).statusCode).toBe(401);
      expect((await audit(app, bearer(rotated.secret))).statusCode).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });

  it('knows when it was last used, to the minute', async () => {
    const app = await openApp();
    const { secret, id } = await addKey(app, { name: 'BI', scopes: ['view'] });
    const { keys } = app.storage.access;
    const touch = vi.spyOn(keys, 'touch');
    await audit(app, bearer(secret));
    await audit(app, bearer(secret));
    expect(touch).toHaveBeenCalledTimes(1);
    await touch.mock.results[0]!.value;
    const usedAt = Date.parse((await keys.get(id))!.usedAt!);
    vi.useFakeTimers({ toFake: ['Date'], now: usedAt + 60_001 });
    try {
      await audit(app, bearer(secret));
      expect(touch).toHaveBeenCalledTimes(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    [{ name: 'x', scopes: [] }, '/scopes'],
    [{ name: 'x', scopes: ['write'] }, '/scopes/0'],
    [{ name: ' x', scopes: ['read'] }, '/name'],
    [{ name: 'x', scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
    [{ name: 'x', scopes: ['admin'], limits: { cities: ['深圳市'] } }, '/limits'],
    [{ name: 'x', scopes: ['edit'], limits: {} }, '/limits'],
    [{ name: 'x', scopes: ['read'], requestsPerMinute: 0 }, '/requestsPerMinute'],
  ])('is not made of %j', async (payload, parameter) => {
    const app = await openApp();
    const headers = await withRole(app, 'admin');
    const answer = await app.inject({ method: 'POST', url, headers, payload });
    expect(answer.json()).toMatchObject({ status: 400, parameter });
  });

  it('has a name of its own', async () => {
    const app = await openApp();
    await addKey(app, { name: 'BI', scopes: ['read'] });
    const headers = await withRole(app, 'admin');
    const answer = await app.inject({
      method: 'POST',
      url,
      headers,
      payload: { name: 'BI', scopes: ['read'] },
    });
    expect(answer.json()).toMatchObject({ status: 409, code: 'NAME_TAKEN' });
  });
});

it('a script of a page is not answered with Basic, or the browser would ask for a password', async () => {
  const app = await openApp();
  const ask = async (mode: string) =>
    (await app.inject({ url: '/api/v1/audit', headers: { 'sec-fetch-mode': mode } })).headers[
      'www-authenticate'
    ];
  expect(await ask('cors')).toBe('Bearer realm="nearby-stores"');
  expect(await ask('same-origin')).toBe('Bearer realm="nearby-stores"');
  expect(await ask('navigate')).toEqual([
    'Bearer realm="nearby-stores"',
    'Basic realm="nearby-stores", charset="UTF-8"',
  ]);
});

it('the audit names who used which key, and shows no secret', async () => {
  const app = await openApp();
  const { id, secret } = await addKey(app, { name: 'BI', scopes: ['view'] });
  const headers = await withRole(app, 'admin', { name: 'provisioning' });
  await app.inject({ method: 'POST', url: `${url}/${id}/rotate`, headers, payload: {} });
  await app.storage.settings.putPlugin({ onLocation: 'choose' }, tester);
  const { entries } = (await audit(app, bearer(secret))).json();
  expect(
    entries.map((entry: { action: string; subject: string; by: object }) => [entry.action, entry.subject]),
  ).toEqual([
    ['setting.change', 'plugin'],
    ['key.rotate', 'BI'],
    ['key.add', 'provisioning'],
    ['key.add', 'BI'],
    ['key.add', expect.stringMatching(/^key nbs_/)],
  ]);
  expect(entries[1]).toMatchObject({
    by: { kind: 'key', name: 'provisioning' },
    detail: { prefix: expect.any(String) },
  });
  expect(JSON.stringify(entries)).not.toContain(secret.slice(13));
});
