// Every route × everybody who may ask. The routes and their rules come from the service itself, so that a new route is
// walked too; which routes are open to anybody stands here literally, so that nobody opens one by accident.
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../server/access/rules.ts';
import { PERMISSIONS, PERMISSIONS_OF, type Permission, ROLES } from '../../../shared/access.ts';
import { signedIn, withKey } from '../../support/access.ts';
import { aCafe, openApp } from '../../support/app.ts';
import { tester } from '../../support/stores.ts';

type App = Awaited<ReturnType<typeof openApp>>;
type Headers = Record<string, string>;

const REACHED = 299;
/** The service with every handler replaced by one that says that it was reached. */
const openDoors = (settings: Record<string, string> = {}) =>
  openApp(
    { RATE_LIMIT: '0', ...settings },
    {
      prepare: (app) => {
        app.addHook('preValidation', async (_request, reply) => reply.code(REACHED).send());
      },
    },
  );

const addressOf = ({ url }: Rule, id = 'x') => url.replaceAll(/:\w+/g, id).replace('*', 'x');

/** What becomes of a request: `reached`, or the code of its refusal; the answer to HEAD has no room for one. */
async function ask(app: App, rule: Rule, headers: Headers): Promise<string> {
  const method = rule.method as 'GET';
  const answer = await app.inject({ method, url: addressOf(rule), headers });
  if (answer.statusCode === REACHED) return 'reached';
  return rule.method === 'HEAD'
    ? (refusalOf[answer.statusCode] ?? `${answer.statusCode}`)
    : answer.json().code;
}
const refusalOf: Readonly<Record<number, string>> = {
  401: 'KEY_NEEDED',
  403: 'NOT_ALLOWED',
  405: 'METHOD_NOT_ALLOWED',
};

/** For every route what should become of a request, by permission, and what does: equal when every rule holds. */
async function walked(app: App, headers: Headers, permissions: readonly Permission[], refusal: string) {
  const expected: Record<string, string> = {};
  const found: Record<string, string> = {};
  for (const rule of app.rules) {
    const { method, url, access } = rule;
    const became = await ask(app, rule, headers);
    // The address does not take the method: there is no such route.
    if (access === 'open' && became === 'METHOD_NOT_ALLOWED') continue;
    const name = `${method} ${url} (${access})`;
    found[name] = became;
    expected[name] = access === 'open' || permissions.includes(access!) ? 'reached' : refusal;
  }
  return { expected, found };
}

describe('every route', () => {
  it('says who may ask, or the service does not start', async () => {
    const opening = openApp(
      {},
      { prepare: (app) => void app.get('/api/v1/forgotten', async () => 'secret') },
    );
    await expect(opening).rejects.toThrow('GET /api/v1/forgotten does not say who may ask: config.access');
  });

  it('is what its rule says to nobody in particular', async () => {
    const { expected, found } = await walked(await openDoors(), {}, ['read'], 'KEY_NEEDED');
    expect(found).toEqual(expected);
    expect(Object.keys(found).length).toBeGreaterThan(40);
  });

  it('is what its rule says where nobody reads without a key', async () => {
    const { expected, found } = await walked(await openDoors({ PUBLIC_READ: 'off' }), {}, [], 'KEY_NEEDED');
    expect(found).toEqual(expected);
  });

  it.each(ROLES)('is what its rule says to somebody signed in as %s', async (role) => {
    // Signing in needs a handler: another app on the same storage would be another database.
    const app = await openApp(
      { RATE_LIMIT: '0', PUBLIC_READ: 'off' },
      {
        prepare: (opening) => {
          opening.addHook('preValidation', async ({ headers }, reply) => {
            if (headers.walking) await reply.code(REACHED).send();
          });
        },
      },
    );
    const headers = { ...(await signedIn(app, role)), walking: 'yes' };
    const { expected, found } = await walked(app, headers, PERMISSIONS_OF[role], 'NOT_ALLOWED');
    expect(found).toEqual(expected);
  });

  it.each(PERMISSIONS)('is what its rule says to a key with the scope %s', async (scope) => {
    const app = await openDoors({ PUBLIC_READ: 'off' });
    const { expected, found } = await walked(app, await withKey(app, [scope]), [scope], 'NOT_ALLOWED');
    expect(found).toEqual(expected);
  });

  it('that writes takes no cookie without the CSRF token', async () => {
    const app = await openApp({ RATE_LIMIT: '0', PUBLIC_READ: 'off' });
    const { cookie } = await signedIn(app, 'admin');
    const writes = app.rules.filter(
      ({ method, access }) => !/^(GET|HEAD|OPTIONS)$/.test(method) && access !== 'open',
    );
    expect(writes.length).toBeGreaterThan(8);
    for (const rule of writes) {
      expect(await ask(app, rule, { cookie }), `${rule.method} ${rule.url}`).toBe('CSRF_TOKEN_NEEDED');
    }
  });
});

it('is told apart by who it is for', async () => {
  const app = await openDoors();
  const rules = Object.fromEntries(app.rules.map(({ method, url, access }) => [`${method} ${url}`, access]));
  expect(rules).toMatchObject({
    'GET /api/v1/stores/nearby': 'read',
    'GET /api/v1/stores/:id': 'read',
    'GET /api/v1/audit': 'view',
    'GET /api/v1/users': 'admin',
    'POST /api/v1/keys': 'admin',
    'DELETE /api/v1/users/:id': 'admin',
    'POST /api/v1/session': 'open',
    'GET /healthz': 'open',
  });
});

/** Everything that anybody reaches by GET, whatever the settings. A route that is added here shows nothing of drafts or of the console. */
const OPEN = [
  '/',
  '/*',
  '/api/docs',
  '/api/openapi.json',
  '/api/v1/session',
  '/client',
  '/client/',
  '/client/plugin/',
  '/client/settings.json',
  '/confirm/:token',
  '/covers/store/:file',
  '/favicon.ico',
  '/healthz',
  '/media/:file',
  '/plugin',
  '/plugin/',
  '/readyz',
  '/s/:ids',
  '/tiles/:source/:z/:x/:y',
];

describe('without a key or a session', () => {
  it('these addresses are reached, and no others', async () => {
    const app = await openDoors({ PUBLIC_READ: 'off' });
    const { found } = await walked(app, {}, [], 'KEY_NEEDED');
    const reached = Object.keys(found).filter((name) => found[name] === 'reached');
    const withMethod = (pattern: RegExp) => reached.filter((name) => pattern.test(name)).sort();
    expect(withMethod(/^GET /)).toEqual(OPEN.map((url) => `GET ${url} (open)`));
    expect(withMethod(/^(?!GET|HEAD|OPTIONS)/)).toEqual([
      'POST /api/v1/first-admin (open)',
      'POST /api/v1/session (open)',
      'POST /confirm/:token (open)',
    ]);
  });

  it('no address shows a draft', async () => {
    const app = await openApp({ RATE_LIMIT: '0' });
    const draft = aCafe({ name: '草稿咖啡', sid: 'DRAFT-1', status: 'draft', phones: ['010-60606060'] });
    await app.storage.stores.put([{ id: 'draft-1', fields: draft }], tester);
    await app.storage.stores.put([{ id: 'live-1', fields: aCafe({ name: '公开咖啡' }) }], tester);
    await app.nearby.start();
    const addresses = app.rules
      .filter(({ method, access }) => method === 'GET' && (access === 'open' || access === 'read'))
      // A stream of events has no end; it tells what /changes does.
      .filter(({ url }) => url !== '/api/v1/changes/events')
      .flatMap((rule) => {
        const address = addressOf(rule, 'draft-1');
        return [address, `${address}?q=草稿`, `${address}?lat=39.99272&lon=116.33157&datum=gcj02&radius=300`];
      });
    let seen = '';
    for (const address of addresses) {
      const { body } = await app.inject({ url: encodeURI(address), headers: { accept: 'application/json' } });
      expect(body, address).not.toMatch(/草稿咖啡|DRAFT-1|60606060/);
      seen += body;
    }
    // The walk does see stores.
    expect(seen).toContain('公开咖啡');
  });
});
