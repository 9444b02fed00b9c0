import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Type } from '@fastify/type-provider-typebox';
import { describe, expect, it } from 'vitest';
import { signedIn } from '../support/access.ts';
import { aCafe, openApp } from '../support/app.ts';
import { tester } from '../support/stores.ts';

type App = Awaited<ReturnType<typeof openApp>>;

const problemOf = async (app: App, url: string) => {
  const response = await app.inject(url);
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const { instance, ...problem } = response.json();
  expect(instance).toBe(response.headers['x-request-id']);
  return problem;
};

type Parameter = {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema: { readonly type?: string };
  readonly example?: unknown;
};
type Paths = Record<string, Record<string, { readonly parameters?: readonly Parameter[] }>>;

it.each([
  ['an exponent', '1e400'],
  ['400 digits', '1'.padEnd(400, '0')],
  ['hexadecimal digits', '0x10'],
])('no route takes %s for a number', async (_, value) => {
  const app = await openApp();
  const headers = await signedIn(app, 'admin');
  const { paths } = (await app.inject('/api/openapi.json')).json() as { paths: Paths };
  const asked = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, { parameters = [] }]) => {
      const query = parameters.filter((each) => each.in === 'query');
      return query
        .filter(({ schema }) => schema.type === 'integer' || schema.type === 'number')
        .map((number) => ({
          method: method.toUpperCase() as 'GET',
          url: path.replace(/\{\w+\}/g, 'x'),
          headers,
          query: Object.fromEntries(
            query
              .filter((each) => each.required || each === number)
              .map((each) => [each.name, each === number ? value : String(each.example)]),
          ),
        }));
    }),
  );
  expect(asked.length).toBeGreaterThan(15);
  for (const request of asked) {
    const answer = await app.inject(request);
    expect(answer.statusCode, `${request.url} ${JSON.stringify(request.query)}: ${answer.body}`).toBe(400);
  }
});

describe('what a client did wrong is named', () => {
  it('a value over its limit', async () => {
    expect(await problemOf(await openApp(), '/api/v1/stores?limit=101')).toEqual({
      type: '/api/docs#INVALID_PARAMETER',
      title: 'A parameter is not as it must be',
      status: 400,
      code: 'INVALID_PARAMETER',
      detail: 'limit must be <= 100; got 101',
      parameter: 'limit',
    });
  });

  it('a choice that does not exist', async () => {
    const { detail } = await problemOf(await openApp(), '/api/v1/stores?datum=WGS84');
    expect(detail).toBe('datum must be one of wgs84, gcj02, bd09; got "WGS84"');
  });

  it.each([
    ['limit=', 'limit must be integer; got ""'],
    ['limit=1&limit=2', 'limit must be integer; got ["1","2"]'],
    ['limit=2.5', 'limit must be integer; got "2.5"'],
    [
      'bbox=1,2,3',
      'bbox must be west,south,east,north in degrees, the south not over the north; got "1,2,3"',
    ],
    ['category=../x', 'category must match pattern "^[a-z0-9-]{1,64}$"; got "../x"'],
  ])('%s', async (query, detail) => {
    expect(await problemOf(await openApp(), `/api/v1/stores?${query}`)).toMatchObject({
      status: 400,
      code: 'INVALID_PARAMETER',
      detail,
    });
  });

  it('a parameter that does not exist', async () => {
    expect(await problemOf(await openApp(), '/api/v1/stores?radius=5')).toEqual({
      type: '/api/docs#UNKNOWN_PARAMETER',
      title: 'There is no such parameter',
      status: 400,
      code: 'UNKNOWN_PARAMETER',
      detail: 'There is no parameter "radius" here',
      parameter: 'radius',
    });
  });

  it('a cursor of its own making', async () => {
    expect(await problemOf(await openApp(), '/api/v1/stores?cursor=abc')).toMatchObject({
      status: 400,
      code: 'INVALID_CURSOR',
    });
  });

  it('an address that is not there, and one that cannot be read', async () => {
    const app = await openApp();
    expect(await problemOf(app, '/api/v1/shops')).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
      detail: 'There is nothing at this address',
    });
    expect(await problemOf(app, '/api/v1/stores/%ff')).toMatchObject({
      status: 400,
      code: 'INVALID_ADDRESS',
      detail: 'The address of the request cannot be read',
    });
    expect(await problemOf(app, `/api/v1/stores/${'x'.repeat(700)}`)).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
    });
  });

  it('a store that is not there, and one that nobody may see yet', async () => {
    const app = await openApp();
    await app.storage.stores.put([{ id: 'draft-1', fields: aCafe({ status: 'draft' }) }], tester);
    for (const id of ['nowhere', 'draft-1']) {
      expect(await problemOf(app, `/api/v1/stores/${id}`)).toMatchObject({
        status: 404,
        code: 'STORE_NOT_FOUND',
        detail: `There is no published store "${id}"`,
      });
    }
  });

  it('a method that the address does not take', async () => {
    const app = await openApp();
    const response = await app.inject({ method: 'DELETE', url: '/api/v1/changes', payload: 'x' });
    expect(response.statusCode).toBe(405);
    expect(response.headers.allow).toBe('GET, HEAD');
    expect(response.json()).toMatchObject({
      code: 'METHOD_NOT_ALLOWED',
      detail: 'This address takes GET, HEAD, not DELETE',
    });
  });

  it('more requests than the limit, and how long to wait', async () => {
    const app = await openApp({ RATE_LIMIT: '2' });
    const first = await app.inject('/api/v1/categories');
    expect(first.headers).toMatchObject({ ratelimit: '"address";r=1;t=60' });
    await app.inject('/api/v1/stores');
    const third = await app.inject('/api/v1/categories');
    expect(third.statusCode).toBe(429);
    expect(third.headers['retry-after']).toBe('60');
    expect(third.json()).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      detail: 'More than 2 requests in a minute came from your address; try again in 60 seconds',
    });
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    expect((await app.inject('/plugin/')).statusCode).toBe(200);
  });

  it('a key that is missing where nobody reads without one', async () => {
    const app = await openApp({ PUBLIC_READ: 'off' });
    expect(await problemOf(app, '/api/v1/stores')).toMatchObject({
      status: 401,
      code: 'KEY_NEEDED',
      detail: 'This is for those who are signed in or send a key',
    });
    expect((await app.inject('/api/v1/stores')).headers['www-authenticate']).toEqual([
      'Bearer realm="nearby-stores"',
      'Basic realm="nearby-stores", charset="UTF-8"',
    ]);
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    expect((await app.inject('/plugin/')).statusCode).toBe(200);
  });

  it('names nothing of a prototype', async () => {
    const app = await openApp();
    const response = await app.inject('/api/v1/stores?__proto__=1&constructor=2');
    expect(response.json()).toMatchObject({ code: 'UNKNOWN_PARAMETER', parameter: '__proto__' });
  });
});

describe('bodies', () => {
  const withBodies = async () => {
    const app = await openApp(
      {},
      {
        prepare(app) {
          const schema = { body: Type.Object({ name: Type.String() }, { additionalProperties: false }) };
          app.post('/test/body', { config: { access: 'open' }, schema, bodyLimit: 64 }, async () => 'ok');
        },
      },
    );
    return (headers: Record<string, string>, payload: string) =>
      app.inject({ method: 'POST', url: '/test/body', headers, payload });
  };
  const json = { 'content-type': 'application/json' };

  it('too large', async () => {
    const response = await (await withBodies())(json, JSON.stringify({ name: 'x'.repeat(100) }));
    expect(response.json()).toMatchObject({
      status: 413,
      code: 'BODY_TOO_LARGE',
      detail: 'A body may have at most 64 bytes here',
    });
  });

  it('of a type that nobody reads', async () => {
    const response = await (await withBodies())({ 'content-type': 'text/csv' }, 'a,b');
    expect(response.json()).toMatchObject({
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
      detail: 'A body of the type "text/csv" cannot be read here',
    });
  });

  it.each(['{"name":', ''])('not JSON: %s', async (payload) => {
    const response = await (await withBodies())(json, payload);
    expect(response.json()).toMatchObject({
      status: 400,
      code: 'INVALID_BODY',
      detail: 'The body is not JSON that can be read',
    });
  });

  it('with a field that is missing, or is not known', async () => {
    const send = await withBodies();
    expect((await send(json, '{}')).json()).toMatchObject({
      detail: '/name is required; got nothing',
      parameter: '/name',
    });
    expect((await send(json, '{"name":"a","nick":"b"}')).json()).toMatchObject({
      code: 'UNKNOWN_PARAMETER',
      parameter: '/nick',
    });
  });
});

it('what went wrong here is logged under the id of the request, and not told', async () => {
  const lines: string[] = [];
  const app = await openApp(
    {},
    {
      log: { write: (line) => lines.push(line) },
      prepare(app) {
        app.get('/test/fault', { config: { access: 'open' } }, async () => {
          throw new Error('connect to db-7 with password hunter2 failed');
        });
      },
    },
  );
  const response = await app.inject({ url: '/test/fault', headers: { 'x-request-id': 'trace-0001' } });
  expect(response.json()).toEqual({
    type: '/api/docs#INTERNAL_ERROR',
    title: 'Something went wrong here',
    status: 500,
    code: 'INTERNAL_ERROR',
    detail: 'The request could not be answered; the log has the cause under the id of this request',
    instance: 'trace-0001',
  });
  expect(lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'request failed')).toMatchObject({
    reqId: 'trace-0001',
    err: { message: 'connect to db-7 with password hunter2 failed' },
  });
});

it('what is no HTTP at all is told so, and the connection ends', async () => {
  const app = await openApp();
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const say = async (request: string) => {
    const socket = connect(port, '127.0.0.1').end(request);
    const [head, body] = (await text(socket)).split('\r\n\r\n');
    return { head: head!.split('\r\n')[0], problem: JSON.parse(body!) };
  };
  expect(await say('HELO stores\r\n\r\n')).toEqual({
    head: 'HTTP/1.1 400 Bad Request',
    problem: {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      code: 'BROKEN_REQUEST',
      detail: 'What came is no request that can be read: Bad Request',
    },
  });
  const tooLong = await say(`GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`);
  expect(tooLong.head).toBe('HTTP/1.1 431 Request Header Fields Too Large');
});

it('a body is told every field at fault, the first few of very many', async () => {
  const app = await openApp();
  const ask = (payload: object) => app.inject({ method: 'POST', url: '/api/v1/stores/nearby', payload });
  const answer = (await ask({ origins: [{ lat: 91, lon: 116 }], radius: 'far', colour: 'red' })).json();
  expect(answer).toMatchObject({ status: 400, parameter: expect.any(String) });
  const pointers = answer.errors.map(({ pointer }: { pointer: string }) => pointer);
  expect(pointers.sort()).toEqual(['/colour', '/origins/0/lat', '/radius']);
  const many = (await ask({ origins: Array.from({ length: 1_000 }, () => ({ lat: 91, lon: 181 })) })).json();
  expect(many.errors.length).toBeLessThan(20);
});
