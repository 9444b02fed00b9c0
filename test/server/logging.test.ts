// What the service says of itself: a JSON object a line, each of a request with the id that its answer names.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { openApp } from '../support/app.ts';

type Line = Record<string, unknown>;
const PATIENT = { timeout: 50_000 };

it('says one line for each request, with its id, route, status and time, and nothing that was asked for', async () => {
  const lines: Line[] = [];
  const app = await openApp({}, { log: { write: (line) => void lines.push(JSON.parse(line)) } });
  const { headers } = await app.inject({
    url: '/api/v1/stores/nearby?lat=40.0033&lon=116.3519&ticket=abc',
    headers: { 'x-request-id': 'order-2026-0001' },
  });
  expect(headers['x-request-id']).toBe('order-2026-0001');
  await expect.poll(() => lines.filter(({ msg }) => msg === 'request')).toHaveLength(1);
  expect(lines.find(({ msg }) => msg === 'request')).toMatchObject({
    level: 30,
    reqId: 'order-2026-0001',
    method: 'GET',
    route: '/api/v1/stores/nearby',
    milliseconds: expect.any(Number),
  });
  expect(JSON.stringify(lines)).not.toMatch(/40\.0033|116\.35|ticket|abc/);
});

it('tells the cause of what failed under the same id as its problem', async () => {
  const lines: Line[] = [];
  const app = await openApp(
    {},
    {
      log: { write: (line) => void lines.push(JSON.parse(line)) },
      prepare(app) {
        app.get('/test/fails', { config: { access: 'open' } }, async () => {
          throw new Error('what only the log knows');
        });
      },
    },
  );
  const answer = await app.inject('/test/fails');
  expect(answer.json()).toMatchObject({ code: 'INTERNAL_ERROR', instance: answer.headers['x-request-id'] });
  expect(answer.body).not.toContain('what only the log knows');
  expect(lines.find(({ level }) => level === 50)).toMatchObject({
    reqId: answer.headers['x-request-id'],
    err: { message: 'what only the log knows' },
  });
});

it('says more or less after SIGUSR2: everything, only warnings, every request again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  const service = spawn(
    process.execPath,
    [join(import.meta.dirname, '..', '..', 'server', 'cli.ts'), 'serve'],
    {
      cwd: folder,
      env: { DATA_DIR: folder, PORT: '0', CLIENT_PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const gone = once(service, 'exit');
  onTestFinished(async () => {
    service.kill('SIGKILL');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  });
  const lines: Line[] = [];
  createInterface(service.stderr).on('line', (line) => {
    if (line.startsWith('{')) lines.push(JSON.parse(line));
  });
  let said = '';
  service.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const address = () => /(http:\/\/127\.0\.0\.1:\d+)\/client\//.exec(said)?.[1];
  await expect.poll(address, PATIENT).toBeDefined();
  const isLogged = async (id: string) => {
    await (await fetch(`${address()}/healthz`, { headers: { 'x-request-id': id } })).text();
    return () => lines.some(({ reqId }) => reqId === id);
  };
  const level = async (name: string) => {
    service.kill('SIGUSR2');
    await expect
      .poll(() => lines.map(({ msg }) => msg), PATIENT)
      .toContain(`The log says ${name} and worse from now on.`);
  };

  await expect.poll(await isLogged('at-the-start'), PATIENT).toBe(true);
  await level('debug');
  await expect.poll(await isLogged('with-debug'), PATIENT).toBe(true);
  await level('warn');
  const unsaid = await isLogged('with-warnings-only');
  // Its line would be there before this one is read, on the same connection.
  await isLogged('another-with-warnings');
  await level('info');
  await expect.poll(await isLogged('with-info-again'), PATIENT).toBe(true);
  expect(unsaid()).toBe(false);
});
