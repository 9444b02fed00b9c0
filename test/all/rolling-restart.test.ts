// Two nodes on one database, restarted in turn while they are asked, behind what stands in front of nodes: something that
// asks the next node where one refuses the connection or says that it is not ready.
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { type Service, startService } from '../support/service.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.close());

const NEAR = '/api/v1/stores/nearby?lat=40.0033&lon=116.3519&limit=10';
const LINES = 8;

const agent = new Agent({ keepAlive: true });
afterAll(() => agent.destroy());

/** @throws where the node does not answer, breaks off, or has not read the stores yet */
async function ask(origin: string, path: string): Promise<{ status: number; text: string }> {
  const request = get(origin + path, { agent });
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  if (text.includes('INDEX_NOT_READY')) throw new Error('not ready');
  return { status: response.statusCode, text };
}

it.each([{ WORKERS: '1' }, { WORKERS: '2' }])('fails nobody, with %o', async (workers) => {
  const database = await postgres.schema();
  const start = (port: number) =>
    startService({ DATABASE_URL: database, RATE_LIMIT: '0', PORT: String(port), ...workers });
  const nodes: Service[] = [];
  onTestFinished(async () => {
    for (const node of nodes) await node.close();
  });
  for (const port of [await freePort(), await freePort()]) nodes.push(await start(port));
  const origins = nodes.map(({ origin }) => origin);

  let restarting = true;
  const statuses: number[] = [];
  const line = async (first: number) => {
    for (let turn = first; restarting; turn++) {
      const answer = await ask(origins[turn % 2]!, NEAR).catch(() => ask(origins[(turn + 1) % 2]!, NEAR));
      statuses.push(answer.status);
      if (answer.status === 200) expect(JSON.parse(answer.text).numberReturned).toBe(10);
      // Others need the processors too.
      await delay(5);
    }
  };
  const asked = Promise.all(Array.from({ length: LINES }, (_, i) => line(i)));
  for (const [i, node] of [...nodes].entries()) {
    const before = statuses.length;
    expect(await node.stop()).toEqual({ code: 0, signal: null });
    nodes[i] = await start(Number(new URL(node.origin).port));
    // Both are asked again for a while.
    while (statuses.length < before + 100) await delay(10);
  }
  restarting = false;
  await asked;
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(statuses.length).toBeGreaterThan(200);
});
