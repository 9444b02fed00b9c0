// A network between a node and PostgreSQL that is really taken away: either has a network of its own (a namespace of
// Linux), and the cable between the two is pulled out and put back.
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startPostgres } from '../support/postgres.ts';
import { fill } from './filled.ts';
import { degraded, REFUSED, storesClient, WELL } from './stores-client.ts';

const PATIENT = { timeout: 120_000, interval: 200 };
/** In networks that nobody else is in. */
const NODE = '10.99.0.1';
const DATABASE = '10.99.0.2';
const PORT = '5432';

const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'pipe' });
/** Runs `ip` in the network of a process. */
const ipOf = (pid: number, ...args: string[]) => run('nsenter', `--target=${pid}`, '--net', 'ip', ...args);

const hasNamespaces = (() => {
  try {
    run('unshare', '--net', 'ip', 'link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'other');
    return true;
  } catch {
    return false;
  }
})();

/** A program in a network of its own, which waits for a word. */
async function alone(module: string, args: string[], environment: Record<string, string> = {}) {
  const child: ChildProcess = fork(join(import.meta.dirname, module), args, {
    execPath: 'unshare',
    execArgv: ['--net', process.execPath],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const gone = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await gone;
  });
  const pid = child.pid!;
  const networkOf = (process: number | 'self') => readlinkSync(`/proc/${process}/ns/net`);
  await expect.poll(() => networkOf(pid), PATIENT).not.toBe(networkOf('self'));
  return {
    pid,
    async open() {
      const opened = once(child, 'message');
      child.send('open');
      await opened;
    },
  };
}

it.skipIf(!hasNamespaces)(
  'finds stores while the cable is out, refuses writes, and goes on when it is in (needs root and namespaces)',
  async () => {
    const postgres = await startPostgres();
    onTestFinished(() => postgres.close());
    const address = await postgres.schema();
    const headers = await fill(address);
    const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    // A socket in a folder is reached from any network.
    const socket = join(folder, 'node');
    const node = await alone('node.ts', [], {
      DATA_DIR: folder,
      DATABASE_URL: address.replace(/@[^/?]*\//, `@${DATABASE}:${PORT}/`),
      LISTEN_PATH: socket,
    });
    const relay = await alone('relay.ts', [address, DATABASE, PORT]);
    const cable = ['link', 'add', 'cable', 'netns', `${node.pid}`, 'type', 'veth'];
    run('ip', ...cable, 'peer', 'name', 'cable', 'netns', `${relay.pid}`);
    for (const [pid, host] of [
      [node.pid, NODE],
      [relay.pid, DATABASE],
    ] as const) {
      ipOf(pid, 'address', 'add', `${host}/24`, 'dev', 'cable');
      for (const device of ['lo', 'cable']) ipOf(pid, 'link', 'set', device, 'up');
    }
    await relay.open();
    await node.open();
    const client = storesClient(socket, headers);
    await expect.poll(() => client.nearby(), PATIENT).toHaveLength(3);
    expect((await client.add('before')).status).toBe(201);
    await expect.poll(client.ready, PATIENT).toMatchObject(WELL);

    ipOf(relay.pid, 'link', 'set', 'cable', 'down');
    const first = client.add('into the void');
    expect(await client.nearby()).toHaveLength(4);
    expect(await first).toMatchObject(REFUSED);
    await expect.poll(client.ready, PATIENT).toMatchObject(degraded('unreachable'));
    expect(await client.add('into the void')).toMatchObject(REFUSED);
    expect(await client.nearby()).toHaveLength(4);

    ipOf(relay.pid, 'link', 'set', 'cable', 'up');
    await expect.poll(async () => (await client.add('after')).status, PATIENT).toBe(201);
    await expect.poll(client.ready, PATIENT).toMatchObject(WELL);
    await expect
      .poll(async () => (await client.nearby()).sort(), PATIENT)
      .toEqual(['a', 'after', 'b', 'before', 'c']);
  },
);
