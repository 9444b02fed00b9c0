// The service in several processes on one machine.
import { get } from 'node:http';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openStorage } from '../../server/storage/index.ts';
import { withKey } from '../support/access.ts';
import { type Service, startService } from '../support/service.ts';
import { aStore, tester } from '../support/stores.ts';
import { startCollector } from '../support/trace-collector.ts';

const PATIENT = { timeout: 60_000, interval: 100 };

/** Two workers that both take connections. */
async function startWorkers(settings: Record<string, string> = {}): Promise<Service> {
  const service = await startService({ WORKERS: '2', RATE_LIMIT: '0', ...settings });
  onTestFinished(() => service.close());
  await vi.waitFor(() => expect(listening(service)).toHaveLength(2), PATIENT);
  return service;
}

const lines = (service: Service): { pid: number; msg: string; status?: number }[] =>
  service
    .said()
    .split('\n')
    .flatMap((line) => (line.startsWith('{') && line.endsWith('}') ? [JSON.parse(line)] : []));

/** The workers that took connections so far, each once, however many ports it listens on. */
const listening = (service: Service) => [
  ...new Set(lines(service).flatMap(({ pid, msg }) => (msg.startsWith('Server listening') ? [pid] : []))),
];
const answered = (service: Service) =>
  new Set(lines(service).flatMap(({ pid, status }) => (status ? [pid] : [])));

/** Asks on a connection of its own: connections go to the workers in turn. */
const ask = (address: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    get(address, { agent: false, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (data: string) => {
        text += data;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    }).on('error', reject);
  });
const statuses = async (address: string, times: number) => {
  const all: number[] = [];
  for (let i = 0; i < times; i++) all.push((await ask(address)).status);
  return all;
};

const NEAR = '/api/v1/stores/nearby?lat=40.0033&lon=116.3519&limit=50&widen=false&radius=50';

it('answers from each of them, ready before it takes connections', async () => {
  const service = await startWorkers();
  expect(await statuses(`${service.origin}/readyz`, 8)).toEqual(Array(8).fill(200));
  await vi.waitFor(() => expect([...answered(service)].sort()).toEqual(listening(service).sort()), PATIENT);
});

it('finds what another process wrote through each of them', async () => {
  const service = await startWorkers();
  const { stores, close } = await openStorage(service.folder);
  onTestFinished(close);
  await stores.put([{ id: 'written-elsewhere', fields: aStore() }], tester);
  const found = async () => (await ask(service.origin + NEAR)).text.includes('"written-elsewhere"');
  await vi.waitFor(
    async () => expect([await found(), await found(), await found()]).toEqual([true, true, true]),
    PATIENT,
  );
});

it('starts another one where one is killed, and answers meanwhile', async () => {
  const service = await startWorkers();
  const [first, second] = listening(service) as [number, number];
  process.kill(first, 'SIGKILL');
  await vi.waitFor(() => expect(service.said()).toContain(`The worker ${first} ended (SIGKILL)`), PATIENT);
  const meanwhile: number[] = [];
  while (listening(service).length < 3) meanwhile.push((await ask(service.origin + NEAR)).status);
  expect(new Set(meanwhile)).toEqual(new Set([200]));
  process.kill(second, 'SIGKILL');
  await vi.waitFor(() => expect(listening(service)).toHaveLength(4), PATIENT);
  expect(await statuses(`${service.origin}/readyz`, 4)).toEqual([200, 200, 200, 200]);
});

it('counts requests in all of them together', async () => {
  const service = await startWorkers({ RATE_LIMIT: '10' });
  const sent = await statuses(service.origin + NEAR, 12);
  // Either worker alone has seen six.
  expect(sent.filter((status) => status === 200).length).toBeGreaterThanOrEqual(10);
  await vi.waitFor(async () => expect(await statuses(service.origin + NEAR, 2)).toEqual([429, 429]), PATIENT);
});

it('tells the metrics of all of them together, whichever is asked, and traces each', async () => {
  const collector = await startCollector();
  onTestFinished(() => collector.close());
  const service = await startWorkers({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.address });
  const storage = await openStorage(service.folder);
  onTestFinished(() => storage.close());
  const headers = await withKey({ storage }, ['view']);
  let stores = 0;
  for await (const page of (await storage.stores.published()).stores) stores += page.length;
  expect(await statuses(service.origin + NEAR, 10)).toEqual(Array(10).fill(200));
  const metrics = async () => (await ask(`${service.origin}/metrics`, headers)).text.split('\n');
  const all = [
    'nearby_stores_http_requests_total{route="/api/v1/stores/nearby",method="GET",status="200"} 10',
    'nearby_stores_nearby_seconds_count 10',
    'nearby_stores_nearby_seconds_bucket{le="+Inf"} 10',
    // Each holds the same index.
    `nearby_stores_index_stores ${stores}`,
    'nearby_stores_index_ready 1',
  ];
  // Whoever answered last may not have counted it yet.
  await vi.waitFor(async () => expect(await metrics()).toEqual(expect.arrayContaining(all)), PATIENT);
  for (let i = 0; i < 4; i++) expect(await metrics()).toEqual(expect.arrayContaining(all));
  expect(answered(service).size).toBe(2);
  await service.stop();
  const traced = collector.spans.filter(({ name }) => name === 'GET /api/v1/stores/nearby');
  expect(traced).toHaveLength(10);
});

it('ends when it is asked to, all of it', async () => {
  const service = await startWorkers();
  const workers = listening(service);
  expect(await service.stop()).toEqual({ code: 0, signal: null });
  for (const pid of workers) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

it('does not start where its port is taken, and says so once', async () => {
  const other = await startWorkers();
  const { port } = new URL(other.origin);
  const sentence = `Another program listens on port ${port}: stop it, or set PORT to a free port.`;
  const refused = await startService({ WORKERS: '2', PORT: port }).catch((error: Error) => error);
  expect(String(refused)).toContain(sentence);
  expect(String(refused).split(sentence)).toHaveLength(2);
});
