import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../../server/storage/engine-sqlite.ts';
import { openStorage } from '../../../server/storage/index.ts';
import { migrate } from '../../../server/storage/migrations.ts';
import { aStore, openTestStorage, tester } from '../../support/stores.ts';
import { testCatalogue } from './catalogue-suite.ts';
import { testStorage } from './suite.ts';

/** A folder that goes when the test is over. */
function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

testStorage('SQLite in memory', openTestStorage);
testCatalogue('SQLite', openTestStorage);
testStorage('SQLite in a file', () => openStorage(aFolder()));

describe('SQLite', () => {
  it('finds everything again after it was closed', async () => {
    const folder = aFolder();
    const before = await openStorage(folder);
    await before.stores.put([{ id: 'a', fields: aStore() }], tester);
    await before.settings.putPlugin({ onLocation: 'choose' }, tester);
    await before.close();
    const after = await openStorage(join(folder, 'stores.sqlite'));
    onTestFinished(() => after.close());
    expect((await after.stores.get('a'))?.name).toBe('示例咖啡');
    expect((await after.settings.plugin()).onLocation).toBe('choose');
    expect((await after.stores.published()).revision).toBe(1);
  });

  it('flushes every commit to the disk, in WAL mode', async () => {
    const file = join(aFolder(), 'stores.sqlite');
    const engine = openSqlite(file);
    onTestFinished(() => engine.close());
    const setting = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(engine.writer)).rows[0] as object)[0];
    expect(await setting('journal_mode')).toBe('wal');
    expect(await setting('synchronous')).toBe(2);
    expect(await setting('foreign_keys')).toBe(1);
  });

  it('tells of what another process wrote', async () => {
    const folder = aFolder();
    const [here, there] = [await openStorage(folder), await openStorage(folder)];
    onTestFinished(async () => {
      await here.close();
      await there.close();
    });
    const heard = new Promise<string[]>((resolve) => {
      here.stores.watch((changes) => resolve(changes.map(({ id }) => id)));
    });
    await there.stores.put(
      ['a', 'b'].map((id) => ({ id, fields: aStore() })),
      tester,
    );
    expect(await heard).toEqual(['a', 'b']);
  });

  it('tells of another process first when both write', async () => {
    const folder = aFolder();
    const [here, there] = [await openStorage(folder), await openStorage(folder)];
    onTestFinished(async () => {
      await here.close();
      await there.close();
    });
    const heard: number[] = [];
    here.stores.watch((changes) => heard.push(...changes.map(({ revision }) => revision)));
    await there.stores.put([{ fields: aStore() }], tester);
    await here.stores.put([{ fields: aStore() }], tester);
    expect(heard).toEqual([1, 2]);
  });

  it('waits for another process that writes, and goes on with everything else meanwhile', async () => {
    const folder = aFolder();
    const storage = await openStorage(folder);
    onTestFinished(() => storage.close());
    const other = new DatabaseSync(join(folder, 'stores.sqlite'));
    onTestFinished(() => other.close());
    other.exec('begin immediate');
    const happened: string[] = [];
    const put = storage.stores.put([{ id: 'a', fields: aStore() }], tester).then(() => happened.push('put'));
    expect(await storage.stores.get('a')).toBeUndefined();
    happened.push('read');
    other.exec('commit');
    await put;
    expect(happened).toEqual(['read', 'put']);
  });

  it('stops at a migration that fails, and leaves the database as it was', async () => {
    const file = join(aFolder(), 'stores.sqlite');
    const engine = openSqlite(file);
    onTestFinished(() => engine.close());
    const failing = {
      '001-works': {
        up: (db: typeof engine.writer) => db.schema.createTable('one').addColumn('a', 'text').execute(),
      },
      '002-fails': {
        up: (db: typeof engine.writer) => db.schema.alterTable('nowhere').dropColumn('b').execute(),
      },
    };
    await expect(migrate(engine, failing)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringMatching(
        /^The database could not be brought up to date: 002-fails failed \(no such table: nowhere\)/,
      ),
    });
    const database = new DatabaseSync(file);
    onTestFinished(() => database.close());
    expect(database.prepare(`select name from sqlite_master where name = 'one'`).all()).toEqual([]);
  });

  it('refuses a database that a newer release has written', async () => {
    const folder = aFolder();
    await (await openStorage(folder)).close();
    const database = new DatabaseSync(join(folder, 'stores.sqlite'));
    database.exec(
      `insert into kysely_migration (name, timestamp) values ('999-from-the-future', '2030-01-01')`,
    );
    database.close();
    await expect(openStorage(folder)).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
  });

  it('names the file that it cannot open', async () => {
    const file = join(aFolder(), 'notes.sqlite');
    writeFileSync(
      file,
      'these are no stores, and not even a database, but a text long enough to be read as one',
    );
    await expect(openStorage(file)).rejects.toMatchObject({
      code: 'STORAGE_NOT_OPENED',
      message: `The database ${file} cannot be opened: file is not a database`,
    });
    await expect(openStorage(join(file, 'folder'))).rejects.toMatchObject({ code: 'STORAGE_NOT_OPENED' });
  });

  it.each(['', 'mysql://x'])('refuses the address %j', async (address) => {
    await expect(openStorage(address)).rejects.toMatchObject({ code: 'INVALID_STORAGE_ADDRESS' });
  });
});
