// A backup of PostgreSQL by its own programs, restored into another database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { backUpPostgres, restorePostgres } from '../../server/backup/postgres.ts';
import { openStorage } from '../../server/storage/index.ts';
import { startPostgres } from '../support/postgres.ts';
import { aStore, tester } from '../support/stores.ts';

it('is proven by restoring it, and restored is the same catalogue', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  const postgres = await startPostgres();
  onTestFinished(async () => {
    await postgres.close();
    rmSync(folder, { recursive: true });
  });
  const [server] = (await postgres.schema()).split('/postgres?') as [string];
  const [shop, other] = [`${server}/shop`, `${server}/other`];
  await postgres.run('create database shop template template0');
  await postgres.run('create database other template template0');
  const storage = await openStorage(shop);
  onTestFinished(() => storage.close());
  await storage.stores.put(
    Array.from({ length: 500 }, (_, i) => ({ id: `s${i}`, fields: aStore({ name: `门店${i}` }) })),
    tester,
  );
  const file = join(folder, 'stores.dump');
  expect(await backUpPostgres(shop, file)).toEqual({ rows: 500, isProven: true });
  expect(await restorePostgres(file, other)).toMatchObject({ rows: 500, revision: 500 });
  await expect(restorePostgres(file, other)).rejects.toThrow('holds stores already');
  const restored = await openStorage(other);
  onTestFinished(() => restored.close());
  expect(await restored.stores.get('s499')).toMatchObject({ name: '门店499', version: 1 });
  expect(
    await postgres.run(`select datname from pg_database where datname like 'nearby_stores_proof%'`),
  ).toEqual([]);
});
