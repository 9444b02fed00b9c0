// The commands of the README that neither npm test nor another test here runs.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const npm = (...args: string[]) => execFileSync('npm', args, { cwd: root, encoding: 'utf8' });

it('npm run bench compares what it is asked for', () => {
  expect(npm('run', 'bench', 'datum')).toMatch(/\| ours against the peer \| median \|[\s\S]*\| at most /);
});

it('npm run screenshots makes a picture of every page', () => {
  npm('run', 'screenshots');
  const pictures = readdirSync(join(root, 'test', 'screenshots'));
  expect(pictures).toEqual(
    expect.arrayContaining(['client.png', 'panel-beijing.png', 'page-store-dark.png']),
  );
});

it('npm run dev serves the demo stores until it is stopped', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-dev-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = { ...process.env, DATA_DIR: folder, PORT: '0', CLIENT_PORT: '0' };
  const dev = spawn('npm', ['run', 'dev'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let printed = '';
  for await (const text of dev.stdout!.setEncoding('utf8')) {
    printed += text;
    if (printed.includes('/client/')) break;
  }
  const [origin] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
  expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  const ended = once(dev, 'exit');
  process.kill(-dev.pid!, 'SIGTERM');
  await ended;
});
