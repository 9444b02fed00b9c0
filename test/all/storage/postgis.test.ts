import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openPostgis } from '../../../server/storage/engine-postgis.ts';
import { openStorage } from '../../../server/storage/index.ts';
import { migrate, shared } from '../../../server/storage/migrations.ts';
import { openEngine } from '../../../server/storage/open-engine.ts';
import { openPool } from '../../../server/storage/postgres-pool.ts';
import type { Storage } from '../../../server/storage/repository.ts';
import { testCatalogue } from '../../server/storage/catalogue-suite.ts';
import { testCopy } from '../../server/storage/copy-suite.ts';
import { testStorage } from '../../server/storage/suite.ts';
import { type Postgres, startPostgres } from '../../support/postgres.ts';
import { aStore, tester } from '../../support/stores.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.close());

const aSchema = () => postgres.schema();
async function aFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Several nodes on one database. */
async function nodes(count: number, address?: string): Promise<Storage[]> {
  const shared = address ?? (await aSchema());
  const open = await Promise.all(Array.from({ length: count }, () => openStorage(shared)));
  onTestFinished(async () => {
    for (const node of open) await node.close();
  });
  return open;
}

/** The revisions a node tells of, as they come. */
function revisionsOf({ stores }: Storage): number[] {
  const heard: number[] = [];
  stores.watch((changes) => heard.push(...changes.map(({ revision }) => revision)));
  return heard;
}

testStorage('PostGIS', async () => openStorage(await aSchema()));
testCatalogue('PostGIS', async () => openStorage(await aSchema()));
testCopy('SQLite to PostGIS', { from: aFolder, to: aSchema });
testCopy('PostGIS to SQLite', { from: aSchema, to: aFolder });

describe('several nodes on one PostgreSQL', () => {
  it('start together on an empty database', async () => {
    const all = await nodes(6);
    await Promise.all(all.map(({ stores }, i) => stores.put([{ id: `n${i}`, fields: aStore() }], tester)));
    expect((await all[0]!.stores.list({ limit: 9 })).stores.length).toBe(6);
  });

  it('tell their listeners of each change once and in order, whoever made it', async () => {
    const all = await nodes(3);
    const heard = all.map(revisionsOf);
    await Promise.all(
      all.flatMap(({ stores }, node) =>
        Array.from({ length: 20 }, (_, i) => stores.put([{ id: `n${node}-${i}`, fields: aStore() }], tester)),
      ),
    );
    const everything = Array.from({ length: 60 }, (_, i) => i + 1);
    await vi.waitFor(() => expect(heard).toEqual([everything, everything, everything]), 5_000);
  });

  it('hear of a change though its notification is lost', async () => {
    const address = await aSchema();
    const [here, there] = await nodes(2, address);
    const { writer, close } = await openEngine(address);
    onTestFinished(close);
    await sql`drop trigger tell_revision on last_revision`.execute(writer);
    const heard = revisionsOf(here!);
    await there!.stores.put([{ fields: aStore() }], tester);
    await vi.waitFor(() => expect(heard).toEqual([1]), 5_000);
  });

  it('never lose a decision to each other', async () => {
    const all = await nodes(2);
    const teas = Array.from({ length: 10 }, (_, i) => ({
      id: `tea${i}`,
      name: '茶',
      nameEn: 'Tea',
      icon: 'cafe',
    }));
    await Promise.all(teas.map((tea, i) => all[i % 2]!.categories.put([tea], tester)));
    const ids = (await all[0]!.categories.all()).map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('tea')).sort()).toEqual(teas.map(({ id }) => id));
  });

  it('do not take the tables of another schema for their own', async () => {
    const [first] = await nodes(1);
    const [second] = await nodes(1);
    await first!.stores.put([{ id: 'a', fields: aStore() }], tester);
    expect(await second!.stores.get('a')).toBeUndefined();
  });

  it('go on when a newer one has added a column', async () => {
    const address = await aSchema();
    const [node] = await nodes(1, address);
    await node!.stores.put([{ id: 'a', fields: aStore() }], tester);
    for (let i = 0; i < 20; i++) await node!.stores.get('a');
    const { writer, close } = await openEngine(address);
    onTestFinished(close);
    await sql`alter table store_versions add column reason text`.execute(writer);
    expect((await node!.stores.get('a'))?.name).toBe('示例咖啡');
    await node!.stores.put([{ id: 'a', fields: aStore({ name: '改名' }) }], tester);
    expect((await node!.stores.versions('a')).length).toBe(2);
  });
});

describe('PostgreSQL', () => {
  it('keeps what it answered, and nodes find it again, when the server is cut off in between', async () => {
    const own = await startPostgres();
    onTestFinished(() => own.close());
    const [here, there] = await nodes(2, await own.schema());
    const heard = revisionsOf(there!);
    await here!.stores.put([{ id: 'before', fields: aStore() }], tester);
    await own.cut();
    await own.start();
    await here!.stores.put([{ id: 'after', fields: aStore() }], tester);
    expect((await here!.stores.getMany(['before', 'after'])).map(({ id }) => id)).toEqual([
      'before',
      'after',
    ]);
    await vi.waitFor(() => expect(heard).toEqual([1, 2]), 10_000);
  });

  it('is waited for while it is away', async () => {
    const own = await startPostgres();
    onTestFinished(() => own.close());
    const [node] = await nodes(1, await own.schema());
    await own.cut();
    const [read, write] = [node!.stores.get('a'), node!.stores.put([{ id: 'a', fields: aStore() }], tester)];
    await own.start();
    expect(await read).toSatisfy((store) => store === undefined || store.id === 'a');
    expect((await write).map(({ id }) => id)).toEqual(['a']);
  });

  it('gives up a statement that takes too long, and the connection goes on', async () => {
    const pool = openPool(await aSchema(), { max: 1, statementTimeout: 50 });
    onTestFinished(() => pool.end());
    const client = await pool.connect();
    await expect(client.query('select pg_sleep(600)', [])).rejects.toMatchObject({ code: '57014' });
    await expect(client.query('select 1 as one', [])).resolves.toMatchObject({ rows: [{ one: 1 }] });
    client.release();
  });

  it('lets old nodes read and write while a newer one brings the tables up to date', async () => {
    const address = await aSchema();
    const [node] = await nodes(1, address);
    const newer = await openEngine(address);
    onTestFinished(() => newer.close());
    let migrating = true;
    const [put] = await Promise.all([
      (async () => {
        let put = 0;
        for (; migrating || put < 50; put++) {
          await node!.stores.put([{ id: `s${put}`, fields: aStore() }], tester);
          expect((await node!.stores.getMany([`s${put}`])).length).toBe(1);
        }
        return put;
      })(),
      (async () => {
        await migrate(newer, {
          ...shared,
          '998-newer': {
            async up(db) {
              await db.schema.alterTable('stores').addColumn('floor', 'integer').execute();
              await db.schema.alterTable('store_versions').addColumn('reason', 'text').execute();
              await db.schema.createIndex('stores_by_floor').on('stores').column('floor').execute();
              await db.schema.createTable('floors').addColumn('id', 'text').execute();
            },
          },
        });
        migrating = false;
      })(),
    ]);
    expect((await node!.stores.list({ limit: 10_000 })).stores).toHaveLength(put);
    expect((await sql`select floor from stores`.execute(newer.writer)).rows).toHaveLength(put);
  });

  it('stops at a migration that fails, and leaves the database as it was', async () => {
    const address = await aSchema();
    const engine = await openPostgis(address);
    onTestFinished(() => engine.close());
    const failing = {
      '001-works': {
        up: (db: typeof engine.writer) => db.schema.createTable('one').addColumn('a', 'text').execute(),
      },
      '002-fails': {
        up: (db: typeof engine.writer) => db.schema.alterTable('nowhere').dropColumn('b').execute(),
      },
    };
    await expect(migrate({ writer: engine.writer, migrations: {} }, failing)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringMatching(/002-fails failed \(relation "nowhere" does not exist\)/),
    });
    expect((await engine.tables()).map(({ name }) => name)).toEqual([]);
  });

  it('names the database that it cannot open, without the password', async () => {
    await expect(openStorage('postgres://ops:hunter2@%2Fnowhere/stores')).rejects.toMatchObject({
      code: 'STORAGE_NOT_OPENED',
      message: expect.stringMatching(/^The database postgres:\/\/ops@%2Fnowhere\/stores cannot be opened: /),
    });
  });

  it('finds the nearest and the words by their indexes', async () => {
    const address = await aSchema();
    const [node] = await nodes(1, address);
    await node!.stores.put(
      Array.from({ length: 3_000 }, (_, i) => ({
        fields: aStore({
          name: `示例咖啡第${i}号店`,
          position: {
            longitude: 116 + (i % 60) / 100,
            latitude: 39 + Math.floor(i / 60) / 100,
            datum: 'wgs84',
          },
        }),
      })),
      tester,
    );
    const { writer, close } = await openEngine(address);
    onTestFinished(close);
    await sql`vacuum analyze stores`.execute(writer);
    const plan = async (query: ReturnType<typeof sql>) =>
      JSON.stringify((await sql`explain ${query}`.execute(writer)).rows);
    expect(
      await plan(sql`select id from stores where status = 'published'
        and st_dwithin(st_makepoint(longitude, latitude)::geography, st_makepoint(116.1, 39.1)::geography, 3000, false)
        order by st_makepoint(longitude, latitude)::geography <-> st_makepoint(116.1, 39.1)::geography limit 18`),
    ).toContain('Index Scan using stores_by_ground');
    expect(await plan(sql`select id from stores where search_text like '%第1234号%' escape '!'`)).toContain(
      'stores_by_search_text',
    );
  });

  it('keeps texts as they are, with whatever means something to COPY', async () => {
    const [node] = await nodes(1);
    const name = '\\N \\. a\tb\\tc\r\nd "e" \'f\' 𠮷';
    await node!.stores.put([{ id: 'a', fields: aStore({ name, branch: '\\N' }) }], tester);
    expect(await node!.stores.get('a')).toMatchObject({ name, branch: '\\N' });
  });
});
