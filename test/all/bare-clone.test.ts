// What a user does first: clone into an empty folder, with nothing installed and nothing cached, and run the commands of
// the README. All of them in that clone: some build its pages again, which others here are reading.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';

const root = join(import.meta.dirname, '..', '..');
let folder: string;
let clone: string;
let environment: NodeJS.ProcessEnv;
let port: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nearby-stores-clone-'));
  clone = join(folder, 'nearby-stores');
  execFileSync('git', ['clone', '--quiet', root, clone]);
  port = await freePort();
  const projectBin = join(root, 'node_modules', '.bin');
  const path = (process.env.PATH ?? '').split(':').filter((part) => part !== projectBin);
  environment = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_)/.test(name))),
    PATH: path.join(':'),
    // Where CI is set, vitest colours even what is read by a program.
    NO_COLOR: '1',
    npm_config_cache: join(folder, 'cache'),
    PORT: String(port),
    CLIENT_PORT: String(await freePort()),
  };
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the clone and resolves, once it is ready, with all that it printed so far. */
async function start(...command: string[]): Promise<{ server: ChildProcess; printed: string }> {
  const server = spawn('npm', command, {
    cwd: clone,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let printed = '';
  const ready = Promise.withResolvers<void>();
  for (const stream of [server.stdout!, server.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (printed.includes('/client/')) ready.resolve();
    });
  }
  server.once('exit', (code) => ready.reject(new Error(`npm ended with ${code}: ${printed}`)));
  await ready.promise;
  return { server, printed };
}

async function stop(server: ChildProcess) {
  const ended = once(server, 'exit');
  process.kill(-server.pid!, 'SIGTERM');
  await ended;
}

it('npm start installs, builds and serves the demo stores; a second start does none of that again', async () => {
  const first = await start('start');
  expect(first.printed).toContain('Installing what package-lock.json locks');
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  const near = await fetch(`http://127.0.0.1:${port}/api/v1/stores/nearby?lat=40.0033&lon=116.3519`);
  expect((await near.json()).numberReturned).toBe(10);
  expect(await (await fetch(`http://127.0.0.1:${port}/client/`)).text()).toContain('<script');
  await stop(first.server);

  const second = await start('start');
  expect(second.printed).not.toContain('Installing');
  expect(second.printed).not.toContain('gzip');
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  await stop(second.server);
});

const npm = (...args: string[]) =>
  execFileSync('npm', args, {
    cwd: clone,
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

it('npm test sets itself up the same way', () => {
  expect(npm('test', '--', 'test/shared/datum.test.ts')).toMatch(/Tests\s+\d+ passed/);
});

it('npm run dev serves the demo stores until it is stopped', async () => {
  const { server } = await start('run', 'dev');
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  await stop(server);
});

it('npm run bench compares what it is asked for', () => {
  expect(npm('run', 'bench', 'datum')).toMatch(/\| ours against the peer \| ratio \|[\s\S]*\| at most /);
});

it('what the command line exports changes nothing when it is imported again', () => {
  npm('run', '-s', 'cli', '--', 'export', 'stores.csv');
  const report = JSON.parse(npm('run', '-s', 'cli', '--', 'import', 'stores.csv', '--dry-run', '--json'));
  expect(report).toMatchObject({ file: null, create: 0, update: 0, unchanged: report.records, rejected: [] });
  expect(report.records).toBeGreaterThan(2_000);
});

it('npm run screenshots makes a picture of every page', () => {
  npm('run', 'screenshots');
  const pictures = readdirSync(join(clone, 'test', 'screenshots'));
  expect(pictures).toEqual(
    expect.arrayContaining([
      'client.png',
      'panel-beijing.png',
      'page-store-dark.png',
      'console-stores-zh-CN-light.png',
    ]),
  );
});
