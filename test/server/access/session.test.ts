import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { hashOf } from '../../../server/access/credentials.ts';
import { firstAdminPath } from '../../../server/access/first-admin.ts';
import { hashPassword } from '../../../server/access/passwords.ts';
import { PASSWORD, signedIn, signIn, withKey } from '../../support/access.ts';
import { openApp } from '../../support/app.ts';
import { tester } from '../../support/stores.ts';

const url = '/api/v1/session';
type App = Awaited<ReturnType<typeof openApp>>;

const addUser = async (app: App, name: string) =>
  app.storage.access.users.add({ name, role: 'viewer', password: await hashPassword(PASSWORD) }, tester);

const trySignIn = (app: App, name: string, password: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, payload: { name, password }, headers });

describe('signing in', () => {
  it('answers who it is, and sets a cookie that no script reads and no other site sends', async () => {
    const app = await openApp();
    await addUser(app, '王芳');
    const answer = await trySignIn(app, '王芳', PASSWORD);
    expect(answer.json()).toEqual({
      user: { id: expect.stringMatching(/^[\da-f-]{36}$/), name: '王芳', role: 'viewer' },
      permissions: ['read', 'view'],
      csrfToken: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(answer.headers['set-cookie']).toMatch(
      /^session=[\w-]{43}\.[\w%+/]+; Max-Age=604800; Path=\/api\/; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('binds the cookie to the host and to https where that is how the service is reached', async () => {
    const app = await openApp({ PUBLIC_URL: 'https://stores.example.com' });
    await addUser(app, 'wang');
    const answer = await trySignIn(app, 'wang', PASSWORD, { host: 'stores.example.com' });
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-session=\S+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  it("finds the name whatever its letters' case and width", async () => {
    const app = await openApp();
    await addUser(app, 'Wang');
    expect((await trySignIn(app, 'ｗａｎｇ', PASSWORD)).statusCode).toBe(200);
  });

  it('says the same of a wrong name and of a wrong password', async () => {
    const app = await openApp();
    await addUser(app, 'wang');
    const { instance: _, ...noName } = (await trySignIn(app, 'nobody', PASSWORD)).json();
    const { instance: __, ...noPassword } = (await trySignIn(app, 'wang', 'something else')).json();
    expect(noName).toEqual(noPassword);
    expect(noName).toMatchObject({
      status: 401,
      code: 'INVALID_SIGN_IN',
      detail: 'There is nobody of this name with this password',
    });
  });

  it('is not done by pages of other sites, nor by those of another port of this host', async () => {
    const app = await openApp();
    await addUser(app, 'wang');
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'http://localhost:8081' },
      { origin: 'https://evil.example' },
    ];
    for (const headers of foreign) {
      expect((await trySignIn(app, 'wang', PASSWORD, headers)).json()).toMatchObject({
        code: 'FOREIGN_ORIGIN',
      });
    }
    const own = { origin: 'http://localhost:80', host: 'localhost' };
    expect((await trySignIn(app, 'wang', PASSWORD, own)).statusCode).toBe(200);
  });

  it('makes a session of its own, whatever the browser brought, and ends that', async () => {
    const app = await openApp();
    const before = await signedIn(app, 'viewer');
    const answer = await app.inject({
      method: 'POST',
      url,
      headers: { cookie: before.cookie },
      payload: { name: 'viewer', password: PASSWORD },
    });
    const [after] = answer.cookies;
    expect(`session=${after!.value}`).not.toBe(before.cookie);
    expect((await app.inject({ url, headers: { cookie: before.cookie } })).statusCode).toBe(401);
  });

  it('forgets sessions that are over', async () => {
    const app = await openApp();
    const { users, sessions } = app.storage.access;
    const user = await users.add({ name: 'wang', role: 'viewer', password: '' }, tester);
    await sessions.add('old', user.id);
    await sessions.removeExpired('2999-01-01T00:00:00.000Z', '2000-01-01T00:00:00.000Z');
    expect(await sessions.find('old')).toBeUndefined();
  });
});

describe('guessing passwords', () => {
  // A delay is not over while the next guess is looked at, however long that takes.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  const failures = async (app: App, count: number, name = 'wang', headers = {}) => {
    for (let i = 0; i < count; i++) await trySignIn(app, name, `wrong ${i}`, headers);
  };
  const from = (address: string) => ({ 'x-forwarded-for': address });

  it('is slowed down from the sixth failure on, the right password too', async () => {
    const app = await openApp();
    await addUser(app, 'wang');
    await failures(app, 5);
    expect((await trySignIn(app, 'wang', 'wrong again')).json()).toMatchObject({ code: 'INVALID_SIGN_IN' });
    const answer = await trySignIn(app, 'wang', PASSWORD);
    expect(answer.json()).toMatchObject({ status: 429, code: 'SIGN_IN_DELAYED' });
    expect(answer.headers['retry-after']).toBe('1');
  });

  it('leaves everybody else at that address alone, and the same account elsewhere', async () => {
    const app = await openApp({ TRUST_PROXY: 'loopback' });
    await addUser(app, 'wang');
    await addUser(app, 'li');
    await failures(app, 6, 'wang', from('203.0.113.1'));
    expect((await trySignIn(app, 'wang', PASSWORD, from('203.0.113.1'))).statusCode).toBe(429);
    expect((await trySignIn(app, 'li', PASSWORD, from('203.0.113.1'))).statusCode).toBe(200);
    expect((await trySignIn(app, 'wang', PASSWORD, from('203.0.113.2'))).statusCode).toBe(200);
  });

  it('counts tries side by side before they are made', async () => {
    const app = await openApp();
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, i) => trySignIn(app, 'wang', `wrong ${i}`)),
    );
    const statuses = tries.map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 401)).toHaveLength(6);
    expect(statuses.filter((status) => status === 429)).toHaveLength(6);
  });

  it('is slowed down per address over all names, a network of IPv6 being one', async () => {
    const app = await openApp({ TRUST_PROXY: 'loopback' });
    // As many failures as an address has free, by names that nobody has.
    const gate = app.storage.access.signInFailures;
    const subject = hashOf('address 2001:db8:1:2::');
    for (let i = 0; i < 30; i++) await gate.begin([{ subject, delay: () => 0 }]);
    expect((await trySignIn(app, 'somebody', 'wrong', from('2001:db8:1:2::7'))).statusCode).toBe(401);
    expect((await trySignIn(app, 'somebody else', 'wrong', from('2001:db8:1:2::8'))).statusCode).toBe(429);
    expect((await trySignIn(app, 'somebody else', 'wrong', from('2001:db8:1:3::8'))).statusCode).toBe(401);
  });

  it('starts anew for whoever gets it right', async () => {
    const app = await openApp();
    await addUser(app, 'wang');
    await failures(app, 5);
    expect((await trySignIn(app, 'wang', PASSWORD)).statusCode).toBe(200);
    await failures(app, 5);
    expect((await trySignIn(app, 'wang', PASSWORD)).statusCode).toBe(200);
  });
});

describe('a session', () => {
  it('is told by its cookie alone, signed here', async () => {
    const app = await openApp();
    const { cookie } = await signedIn(app, 'editor');
    expect((await app.inject({ url, headers: { cookie } })).json()).toMatchObject({
      user: { name: 'editor' },
    });
    const forged = [
      cookie.slice(0, -1) + (cookie.endsWith('A') ? 'B' : 'A'),
      cookie.split('.')[0]!,
      'session=',
      'session=%',
      'session=x.y',
    ];
    for (const cookie of forged) {
      expect((await app.inject({ url, headers: { cookie } })).json(), cookie).toMatchObject({
        code: 'SIGN_IN_NEEDED',
      });
    }
  });

  it('writes only with the token that its pages were given', async () => {
    const app = await openApp();
    const { cookie, 'x-csrf-token': token } = await signedIn(app, 'admin');
    const payload = { name: 'reader', scopes: ['read'] };
    const send = (headers: Record<string, string>) =>
      app.inject({ method: 'POST', url: '/api/v1/keys', headers, payload });
    expect((await send({ cookie })).json()).toMatchObject({ status: 403, code: 'CSRF_TOKEN_NEEDED' });
    const other = await signedIn(app, 'viewer');
    expect((await send({ cookie, 'x-csrf-token': other['x-csrf-token'] })).json()).toMatchObject({
      code: 'CSRF_TOKEN_NEEDED',
    });
    expect((await send({ cookie, 'x-csrf-token': token })).statusCode).toBe(200);
  });

  it('that is over takes nothing from what everybody may read', async () => {
    const app = await openApp();
    const { cookie } = await signedIn(app, 'viewer');
    for (const { id } of await app.storage.access.users.all()) {
      await app.storage.access.sessions.removeAllOf(id, tester);
    }
    expect((await app.inject({ url: '/api/v1/stores', headers: { cookie } })).statusCode).toBe(200);
    expect((await app.inject({ url: '/api/v1/audit', headers: { cookie } })).json()).toMatchObject({
      status: 401,
      code: 'SESSION_OVER',
    });
  });

  it('ends with signing out, here or everywhere', async () => {
    const app = await openApp();
    const here = await signedIn(app, 'viewer');
    const there = await signIn(app, 'viewer');
    const isOpen = async ({ cookie }: { cookie: string }) =>
      (await app.inject({ url, headers: { cookie } })).statusCode === 200;
    const out = await app.inject({ method: 'DELETE', url, headers: here });
    expect(out.statusCode).toBe(204);
    expect(out.headers['set-cookie']).toMatch(/^session=; Max-Age=0; Path=\/api\/; Expires=Thu, 01 Jan 1970/);
    expect([await isOpen(here), await isOpen(there)]).toEqual([false, true]);
    const again = await signIn(app, 'viewer');
    await app.inject({ method: 'DELETE', url: `${url}?everywhere=true`, headers: again });
    expect([await isOpen(there), await isOpen(again)]).toEqual([false, false]);
  });

  it('is over after 12 hours without use, and after 7 days whatever happens', async () => {
    const app = await openApp();
    const { cookie } = await signedIn(app, 'viewer');
    const start = Date.now();
    const isOpen = async (hours: number) => {
      vi.setSystemTime(start + hours * 3_600_000);
      return (await app.inject({ url, headers: { cookie } })).statusCode === 200;
    };
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      expect(await isOpen(11.9)).toBe(true);
      expect(await isOpen(23.7)).toBe(true);
      expect(await isOpen(35.8)).toBe(false);
      // Somebody who never stops: used every ten hours.
      const again = await signIn(app, 'viewer');
      const used = [];
      for (let hours = 10; hours < 180; hours += 10) {
        vi.setSystemTime(start + (35.8 + hours) * 3_600_000);
        used.push((await app.inject({ url, headers: { cookie: again.cookie } })).statusCode);
      }
      expect(used.indexOf(401)).toBe(16);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is known to every node on the same database, and so is its end', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const nodes = [await openApp({ DATA_DIR: folder }), await openApp({ DATA_DIR: folder })] as const;
    const headers = await signedIn(nodes[0], 'admin');
    const payload = { name: 'BI', scopes: ['read'] };
    const added = await nodes[1].inject({ method: 'POST', url: '/api/v1/keys', headers, payload });
    expect(added.statusCode).toBe(200);
    await nodes[1].inject({ method: 'DELETE', url, headers });
    expect((await nodes[0].inject({ url, headers })).statusCode).toBe(401);
  });

  it('loses what its user loses at once', async () => {
    const app = await openApp();
    const headers = await signedIn(app, 'editor');
    const user = await app.storage.access.users.named('editor');
    await app.storage.access.users.change(user!.id, { role: 'viewer' }, tester);
    expect((await app.inject({ url, headers })).json().permissions).toEqual(['read', 'view']);
    await app.storage.access.users.add({ name: 'boss', role: 'admin', password: '' }, tester);
    await app.storage.access.users.remove(user!.id, tester);
    expect((await app.inject({ url, headers })).statusCode).toBe(401);
  });

  it('is nothing that a key has', async () => {
    const app = await openApp();
    const headers = await withKey(app, ['view']);
    expect((await app.inject({ method: 'DELETE', url, headers })).json()).toMatchObject({
      code: 'SIGN_IN_NEEDED',
    });
  });
});

describe("one's own password", () => {
  const change = (app: App, headers: Record<string, string>, current: string, next: string) =>
    app.inject({ method: 'POST', url: `${url}/password`, headers, payload: { current, next } });

  it('is changed with the one before, and ends every session but a new one here', async () => {
    const app = await openApp();
    const here = await signedIn(app, 'viewer');
    const there = await signIn(app, 'viewer');
    const answer = await change(app, here, PASSWORD, '门店在学院路上三十号');
    expect(answer.statusCode).toBe(204);
    const [session] = answer.cookies;
    for (const { cookie } of [here, there]) {
      expect((await app.inject({ url, headers: { cookie } })).statusCode).toBe(401);
    }
    const cookie = `session=${session!.value}`;
    expect((await app.inject({ url, headers: { cookie } })).statusCode).toBe(200);
    expect((await trySignIn(app, 'viewer', PASSWORD)).statusCode).toBe(401);
    expect((await trySignIn(app, 'viewer', '门店在学院路上三十号')).statusCode).toBe(200);
  });

  it('is not changed without it', async () => {
    const app = await openApp();
    const headers = await signedIn(app, 'viewer');
    expect((await change(app, headers, 'a guess at it', 'another long password')).json()).toMatchObject({
      status: 403,
      code: 'WRONG_PASSWORD',
    });
    expect((await app.inject({ url, headers })).statusCode).toBe(200);
  });

  it('must be one that nobody guesses first', async () => {
    const app = await openApp();
    const headers = await signedIn(app, 'viewer');
    const { instance: _, ...problem } = (await change(app, headers, PASSWORD, 'password123')).json();
    expect(problem).toEqual({
      type: '/api/docs#INVALID_PASSWORD',
      title: 'The password cannot be taken',
      status: 400,
      code: 'INVALID_PASSWORD',
      detail: 'The password is one of those that are tried first',
      parameter: '/next',
    });
  });
});

describe('the first admin', () => {
  const tokenOf = (path: string | undefined) => /^\/console\/#first-admin=([\w-]{43})$/.exec(path ?? '')?.[1];
  const become = (app: App, token: string, name = 'boss') =>
    app.inject({ method: 'POST', url: '/api/v1/first-admin', payload: { token, name, password: PASSWORD } });

  it('is made once, by whoever has the address that was printed', async () => {
    const app = await openApp();
    const token = tokenOf(await firstAdminPath(app.storage.access))!;
    const answer = await become(app, token);
    expect(answer.json()).toMatchObject({ user: { name: 'boss', role: 'admin' } });
    const [session] = answer.cookies;
    expect((await app.inject({ url, headers: { cookie: `session=${session!.value}` } })).statusCode).toBe(
      200,
    );
    expect((await become(app, token, 'second')).json()).toMatchObject({
      status: 403,
      code: 'INVALID_FIRST_ADMIN_TOKEN',
    });
    expect(await firstAdminPath(app.storage.access)).toBeUndefined();
  });

  it('is made by one of two who come at the same moment', async () => {
    const app = await openApp();
    const tokens = [await firstAdminPath(app.storage.access), await firstAdminPath(app.storage.access)];
    const answers = await Promise.all(tokens.map((path, i) => become(app, tokenOf(path)!, `boss ${i}`)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 403]);
    expect(await app.storage.access.users.all()).toHaveLength(1);
  });

  it('is not made with another token, nor with one whose time is over', async () => {
    const app = await openApp();
    await firstAdminPath(app.storage.access);
    expect((await become(app, 'A'.repeat(43))).statusCode).toBe(403);
    const { firstAdmin } = app.storage.access;
    await firstAdmin.offer('over', '2020-01-01T00:00:00.000Z');
    expect(await firstAdmin.isOffered('over')).toBe(false);
  });

  it('takes no password that everybody tries', async () => {
    const app = await openApp();
    const token = tokenOf(await firstAdminPath(app.storage.access))!;
    const payload = { token, name: 'boss', password: '1234567890' };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/first-admin', payload });
    expect(answer.json()).toMatchObject({ code: 'INVALID_PASSWORD', parameter: '/password' });
  });
});
