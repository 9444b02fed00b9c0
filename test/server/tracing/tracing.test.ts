import { createServer } from 'node:http';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startTracing, type Tracing, traced } from '../../../server/tracing/tracing.ts';
import { Upstream } from '../../../server/upstream/pool.ts';
import { signedIn, withRole } from '../../support/access.ts';
import { openApp } from '../../support/app.ts';
import { startService } from '../../support/service.ts';
import { aStore, tester } from '../../support/stores.ts';
import { type CollectedSpan, startCollector } from '../../support/trace-collector.ts';
import { upstreamServer } from '../../support/upstream-server.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
const TRACEPARENT = `00-${TRACE}-${CALLER}-01`;
const NEAR = '/api/v1/stores/nearby?lat=40.0033&lon=116.3519&radius=50000';

/** Traces of this process, and how to have all of them sent. */
async function tracing(variables: Readonly<Record<string, string>> = {}) {
  const collector = await startCollector();
  onTestFinished(() => collector.close());
  // The packages read the environment themselves.
  for (const [name, value] of Object.entries({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.address,
    ...variables,
  }))
    vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const started = (await startTracing(process.env)) as Tracing;
  onTestFinished(() => started.close());
  return { collector, sent: () => started.close().then(() => collector.spans) };
}

function logLines() {
  const lines: Record<string, unknown>[] = [];
  return { lines, log: { write: (line: string) => void lines.push(JSON.parse(line)) } };
}

const child = (spans: readonly CollectedSpan[], { spanId }: CollectedSpan) =>
  spans.filter(({ parentSpanId }) => parentSpanId === spanId);

it('traces a request with its queries as part of the trace of its caller, and names the trace in the log', async () => {
  const { collector, sent } = await tracing();
  const { lines, log } = logLines();
  const app = await openApp({}, { log });
  const headers = await withRole(app, 'publisher');
  const { name, categories, address, position } = aStore({ name: '安静的咖啡' });
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/stores',
    headers: { ...headers, traceparent: TRACEPARENT },
    payload: { name, categories, address, position, status: 'published' },
  });
  expect(answer.statusCode).toBe(201);
  const spans = await sent();
  const request = spans.find(({ parentSpanId }) => parentSpanId === CALLER)!;
  expect(request).toMatchObject({
    name: 'POST /api/v1/stores',
    kind: 2,
    traceId: TRACE,
    status: undefined,
    service: 'nearby-stores',
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/api/v1/stores',
      'http.response.status_code': 201,
    },
  });
  const queries = child(spans, request);
  expect(new Set(queries.map(({ traceId, kind }) => `${traceId} ${kind}`))).toEqual(new Set([`${TRACE} 3`]));
  expect(queries.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['begin', 'update last_revision', 'commit']),
  );
  expect(queries.find(({ name }) => name === 'update last_revision')?.attributes).toMatchObject({
    'db.system.name': 'sqlite',
    'db.query.text': expect.stringContaining('update "last_revision"'),
  });
  expect(lines.find(({ msg }) => msg === 'request')).toMatchObject({
    route: '/api/v1/stores',
    trace_id: TRACE,
    span_id: request.spanId,
  });
  for (const secret of ['安静的咖啡', '116.35', headers.authorization])
    expect(collector.said()).not.toContain(secret);
});

it('holds no coordinates, query strings, ids or texts of errors', async () => {
  const { collector, sent } = await tracing();
  const app = await openApp({});
  await app.storage.stores.put([{ id: 'secret-id', fields: aStore() }], tester);
  await app.nearby.start();
  const cookie = await signedIn(app, 'viewer');
  for (const url of [
    `${NEAR}&ticket=hidden-ticket`,
    NEAR,
    '/api/v1/stores/secret-id',
    '/api/v1/stores/nearby?lat=91&lon=116.3519',
    '/s/secret-id',
    '/api/v1/stores?q=hidden-words',
    '/nowhere/hidden-path',
  ])
    await app.inject({ url, headers: cookie });
  const spans = await sent();
  expect(spans.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'GET /api/v1/stores/nearby',
      'GET /api/v1/stores/:id',
      'GET /api/v1/stores',
      'GET /*',
    ]),
  );
  for (const hidden of ['40.0033', '116.35', 'secret-id', 'hidden', '?lat', '91', cookie.cookie.slice(-20)])
    expect(JSON.stringify(spans.map(({ name, attributes }) => [name, attributes]))).not.toContain(hidden);
  expect(collector.said()).not.toMatch(/secret-id|hidden|40\.0033/);
});

it('keeps a request and its queries together after its body was read from a socket', async () => {
  const { sent } = await tracing();
  const app = await openApp();
  const headers = await withRole(app, 'publisher');
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const { name, categories, address, position } = aStore();
  const answer = await fetch(`${origin}/api/v1/stores`, {
    method: 'POST',
    headers: { ...headers, traceparent: TRACEPARENT, 'content-type': 'application/json' },
    body: JSON.stringify({ name, categories, address, position }),
  });
  expect(answer.status).toBe(201);
  await app.close();
  const spans = await sent();
  const request = spans.find(({ parentSpanId }) => parentSpanId === CALLER)!;
  expect(child(spans, request).map(({ name }) => name)).toContain('update last_revision');
});

it('traces calls of other services by host alone, and jobs as traces of their own', async () => {
  const { collector, sent } = await tracing();
  const origin = await upstreamServer((request, response) => {
    response.writeHead(request.url?.startsWith('/fails') ? 503 : 200).end('{}');
  });
  const upstream = new Upstream({
    name: 'test',
    origin,
    longestMilliseconds: 10_000,
    largestBytes: 1_000,
    connections: 1,
  });
  await upstream.get('/before?key=hidden-key', {});
  await traced('look', async () => {
    await upstream.get('/place?key=hidden-key&location=40.0033,116.3519', {});
    await upstream.get('/fails?key=hidden-key', {});
  });
  await expect(
    traced('broken', async () => {
      throw new RangeError('hidden text');
    }),
  ).rejects.toThrow('hidden text');
  await upstream.close();
  const spans = await sent();
  const job = spans.find(({ name }) => name === 'look')!;
  expect(job).toMatchObject({ kind: 1, parentSpanId: undefined });
  const { port } = new URL(origin);
  const call = {
    name: 'GET',
    kind: 3,
    attributes: { 'server.address': '127.0.0.1', 'server.port': Number(port) },
  };
  expect(child(spans, job)).toMatchObject([
    { ...call, attributes: { 'http.response.status_code': 200 }, status: undefined },
    { ...call, attributes: { 'http.response.status_code': 503 }, status: 2 },
  ]);
  expect(spans.find(({ name }) => name === 'broken')).toMatchObject({
    status: 2,
    attributes: { 'error.type': 'RangeError' },
  });
  // The call that belonged to nothing is not there.
  expect(spans).toHaveLength(4);
  expect(collector.said()).not.toMatch(/hidden|40\.0033/);
});

it('follows the standard variables', async () => {
  const { collector, sent } = await tracing({
    OTEL_TRACES_SAMPLER: 'parentbased_always_off',
    OTEL_SERVICE_NAME: 'stores-of-beijing',
    OTEL_BSP_SCHEDULE_DELAY: '100',
  });
  const app = await openApp();
  await app.inject('/api/v1/categories');
  await app.inject({ url: '/api/v1/categories', headers: { traceparent: TRACEPARENT } });
  // Sent by itself, after a tenth of a second.
  await expect.poll(() => collector.spans.length).toBeGreaterThan(0);
  const spans = await sent();
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));
  expect(spans[0]!.service).toBe('stores-of-beijing');
});

it.each([
  [{ OTEL_TRACES_SAMPLER: 'some' }, 'OTEL_TRACES_SAMPLER is "some": it must be one of always_on, always_off'],
  [
    { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '2' },
    'OTEL_TRACES_SAMPLER_ARG is "2": it must be a share from 0 to 1.',
  ],
  [{ OTEL_BSP_SCHEDULE_DELAY: 'soon' }, 'OTEL_BSP_SCHEDULE_DELAY is "soon": it must be a whole number.'],
  [
    { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
    'OTEL_EXPORTER_OTLP_PROTOCOL is "grpc": it must be http/json or http/protobuf',
  ],
])('refuses %o', async (variables, sentence) => {
  await expect(
    startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', ...variables }),
  ).rejects.toThrow(sentence);
});

it.each([
  {},
  { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_SDK_DISABLED: 'true' },
  { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_TRACES_EXPORTER: 'none' },
])('traces nothing with %o', async (variables) => {
  expect(await startTracing(variables)).toBeUndefined();
  const { lines, log } = logLines();
  const app = await openApp({}, { log });
  await app.inject('/api/v1/categories');
  expect(lines.find(({ msg }) => msg === 'request')).not.toHaveProperty('trace_id');
});

it('answers as ever while the collector is away, and ends in time', async () => {
  const gone = createServer().listen(0, '127.0.0.1');
  const { promise: address, resolve } = Promise.withResolvers<string>();
  gone.once('listening', () => {
    const at = gone.address();
    resolve(`http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`);
    gone.close();
  });
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', await address);
  onTestFinished(() => void vi.unstubAllEnvs());
  const started = (await startTracing(process.env))!;
  const app = await openApp();
  expect((await app.inject('/api/v1/categories')).statusCode).toBe(200);
  await started.close();
});

it('traces the service as it is started, and sends the rest at its end', async () => {
  const collector = await startCollector();
  onTestFinished(() => collector.close());
  const service = await startService({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.address });
  onTestFinished(() => service.close());
  const answer = await fetch(service.origin + NEAR, { headers: { traceparent: TRACEPARENT } });
  expect(answer.status).toBe(200);
  await answer.text();
  expect(await service.stop()).toEqual({ code: 0, signal: null });
  expect(collector.spans.filter(({ traceId }) => traceId === TRACE)).toMatchObject([
    { name: 'GET /api/v1/stores/nearby', parentSpanId: CALLER },
  ]);
  expect(service.said()).toContain(`"trace_id":"${TRACE}"`);
});
