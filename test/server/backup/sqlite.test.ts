import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { backUpSqlite, restoreSqlite } from '../../../server/backup/sqlite.ts';
import { openStorage } from '../../../server/storage/index.ts';
import { aStore, tester } from '../../support/stores.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A service's folder with a thousand stores, open as the service has it. */
async function running() {
  const folder = newFolder();
  const storage = await openStorage(folder);
  onTestFinished(() => storage.close());
  await storage.stores.put(
    Array.from({ length: 1_000 }, (_, i) => ({ id: `s${i}`, fields: aStore({ name: `门店${i}` }) })),
    tester,
  );
  return { folder, storage, file: join(folder, 'stores.sqlite') };
}

it('is made while the service writes, and restored is the catalogue of one moment', async () => {
  const { storage, file } = await running();
  const target = join(newFolder(), 'stores.backup');
  let isBackedUp = false;
  const writing = (async () => {
    let written = 0;
    for (; !isBackedUp; written++) {
      // Two in one write: a backup that holds one of them is not of one moment.
      const fields = aStore({ name: `第${written}次` });
      await storage.stores.put(
        [
          { id: 'first', fields },
          { id: 'second', fields },
        ],
        tester,
      );
      await new Promise(setImmediate);
    }
    return written;
  })();
  const contents = await backUpSqlite(file, target);
  isBackedUp = true;
  expect(await writing).toBeGreaterThan(0);
  expect(contents.get('store_versions')!.rows).toBeGreaterThanOrEqual(1_000);
  expect(statSync(target).mode & 0o777).toBe(0o600);

  const elsewhere = newFolder();
  restoreSqlite(target, join(elsewhere, 'stores.sqlite'));
  const restored = await openStorage(elsewhere);
  onTestFinished(() => restored.close());
  expect(await restored.stores.get('s999')).toMatchObject({ name: '门店999', version: 1 });
  const [first, second] = await Promise.all(['first', 'second'].map((id) => restored.stores.get(id)));
  expect(first?.name).toBe(second?.name);
});

it('does not write over a file, nor restore over a catalogue', async () => {
  const { file } = await running();
  const target = join(newFolder(), 'stores.backup');
  writeFileSync(target, 'mine');
  await expect(backUpSqlite(file, target)).rejects.toThrow(
    `${target} is there already, and is not written over: give another name`,
  );
  expect(readFileSync(target, 'utf8')).toBe('mine');
  expect(() => restoreSqlite(target, file)).toThrow('holds stores already');
});

it('restores nothing of a file that is damaged, cut off or something else', async () => {
  const { file } = await running();
  const folder = newFolder();
  const target = join(folder, 'stores.backup');
  await backUpSqlite(file, target);
  const sound = readFileSync(target);
  const broken = join(folder, 'broken');
  const home = join(folder, 'stores.sqlite');
  for (const bytes of [
    Buffer.from(sound).fill(0xff, 8 * 4_096, 12 * 4_096),
    sound.subarray(0, sound.length / 2),
    Buffer.from('PK\x03\x04'),
    Buffer.alloc(0),
  ]) {
    writeFileSync(broken, bytes);
    expect(() => restoreSqlite(broken, home)).toThrow(/is not a backup/);
    expect(existsSync(home)).toBe(false);
  }
  copyFileSync(target, broken);
  expect(restoreSqlite(broken, home).get('stores')!.rows).toBe(1_000);
});
