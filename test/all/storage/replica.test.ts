// Reads on a streaming replica, a real one.
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { openStorage } from '../../../server/storage/index.ts';
import { type Postgres, type Replica, startPostgres } from '../../support/postgres.ts';
import { aStore, tester } from '../../support/stores.ts';

let postgres: Postgres;
let replica: Replica;
beforeAll(async () => {
  postgres = await startPostgres();
  replica = await postgres.replica();
});
afterAll(() => postgres?.close());

/** A node that reads from the replica. */
async function aNode() {
  const address = await postgres.schema();
  const storage = await openStorage(address, replica.addressOf(address));
  onTestFinished(() => storage.close());
  return { ...storage, address };
}

const warnings = () => {
  const said: string[] = [];
  const hear = (warning: Error) => void said.push(warning.message);
  process.on('warning', hear);
  onTestFinished(() => void process.off('warning', hear));
  return said;
};

/** How often a server has looked into the tables of stores. */
async function scans(server: { run: Postgres['run'] }, address: string): Promise<number> {
  const schema = /search_path=(\w+)/.exec(decodeURIComponent(address))?.[1];
  await server.run('select pg_stat_clear_snapshot()');
  const [row] = await server.run(
    `select coalesce(sum(seq_scan + coalesce(idx_scan, 0)), 0)::int as scans from pg_stat_all_tables
     where schemaname = '${schema}' and relname in ('stores', 'store_versions')`,
  );
  return Number(row?.scans);
}

it('is where lists are read', async () => {
  const { stores, address } = await aNode();
  await stores.put([{ id: 'a', fields: aStore() }], tester);
  await stores.list({ limit: 10 });
  // What the server counted reaches its statistics when the connection has been idle for a moment.
  const there = await scans(replica, address);
  for (let i = 0; i < 20; i++) await stores.list({ limit: 10 });
  await vi.waitFor(async () => expect(await scans(replica, address)).toBeGreaterThan(there), 20_000);
});

it('finds what was just written, though the replica is behind', async () => {
  const { stores } = await aNode();
  const said = warnings();
  await replica.run('select pg_wal_replay_pause()');
  try {
    await stores.put([{ id: 'just-now', fields: aStore() }], tester);
    expect((await stores.list({ limit: 10 })).stores.map(({ id }) => id)).toEqual(['just-now']);
    expect((await stores.nearest([116.35, 40], { limit: 1 })).map(({ store }) => store.id)).toEqual([
      'just-now',
    ]);
  } finally {
    await replica.run('select pg_wal_replay_resume()');
  }
  await vi.waitFor(
    () => expect(said).toContain('The replica of the database is behind: the primary is read instead'),
    5_000,
  );
  await vi.waitFor(async () => {
    await stores.list({ limit: 1 });
    expect(said).toContain('The replica of the database is read again');
  }, 20_000);
});

it('finds what another node wrote, as soon as it has heard of it', async () => {
  const { stores, address } = await aNode();
  const other = await openStorage(address);
  onTestFinished(() => other.close());
  for (let i = 0; i < 20; i++) {
    const heard = Promise.withResolvers<void>();
    const stop = stores.watch(() => heard.resolve());
    await other.stores.put([{ id: `s${i}`, fields: aStore() }], tester);
    await heard.promise;
    stop();
    expect((await stores.list({ limit: 100 })).stores).toHaveLength(i + 1);
  }
});

it('reads the whole catalogue there as of the revision that the primary had', async () => {
  const { stores } = await aNode();
  await stores.put(
    Array.from({ length: 2_500 }, (_, i) => ({ id: `s${i}`, fields: aStore() })),
    tester,
  );
  const { revision, stores: pages } = await stores.published();
  await stores.remove(['s0'], tester);
  const ids = new Set<string>();
  for await (const page of pages) for (const { id } of page) ids.add(id);
  expect([revision, ids.size]).toEqual([2_500, 2_500]);
});

it('reads from the primary while the replica is away, and there again afterwards', async () => {
  const { stores } = await aNode();
  const said = warnings();
  await stores.put([{ id: 'a', fields: aStore() }], tester);
  await stores.list({ limit: 10 });
  await replica.stop();
  try {
    for (let i = 0; i < 5; i++) expect((await stores.list({ limit: 10 })).stores).toHaveLength(1);
    await stores.put([{ id: 'b', fields: aStore() }], tester);
    expect((await stores.list({ limit: 10 })).stores).toHaveLength(2);
  } finally {
    await replica.start();
  }
  await vi.waitFor(() => expect(said.join()).toMatch(/The replica of the database fails \(.+\)/), 5_000);
  await vi.waitFor(async () => {
    expect((await stores.list({ limit: 10 })).stores).toHaveLength(2);
    expect(said).toContain('The replica of the database is read again');
  }, 40_000);
});

it('starts though the replica is away', async () => {
  const address = await postgres.schema();
  await replica.stop();
  try {
    const { stores, close } = await openStorage(address, replica.addressOf(address));
    onTestFinished(close);
    expect((await stores.list({ limit: 10 })).stores).toEqual([]);
  } finally {
    await replica.start();
  }
});
