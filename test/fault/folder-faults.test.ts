// The data folder fails under a service on SQLite, and is made well again: by whoever made it read-only, or from a backup.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { fill } from './filled.ts';
import { loadNode } from './killable.ts';
import { degraded, REFUSED, storesClient, WELL } from './stores-client.ts';

const PATIENT = { timeout: 60_000, interval: 200 };
const CLI = join(import.meta.dirname, '..', '..', 'server', 'cli.ts');

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function serve(folder: string, headers: Record<string, string>) {
  const node = loadNode({ DATA_DIR: folder });
  onTestFinished(() => node.kill());
  const client = storesClient(await node.open(), headers);
  await expect.poll(async () => (await client.nearby()).length, PATIENT).toBeGreaterThan(2);
  return { node, client };
}

/**
 * Nothing in the folder may be written, by root neither and through no open file: what a file system does that met an error.
 * A mount cannot be made read-only while files on it are open for writing.
 */
const setImmutable = (folder: string, isSo: boolean) =>
  execFileSync(
    'chattr',
    [isSo ? '+i' : '-i', ...readdirSync(folder).map((name) => join(folder, name)), folder],
    {
      stdio: 'pipe',
    },
  );

it('refuses writes while the data folder may only be read, and takes them again', async (context) => {
  const folder = newFolder();
  const headers = await fill(folder);
  try {
    setImmutable(folder, true);
  } catch (error) {
    context.skip(`Files cannot be made immutable here (chattr wants root, and ext4, xfs or btrfs): ${error}`);
  }
  setImmutable(folder, false);
  onTestFinished(() => void setImmutable(folder, false));
  const { client } = await serve(folder, headers);
  expect(await client.ready()).toMatchObject(WELL);
  const before = await client.add('before');
  expect(before.status).toBe(201);

  setImmutable(folder, true);
  expect(await client.add('meanwhile')).toMatchObject(REFUSED);
  await expect.poll(client.ready, PATIENT).toMatchObject(degraded('read-only'));
  expect((await client.nearby()).sort()).toEqual(['a', 'b', 'before', 'c']);

  setImmutable(folder, false);
  await expect.poll(async () => (await client.add('after')).status, PATIENT).toBe(201);
  await expect.poll(client.ready, PATIENT).toMatchObject(WELL);
  await expect.poll(async () => (await client.nearby()).sort()).toEqual(['a', 'after', 'b', 'before', 'c']);
});

it('goes on from a backup after a page was damaged, with every write up to it', async () => {
  const folder = newFolder();
  const headers = await fill(folder);
  const { node, client } = await serve(folder, headers);
  expect((await client.add('before')).status).toBe(201);
  const backup = join(newFolder(), 'stores.backup');
  const cli = (dataDir: string, ...args: string[]) =>
    execFileSync(process.execPath, [CLI, ...args], {
      cwd: dataDir,
      env: { ...process.env, DATA_DIR: dataDir },
      encoding: 'utf8',
    });
  expect(cli(folder, 'backup', backup)).toContain('every row was the same');
  await node.kill();

  // Every page but the first, which says what the file is.
  const file = join(folder, 'stores.sqlite');
  const damaged = readFileSync(file).fill(0xff, 4_096);
  for (const name of readdirSync(folder)) if (name.startsWith('stores.sqlite-')) rmSync(join(folder, name));
  writeFileSync(file, damaged);
  const broken = loadNode({ DATA_DIR: folder });
  onTestFinished(() => broken.kill());
  await expect(broken.open()).rejects.toThrow(/damaged|malformed|corrupt/);

  const restored = newFolder();
  expect(cli(restored, 'restore', backup)).toContain('every row as in');
  const again = await serve(restored, headers);
  expect(await again.client.ready()).toMatchObject(WELL);
  await expect
    .poll(async () => (await again.client.nearby()).sort(), PATIENT)
    .toEqual(['a', 'b', 'before', 'c']);
  expect((await again.client.add('after')).status).toBe(201);
});
