// Requests made from the whole OpenAPI document, right and wrong ones: no answer is a 5xx, none fails to come, each is one
// that the document knows, and problems are problem details.
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { withRole } from '../support/access.ts';
import { aStore, tester } from '../support/stores.ts';

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 20_000);
const OVER_A_SOCKET = Math.round(REQUESTS / 20);
/** Streams of events do not end by themselves. */
const ENDLESS = /events|\/changes\/stream/;

type Schema = Record<string, unknown>;
type Operation = {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly body: Schema | undefined;
  readonly statuses: readonly string[];
};

const app = buildApp({ config: readConfig({ DATA_DIR: ':memory:', RATE_LIMIT: '0' }) });
let operations: Operation[];
let schemas: Record<string, Schema>;
let admin: Record<string, string>;
let port: number;

beforeAll(async () => {
  await app.ready();
  await app.nearby.start();
  await app.storage.stores.put(
    Array.from({ length: 50 }, (_, i) => ({ id: `s${i}`, fields: aStore() })),
    tester,
  );
  admin = await withRole(app, 'admin');
  const document = (await app.inject('/api/openapi.json')).json();
  schemas = document.components.schemas;
  operations = Object.entries<Record<string, Schema>>(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { parameters, requestBody, responses }]) => ({
      method: method.toUpperCase(),
      path,
      parameters: (parameters ?? []) as Operation['parameters'],
      body: (requestBody as { content?: Record<string, { schema: Schema }> } | undefined)?.content?.[
        'application/json'
      ]?.schema,
      statuses: Object.keys(responses as object),
    })),
  );
  operations = operations.filter(({ path }) => !ENDLESS.test(path));
  port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(() => app.close());

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1e400',
    'NaN',
    'null',
    '[]',
    '{}',
    '%',
    '\u0000',
    '../..',
    "' or 1=1 --",
    '*',
    'x'.repeat(5_000),
  ),
);
const odd: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.double(),
  fc.constant(null),
);

/** Values that mostly fit the schema. */
function fitting(schema: Schema | undefined, depth = 0): fc.Arbitrary<unknown> {
  if (schema === undefined || depth > 6) return fc.constant(null);
  if (typeof schema.$ref === 'string') return fitting(schemas[schema.$ref.split('/').pop() ?? ''], depth + 1);
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (choices) return fc.oneof(...choices.map((each) => fitting(each, depth + 1)));
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'integer':
      return fc.integer({ min: Number(schema.minimum ?? -5), max: Number(schema.maximum ?? 1_000) });
    case 'number':
      return fc.double({
        min: Number(schema.minimum ?? -500),
        max: Number(schema.maximum ?? 500),
        noNaN: true,
      });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(fitting(schema.items as Schema, depth + 1), { maxLength: 3 });
    case 'object': {
      const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
      const required = (schema.required ?? []) as string[];
      return fc.record(
        Object.fromEntries(properties.map(([name, each]) => [name, fitting(each, depth + 1)])),
        { requiredKeys: required.filter((name) => properties.some(([own]) => own === name)) },
      );
    }
    default:
      return fc.oneof(
        fc.string({ maxLength: 20 }),
        fc.constantFrom('s1', 's2', 'cafe', '北京', '2026-11-22T08:00:00Z', '116,39,117,40', 'now'),
      );
  }
}

const mostly = (right: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 7, arbitrary: right }, { weight: 1, arbitrary: odd });

function requestTo(operation: Operation) {
  const of = (place: string) => operation.parameters.filter((each) => each.in === place);
  const values = (place: string) =>
    fc.record(Object.fromEntries(of(place).map(({ name, schema }) => [name, mostly(fitting(schema))])), {
      requiredKeys: place === 'path' ? undefined : [],
    } as never) as fc.Arbitrary<Record<string, unknown>>;
  return fc.record({
    operation: fc.constant(operation),
    path: values('path'),
    query: values('query'),
    body: operation.body ? mostly(fitting(operation.body)) : fc.constant(undefined),
    extra: fc.option(fc.tuple(oddText, oddText), { freq: 10 }),
    isAdmin: fc.boolean(),
  });
}

const encoded = (text: unknown) => encodeURIComponent(String(text).toWellFormed());

it(`${REQUESTS} requests made from the document: every answer is one that it knows`, async () => {
  const anyRequest = fc.nat().chain((i) => requestTo(operations[i % operations.length]!));
  let asked = 0;
  const succeeded = new Set<string>();
  let heapBefore = 0;
  await fc.assert(
    fc.asyncProperty(anyRequest, async ({ operation, path, query, body, extra, isAdmin }) => {
      const where = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => encoded(path[name] ?? 's1') || 's1');
      const asks = [...Object.entries(query), ...(extra ? [extra] : [])];
      const url = `${where}?${asks.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')}`;
      const answer = await app.inject({
        method: operation.method as 'GET',
        url,
        headers: { ...(isAdmin && admin), ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { payload: JSON.stringify(body) }),
      });
      const told = `${operation.method} ${url.slice(0, 300)} ${JSON.stringify(body)?.slice(0, 300)}: ${answer.statusCode} ${answer.body.slice(0, 300)}`;
      expect(answer.statusCode, told).toBeLessThan(500);
      // An address that an odd path makes may be none, or another one.
      const isKnown =
        operation.statuses.includes(String(answer.statusCode)) || [404, 405].includes(answer.statusCode);
      expect(isKnown, told).toBe(true);
      if (answer.statusCode >= 400) {
        expect(answer.headers['content-type'], told).toBe('application/problem+json; charset=utf-8');
        expect(answer.json(), told).toMatchObject({
          status: answer.statusCode,
          code: expect.any(String),
          detail: expect.any(String),
        });
      }
      asked++;
      if (answer.statusCode < 300) succeeded.add(`${operation.method} ${operation.path}`);
      if (asked === REQUESTS / 2) heapBefore = heapNow();
    }),
    { numRuns: REQUESTS, seed: 20_261_122, endOnFailure: true },
  );
  // Enough of them were right to be answered.
  console.log(`${succeeded.size} of ${operations.length} operations were answered with what they are for`);
  expect(succeeded.size).toBeGreaterThan(operations.length / 3);
  // The first half fills what is kept; the second adds next to nothing, drafts and audit aside.
  expect(heapNow() - heapBefore).toBeLessThan(200 * 2 ** 20);
});

const heapNow = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

it(`${OVER_A_SOCKET} requests with broken bytes over a socket: each is answered, none with a 5xx`, async () => {
  const bytes = fc.oneof(
    fc.constantFrom(
      '%',
      '%zz',
      '%e4%bd',
      '%00',
      '%ff',
      '//',
      '/..%2f',
      '?a[]=1&a[]=2',
      '?%=%&=',
      '?limit=%F0%28',
    ),
    fc.string({ maxLength: 30 }).map((text) => text.replaceAll(' ', '')),
  );
  const header = fc.constantFrom(
    'accept: ;;;q=',
    'if-none-match: """',
    'authorization: Bearer',
    'authorization: Basic %%%',
    'cookie: session=;;=',
    'content-type: application/json; charset=\x80',
    'accept-encoding: zip;q=9',
    'x-forwarded-for: ,,,',
    'range: bytes=-1',
    'content-length: 5',
    'transfer-encoding: chunked',
  );
  const paths = operations.map(({ path }) => path.replaceAll(/\{\w+\}/g, 's1'));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths, '/', '/s/x', '/ogc/collections/stores/items', '/tiles/x'),
      bytes,
      fc.array(header, { maxLength: 2 }),
      fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'BREW'),
      async (path, tail, headers, method) => {
        const text = `${method} ${path}${tail} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${headers.map((each) => `${each}\r\n`).join('')}\r\n{"a":`;
        const status = await statusOf(text);
        expect(status, text).toBeLessThan(500);
      },
    ),
    { numRuns: OVER_A_SOCKET, seed: 20_261_122, endOnFailure: true },
  );
});

/** Of the answer to these bytes, after which nothing more is sent; a connection closed without one counts as refused. */
const statusOf = (text: string): Promise<number> =>
  new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(text, 'latin1'));
    socket.setEncoding('latin1').setTimeout(20_000, () => reject(new Error(`No answer to ${text}`)));
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('error', () => resolve(400));
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 400)));
  });
