import { describe, expect, it } from 'vitest';
import { PASSWORD, signedIn, signIn } from '../../support/access.ts';
import { openApp } from '../../support/app.ts';

const url = '/api/v1/users';
type App = Awaited<ReturnType<typeof openApp>>;
type Headers = Record<string, string>;

const add = (app: App, headers: Headers, payload: object) =>
  app.inject({ method: 'POST', url, headers, payload });
const change = (app: App, headers: Headers, id: string, payload: object) =>
  app.inject({ method: 'PATCH', url: `${url}/${id}`, headers, payload });

describe('users', () => {
  it('are added with a role, and limits to what they may change', async () => {
    const app = await openApp();
    const headers = await signedIn(app, 'admin');
    const limits = { provinces: ['广东省'], tags: ['机场店'] };
    const answer = await add(app, headers, { name: '陈敏', role: 'editor', limits, password: PASSWORD });
    expect(answer.json()).toEqual({
      id: expect.any(String),
      name: '陈敏',
      role: 'editor',
      limits,
      createdAt: expect.any(String),
      signedInAt: null,
    });
    await signIn(app, '陈敏');
    const { users } = (await app.inject({ url, headers })).json();
    expect(users.map(({ name }: { name: string }) => name)).toEqual(['admin', '陈敏']);
    expect(users[1].signedInAt).toMatch(/Z$/);
    expect(JSON.stringify(users)).not.toMatch(/argon2|password/);
  });

  it('have names of their own, whatever the letters', async () => {
    const app = await openApp();
    const headers = await signedIn(app, 'admin');
    const answer = await add(app, headers, { name: 'ADMIN', role: 'viewer', password: PASSWORD });
    expect(answer.json()).toMatchObject({
      status: 409,
      code: 'NAME_TAKEN',
      detail: 'There is one called "admin" already',
    });
  });

  it.each([
    [{ name: 'x', role: 'owner', password: PASSWORD }, '/role'],
    [{ name: 'x\u0007', role: 'viewer', password: PASSWORD }, '/name'],
    [{ name: '', role: 'viewer', password: PASSWORD }, '/name'],
    [{ name: 'x', role: 'viewer', password: 'too short' }, '/password'],
    [{ name: 'x', role: 'admin', limits: { tags: ['a'] }, password: PASSWORD }, '/limits'],
    [{ name: 'x', role: 'viewer', limits: { towns: ['a'] }, password: PASSWORD }, '/limits/towns'],
  ])('are not made of %j', async (payload, parameter) => {
    const app = await openApp();
    const answer = await add(app, await signedIn(app, 'admin'), payload);
    expect(answer.json()).toMatchObject({ status: 400, parameter });
  });

  it('lose limits with null, and keep what is not said', async () => {
    const app = await openApp();
    const headers = await signedIn(app, 'admin');
    const limits = { cities: ['深圳市'] };
    const { id } = (
      await add(app, headers, { name: '陈敏', role: 'editor', limits, password: PASSWORD })
    ).json();
    expect((await change(app, headers, id, { role: 'publisher' })).json()).toMatchObject({
      role: 'publisher',
      limits,
    });
    expect((await change(app, headers, id, { role: 'admin' })).json()).toMatchObject({
      status: 400,
      parameter: '/limits',
    });
    expect((await change(app, headers, id, { limits: null })).json()).toMatchObject({
      role: 'publisher',
      limits: null,
    });
    expect((await app.inject({ url: `${url}/${id}`, headers })).json()).toMatchObject({ limits: null });
  });

  it('are signed out by a new password, and by an admin', async () => {
    const app = await openApp();
    const admin = await signedIn(app, 'admin');
    const viewer = await signedIn(app, 'viewer');
    const isSignedIn = async (headers: Headers) =>
      (await app.inject({ url: '/api/v1/session', headers })).statusCode === 200;
    const { id } = (await app.storage.access.users.named('viewer'))!;
    expect(await isSignedIn(viewer)).toBe(true);
    await change(app, admin, id, { password: 'another long password' });
    expect(await isSignedIn(viewer)).toBe(false);
    const again = await signIn(app, 'viewer', 'another long password');
    expect(
      (await app.inject({ method: 'DELETE', url: `${url}/${id}/sessions`, headers: admin })).statusCode,
    ).toBe(204);
    expect(await isSignedIn(again)).toBe(false);
  });

  it('always have an admin among them', async () => {
    const app = await openApp();
    const headers = await signedIn(app, 'admin');
    const { id } = (await app.storage.access.users.named('admin'))!;
    const refusal = {
      status: 409,
      code: 'LAST_ADMIN',
      detail: '"admin" is the last admin: make somebody else one first',
    };
    expect((await change(app, headers, id, { role: 'editor' })).json()).toMatchObject(refusal);
    expect((await app.inject({ method: 'DELETE', url: `${url}/${id}`, headers })).json()).toMatchObject(
      refusal,
    );
    await add(app, headers, { name: 'second', role: 'admin', password: PASSWORD });
    expect((await change(app, headers, id, { role: 'editor' })).statusCode).toBe(200);
  });

  it('that are not there are said so', async () => {
    const app = await openApp();
    const headers = await signedIn(app, 'admin');
    for (const method of ['GET', 'DELETE'] as const) {
      expect((await app.inject({ method, url: `${url}/nobody`, headers })).json()).toMatchObject({
        code: 'USER_NOT_FOUND',
      });
    }
    expect((await change(app, headers, 'nobody', { role: 'viewer' })).json()).toMatchObject({
      code: 'USER_NOT_FOUND',
    });
  });

  it('leave a trail of what was decided about them', async () => {
    const app = await openApp();
    const headers = await signedIn(app, 'admin');
    const { id } = (await add(app, headers, { name: '陈敏', role: 'editor', password: PASSWORD })).json();
    await change(app, headers, id, { role: 'publisher' });
    await change(app, headers, id, { role: 'publisher' });
    await app.inject({ method: 'DELETE', url: `${url}/${id}`, headers });
    const { entries } = (await app.inject({ url: '/api/v1/audit', headers })).json();
    expect(entries.slice(0, 3)).toMatchObject([
      { action: 'user.remove', subject: '陈敏', by: { kind: 'user', name: 'admin' } },
      { action: 'user.change', subject: '陈敏', detail: { role: 'publisher', limits: null } },
      { action: 'user.add', subject: '陈敏', detail: { role: 'editor', limits: null } },
    ]);
    expect(entries).toHaveLength(4);
  });
});
