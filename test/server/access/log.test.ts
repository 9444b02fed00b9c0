import { expect, it } from 'vitest';
import { newKey } from '../../../server/access/credentials.ts';
import { firstAdminPath } from '../../../server/access/first-admin.ts';
import { PASSWORD, signedIn, withKey } from '../../support/access.ts';
import { openApp } from '../../support/app.ts';

it('no key, password, cookie or token is logged, whatever becomes of the request', async () => {
  const lines: string[] = [];
  const app = await openApp(
    {},
    {
      log: { write: (line) => lines.push(line) },
      prepare: (opening) => {
        opening.get('/test/fault', { config: { access: 'view' } }, async () => {
          throw new Error('a fault');
        });
      },
    },
  );
  const token = (await firstAdminPath(app.storage.access))!.split('=')[1]!;
  const post = (url: string, payload: object, headers = {}) =>
    app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers });
  await post('/first-admin', { token, name: 'boss', password: 'SECRET-1' });
  await post('/first-admin', { token: `${token}x`, name: 'boss', password: 'SECRET-2 long enough' });
  const session = await signedIn(app, 'admin');
  await post('/session', { name: 'admin', password: 'SECRET-3' });
  await post('/session', { name: 'SECRET-4-typed-into-the-name', password: ['SECRET-5'] });
  await post('/session/password', { current: 'SECRET-6', next: 'SECRET-7 long enough' }, session);
  await post('/users', { name: 'x', role: 'admin', password: 'SECRET-8' }, session);
  const { secret } = (await post('/keys', { name: 'BI', scopes: ['view'] }, session)).json();
  const key = await withKey(app, ['view']);
  const unknown = newKey().secret;
  for (const headers of [key, { authorization: `Bearer ${unknown}` }, session]) {
    await app.inject({ url: '/api/v1/audit', headers });
    await app.inject({ url: '/test/fault', headers });
    await app.inject({ url: `/api/v1/audit?key=${secret}&token=${token}`, headers });
    await app.inject({ url: `/${secret}`, headers });
  }
  const log = lines.join('');
  expect(lines.length).toBeGreaterThan(15);
  expect(log).toContain('a fault');
  expect(log).not.toMatch(/SECRET-|argon2/);
  const [, id] = /session=([^.]+)/.exec(session.cookie)!;
  const secrets = [
    token,
    PASSWORD,
    secret,
    unknown,
    key.authorization.slice(7),
    id!,
    session['x-csrf-token'],
  ];
  for (const each of secrets) expect(log).not.toContain(each);
});
