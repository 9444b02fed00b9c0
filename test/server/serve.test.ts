import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { openApp } from '../support/app.ts';

const cli = join(import.meta.dirname, '..', '..', 'server', 'cli.ts');

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function run(args: readonly string[], settings: Readonly<Record<string, string>> = {}): ChildProcess {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: emptyFolder(),
    env: { PORT: '0', CLIENT_PORT: '0', ...settings },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function outcome(child: ChildProcess) {
  const [said, [code]] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
  return { said, code };
}

/** Where the service says that it listens. */
async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of child.stdout!.setEncoding('utf8')) {
    said += chunk;
    const [, origin] = /(http:\/\/127\.0\.0\.1:\d+)\/client\//.exec(said) ?? [];
    if (origin) return origin;
  }
  throw new Error(`It did not start: ${said}`);
}

it('says in words which settings are bad, and does not start', async () => {
  expect(await outcome(run(['serve'], { PORT: '80a', EVENT_DATUM: 'wgs' }))).toEqual({
    said: 'PORT is "80a": it must be a whole number from 0 to 65535.\nEVENT_DATUM is "wgs": it must be gcj02 or wgs84 or bd09.\n',
    code: 1,
  });
});

it('names the setting to change where its port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { said, code } = await outcome(run(['serve'], { PORT: String(port) }));
  expect(said).toContain(`Another program listens on port ${port}: stop it, or set PORT to a free port.\n`);
  expect(code).toBe(1);
});

it('says where its stores cannot be kept', async () => {
  const file = join(emptyFolder(), 'file');
  writeFileSync(file, '');
  const { said, code } = await outcome(run(['serve'], { DATA_DIR: join(file, 'data') }));
  expect(said).toMatch(/^The database .+stores\.sqlite cannot be opened: ENOTDIR/);
  expect(code).toBe(1);
});

it.each([
  [[], 'Which command?'],
  [['sell'], 'There is no command "sell".'],
  [['serve', 'now'], 'serve takes no "now".'],
  [['serve', '--to', 'x'], 'serve takes no --to.'],
  [['migrate-storage'], 'migrate-storage needs to know where to: --to <storage>.'],
])('shows how it is called after %j', async (args, reason) => {
  const { said, code } = await outcome(run(args));
  expect(said).toContain(`${reason}\n\nnearby-stores serve [--demo]`);
  expect(code).toBe(2);
});

it('ends well when it is told to stop', async () => {
  const child = run(['serve']);
  const ended = outcome(child);
  const origin = await addressOf(child);
  expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
});

it('answers what is under way before it closes', async () => {
  const arrived = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const app = await openApp(
    {},
    {
      prepare(app) {
        app.get('/test/slow', { config: { access: 'open' } }, async () => {
          arrived.resolve();
          await release.promise;
          return 'answered';
        });
      },
    },
  );
  const answer = fetch(`${await app.listen({ host: '127.0.0.1', port: 0 })}/test/slow`);
  await arrived.promise;
  const closed = app.close();
  release.resolve();
  expect(await (await answer).text()).toBe('answered');
  await closed;
});

it('fills an empty catalogue with the demo stores, and one that held a store never again', async () => {
  const settings = { DATA_DIR: emptyFolder() };
  const first = run(['serve', '--demo'], settings);
  const found = async (origin: string) => {
    await expect.poll(async () => (await fetch(`${origin}/readyz`)).status, { timeout: 10_000 }).toBe(200);
    return (await fetch(`${origin}/api/v1/stores?limit=1`)).json();
  };
  const page = await found(await addressOf(first));
  expect(page.stores).toHaveLength(1);
  first.kill('SIGTERM');
  await once(first, 'exit');
  const second = run(['serve', '--demo'], settings);
  const [store] = (await found(await addressOf(second))).stores;
  expect(store).toMatchObject({ id: page.stores[0].id, updatedAt: page.stores[0].updatedAt, version: 1 });
});
