// What other back ends ask for: a store they have already, many places at once, the whole catalogue. Processor time of
// the server, each asked in turn with what it is compared with.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Pool } from 'undici';
import { cityPositions } from './catalogue.ts';
import type { BenchRow } from './row.ts';

const STORES = 100_000;
const ORIGINS = 1_000;
const HELD = 4_000;
const WARM_UP = 2;
const ROUNDS = 5;

export async function bench(): Promise<BenchRow[]> {
  const child = fork(join(import.meta.dirname, 'rest-server.ts'), [String(STORES)]);
  const told = async () => (await once(child, 'message'))[0];
  const ports = await told();
  const ask = async (message: string) => {
    child.send(message);
    return told();
  };
  const cpuOf = async (work: () => Promise<unknown>) => {
    const before = (await ask('cpu')).cpu;
    await work();
    return (await ask('cpu')).cpu - before;
  };
  const pool = (port: number) => new Pool(`http://127.0.0.1:${port}`, { connections: 16 });
  const service = pool(ports.service);
  const hello = pool(ports.hello);

  async function get(from: Pool, path: string, expected: number, headers: Record<string, string> = {}) {
    const { statusCode, body, headers: answered } = await from.request({ path, method: 'GET', headers });
    for await (const _ of body) {
      // Drained as it comes.
    }
    if (statusCode !== expected) throw new Error(`${path} answered ${statusCode}`);
    return answered;
  }
  const many = async (count: number, one: (i: number) => Promise<unknown>) => {
    let next = 0;
    const line = async () => {
      while (next < count) await one(next++);
    };
    await Promise.all(Array.from({ length: 16 }, line));
  };

  const { etag } = await get(service, '/api/v1/stores/s42', 200);
  const held = () =>
    many(HELD, () => get(service, '/api/v1/stores/s42', 304, { 'if-none-match': String(etag) }));
  const greeted = () => many(HELD, () => get(hello, '/', 200));

  const position = cityPositions(7);
  const origins = Array.from({ length: ORIGINS }, () => position()).map(([lon, lat]) => ({ lat, lon }));
  const body = JSON.stringify({ origins, limit: 10, radius: 50_000 });
  const alone = () =>
    many(ORIGINS, (i) => {
      const { lat, lon } = origins[i]!;
      return get(
        service,
        `/api/v1/stores/nearby?lat=${lat}&lon=${lon}&limit=10&radius=50000&widen=false`,
        200,
      );
    });
  const together = async () => {
    const answer = await service.request({
      path: '/api/v1/stores/nearby',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await answer.body.arrayBuffer();
  };
  const stream = () => get(service, '/api/v1/stores.ndjson', 200);

  const ratios: Record<'held' | 'batch' | 'stream', number[]> = { held: [], batch: [], stream: [] };
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const greeting = await cpuOf(greeted);
    const holding = await cpuOf(held);
    const single = await cpuOf(alone);
    const batch = await cpuOf(together);
    const bare = await cpuOf(() => ask('bare'));
    const before = (await ask('cpu')).resident;
    const streamed = await cpuOf(stream);
    const grown = ((await ask('cpu')).resident - before) / 2 ** 20;
    console.log(
      `  hello ${(greeting / HELD).toFixed(1)} µs, 304 ${(holding / HELD).toFixed(1)} µs; singles ${(single / 1e3).toFixed(0)} ms, batch ${(batch / 1e3).toFixed(0)} ms; bare ${(bare / 1e3).toFixed(0)} ms, stream ${(streamed / 1e3).toFixed(0)} ms, memory ${grown.toFixed(0)} MiB more`,
    );
    if (round < 0) continue;
    ratios.held.push(greeting / holding);
    ratios.batch.push(single / batch);
    ratios.stream.push(bare / streamed);
  }
  await Promise.all([service.close(), hello.close()]);
  child.send('stop');
  await once(child, 'exit');
  return [
    {
      name: "rest: 304 on a store, against Fastify's hello world",
      ratios: ratios.held,
      of: 'rate',
      goal: 0.85,
    },
    {
      name: `rest: ${ORIGINS.toLocaleString('en')} places in one request, against as many requests`,
      ratios: ratios.batch,
      of: 'rate',
      goal: 8,
    },
    {
      name: `rest: ${STORES.toLocaleString('en')} stores as NDJSON, against a bare loop of SELECT and JSON.stringify`,
      ratios: ratios.stream,
      of: 'rate',
      goal: 0.5,
    },
  ];
}
