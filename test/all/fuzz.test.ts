// Requests made from the whole of both OpenAPI documents, right and wrong ones: no answer is a 5xx, none fails to come, and
// each is one that its document knows: the status, the media type, and the body by its schema.
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { signedIn, withRole } from '../support/access.ts';
import type { ApiDocument } from '../support/api-document.ts';
import { type FuzzRequest, requestsTo } from '../support/api-fuzz.ts';
import {
  type Answer,
  ApiAnswers,
  type Operation,
  operationsOf,
  type Schema,
} from '../support/api-operations.ts';
import { SCENARIO_SETTINGS, SCENARIO_TIME } from '../support/api-scenario.ts';
import { columns } from '../support/pictures.ts';
import { aStore, tester } from '../support/stores.ts';

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 20_000);
const OVER_A_SOCKET = Math.round(REQUESTS / 20);
const LONGEST_WAIT_MS = 30_000;
/** As the recorded examples know it. */
const STORE = 'demo-beijing-01';
/** A stream of changes does not end by itself. */
const ENDLESS = new Set(['followChanges']);
/** Whose people and keys the run goes on with: only those that it made itself are changed or removed. */
const NOT_FROM_LISTS = new Set(['listUsers', 'listKeys', 'getSession']);

const app = buildApp({
  config: readConfig(SCENARIO_SETTINGS),
  // No receiver of a webhook is found.
  webhooks: { resolve: (host, _, callback) => callback(new Error(`no ${host}`), []) },
});
let operations: readonly Operation[];
let requests: fc.Arbitrary<FuzzRequest>;
/** By the operations of the document that they are from. */
const answersOf = new Map<Operation, ApiAnswers>();
let admin: Record<string, string>;
let session: Record<string, string>;
let port: number;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: SCENARIO_TIME });
  await app.ready();
  const known = [STORE, 'demo-beijing-02', ...Array.from({ length: 40 }, (_, i) => `s${i}`)];
  await app.storage.stores.put(
    known.map((id) => ({ id, fields: aStore() })),
    tester,
  );
  await app.nearby.start();
  admin = await withRole(app, 'admin');
  await signInAnew();
  const schemas: Record<string, Schema> = {};
  const all: Operation[] = [];
  for (const [url, prefix] of [
    ['/api/openapi.json', ''],
    ['/ogc/api', '/ogc'],
  ] as const) {
    const document = (await app.inject(url)).json() as ApiDocument;
    const own = operationsOf(document, prefix).filter(({ id }) => !ENDLESS.has(id));
    const answers = new ApiAnswers(document);
    for (const operation of own) answersOf.set(operation, answers);
    Object.assign(schemas, document.components.schemas);
    all.push(...own);
  }
  operations = all;
  requests = requestsTo(operations, schemas);
  port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(async () => {
  await app.close();
  vi.useRealTimers();
});

let people = 0;
/** From an address of their own: from that of the run, many have tried in vain. */
const signInAnew = async () => {
  people++;
  session = await signedIn(app, 'admin', { name: `person ${people}`, address: `10.0.0.${people}` });
};

const encoded = (text: unknown) => encodeURIComponent(String(text).toWellFormed());

/** Files that are bodies themselves. */
const files: Readonly<Record<string, Buffer | string>> = {
  createImport: 'name,address,longitude,latitude\n示例面包,上海市静安区南京西路1号,121.4737,31.2304\n',
  addMedia: await columns(900, 383, ['red', 'lime', 'blue']).png().toBuffer(),
};

/** Ids that answers told of, by the path of their collection. */
const ids = new Map<string, string[]>();
const MOST_IDS = 200;
function remember({ id, path, method }: Operation, { headers, body }: Answer): void {
  if (!/[/+]json\b/.test(String(headers['content-type'])) || path.includes('{') || NOT_FROM_LISTS.has(id))
    return;
  const answer = JSON.parse(body) as Record<string, unknown>;
  const lists = Object.values(answer).filter(Array.isArray).flat();
  const found = [answer, ...(method === 'GET' ? lists : Object.values(answer))].flatMap((each) => {
    const { id, hash } = Object(each);
    return [id, hash].filter((one) => typeof one === 'string');
  });
  const known = ids.get(path) ?? [];
  ids.set(path, [...new Set([...found, ...known])].slice(0, MOST_IDS));
}

function addressOf({ operation, path, query, extra, pick }: FuzzRequest): string {
  const where = operation.path.replaceAll(/^(.*?)\/\{(\w+)\}/g, (_, collection, name) => {
    const known = ids.get(collection) ?? [STORE];
    const given = path[name] ?? known[pick % known.length];
    return `${collection}/${encoded(given) || 's1'}`;
  });
  const asks = [...Object.entries(query), ...(extra ? [extra] : [])];
  return `${where}?${asks.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')}`;
}

/** What a header can hold at all. */
const sendable = (headers: FuzzRequest['headers']) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value).replaceAll(/[^\x20-\x7e]/g, '')]),
  );

async function ask(request: FuzzRequest) {
  const { operation, headers, as } = request;
  const body = request.body ?? files[operation.id];
  const isFile =
    Buffer.isBuffer(body) || (operation.body?.type !== 'application/json' && typeof body === 'string');
  const type = isFile ? 'application/octet-stream' : (operation.body?.type ?? 'application/json');
  return app.inject({
    method: operation.method as 'GET',
    url: addressOf(request),
    headers: {
      ...sendable(headers),
      ...(as === 'key' && admin),
      ...(as === 'session' && session),
      ...(body !== undefined && { 'content-type': type }),
    },
    ...(body !== undefined && { payload: isFile ? (body as Buffer) : JSON.stringify(body) }),
    signal: AbortSignal.timeout(LONGEST_WAIT_MS),
  });
}

it(`${REQUESTS} requests made from the documents: every answer is one that they know`, async () => {
  let asked = 0;
  let heapBefore = 0;
  const succeeded = new Set<string>();
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      const { operation } = request;
      const answer = await ask(request);
      const { statusCode } = answer;
      const told = () =>
        `${operation.method} ${addressOf(request).slice(0, 300)} ${JSON.stringify(request.body)?.slice(0, 300)}: ${statusCode} ${answer.body.slice(0, 300)}`;
      if (statusCode >= 500) expect.fail(told());
      // An odd path may lead to no address, or to another one.
      const isElsewhere = 'id' in request.path || [404, 405].includes(statusCode);
      const faults = answersOf.get(operation)!.faults(operation, answer);
      if (faults.length > 0 && !(isElsewhere && statusCode >= 400)) expect.fail(`${faults[0]} ${told()}`);
      asked++;
      if (statusCode < 300) {
        succeeded.add(operation.id);
        remember(operation, answer);
      }
      if (statusCode === 401 && request.as === 'session') await signInAnew();
      if (asked === Math.floor(REQUESTS / 2)) heapBefore = heapNow();
    }),
    { numRuns: REQUESTS, seed: 20_261_122, endOnFailure: true },
  );
  const never = operations.filter(({ id }) => !succeeded.has(id)).map(({ id }) => id);
  console.log(`Never answered with what they are for: ${never.join(', ')}`);
  expect(never.length).toBeLessThan(operations.length / 10);
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
