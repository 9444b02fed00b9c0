// The database fails under a running service: /readyz says what is wrong, nearby stores are still found, writes are
// refused, and all of it is over when the fault is.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStorage } from '../../server/storage/index.ts';
import type { Storage } from '../../server/storage/repository.ts';
import { withRole } from '../support/access.ts';
import { startPostgres } from '../support/postgres.ts';
import { aStore, tester } from '../support/stores.ts';
import { insideOf, loadNode } from './killable.ts';

const NEAR = '/api/v1/stores/nearby?lat=40.0033&lon=116.3519&limit=3';
const PATIENT = { timeout: 60_000, interval: 200 };

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Three cafés, and headers of somebody who may publish. */
async function fill(storage: Storage) {
  const puts = ['a', 'b', 'c'].map((id) => ({ id, fields: aStore() }));
  await storage.stores.put(puts, tester);
  return withRole({ storage }, 'publisher');
}

/** A service as a client sees it. */
function clientOf(origin: string, headers: Record<string, string>) {
  const ask = async (path: string, options: RequestInit = {}) => {
    const answer = await fetch(origin + path, options);
    return {
      status: answer.status,
      retryAfter: answer.headers.get('retry-after'),
      body: await answer.json(),
    };
  };
  return {
    ready: () => ask('/readyz'),
    nearby: async () => (await ask(NEAR)).body.numberReturned,
    add: (name: string) =>
      ask('/api/v1/stores', {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({
          name,
          categories: ['cafe'],
          address: { city: '北京市', street: '学院路30号' },
          position: { longitude: 120, latitude: 30, datum: 'wgs84' },
        }),
      }),
    get: (id: string) => ask(`/api/v1/stores/${id}/working`, { headers }),
  };
}

const REFUSED = { status: 503, retryAfter: '5', body: { code: 'STORAGE_UNAVAILABLE' } };

it('refuses writes on a full disk, and takes them again when there is room', async () => {
  const folder = newFolder();
  const seed = newFolder();
  const storage = await openStorage(seed);
  const headers = await fill(storage);
  await storage.close();
  const node = loadNode({ DATA_DIR: folder }, { folder, megabytes: 24, seed });
  onTestFinished(() => node.kill());
  const origin = await node.open();
  const { ready, nearby, add, get } = clientOf(origin, headers);
  await expect.poll(nearby, PATIENT).toBe(3);
  expect(await ready()).toMatchObject({ status: 200, body: { status: 'ok', problems: [] } });
  const before = await add('before');
  expect(before.status).toBe(201);

  // The disk is the process's own: it is filled through the process's own view.
  const filler = join(insideOf(node.pid, folder), 'filler');
  const file = openSync(filler, 'w');
  const block = Buffer.alloc(65_536);
  expect(() => {
    for (;;) writeSync(file, block);
  }).toThrow('ENOSPC');
  closeSync(file);
  // What was room in the files of the database is used up first.
  const acknowledged = [before.body.id];
  let refused = await add('first');
  for (let i = 0; refused.status === 201 && i < 500; i++) {
    acknowledged.push(refused.body.id);
    refused = await add(`more ${i}`);
  }
  expect(refused).toMatchObject(REFUSED);
  expect(await ready()).toMatchObject({
    status: 200,
    body: { status: 'degraded', problems: [{ part: 'database', fault: 'full' }] },
  });
  expect(await nearby()).toBe(3);

  rmSync(filler);
  await expect.poll(async () => (await add('after')).status, PATIENT).toBe(201);
  await expect.poll(ready, PATIENT).toMatchObject({ status: 200, body: { status: 'ok', problems: [] } });
  for (const id of acknowledged) expect((await get(id)).status).toBe(200);
});

it('says that a page is damaged, and goes on finding stores', async () => {
  const folder = newFolder();
  const storage = await openStorage(folder);
  const headers = await fill(storage);
  await storage.stores.put(
    Array.from({ length: 2_000 }, (_, i) => ({
      fields: aStore({ name: `远处 ${i}`, position: { longitude: 100, latitude: 30, datum: 'wgs84' } }),
    })),
    tester,
  );
  await storage.close();
  const node = loadNode({ DATA_DIR: folder });
  onTestFinished(() => node.kill());
  const { ready, nearby, get } = clientOf(await node.open(), headers);
  await expect.poll(nearby, PATIENT).toBe(3);

  // Every page but the first ones, in the file itself: SQLite has most of them in memory, and has to be made to look.
  const file = join(folder, 'stores.sqlite');
  const sound = readFileSync(file);
  const damaged = Buffer.from(sound).fill(0xff, 40 * 4_096);
  writeFileSync(file, damaged);
  await expect
    .poll(async () => {
      const { body } = await ready();
      if (body.status === 'ok') await get('a');
      return body;
    }, PATIENT)
    .toMatchObject({ status: 'degraded', problems: [{ part: 'database', fault: 'corrupt' }] });
  expect(await nearby()).toBe(3);
});

it('finds stores while PostgreSQL is away, refuses writes, and goes on when it is back', async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.close());
  const address = await postgres.schema();
  const storage = await openStorage(address);
  const headers = await fill(storage);
  await storage.close();
  const node = loadNode({ DATA_DIR: newFolder(), DATABASE_URL: address });
  onTestFinished(() => node.kill());
  const { ready, nearby, add, get } = clientOf(await node.open(), headers);
  await expect.poll(nearby, PATIENT).toBe(3);
  const before = await add('before');
  expect(before.status).toBe(201);

  await postgres.cut();
  expect(await ready()).toMatchObject({ status: 200, body: { status: 'degraded' } });
  expect(await nearby()).toBe(3);
  expect(await add('meanwhile')).toMatchObject(REFUSED);
  const told = JSON.stringify((await ready()).body);
  expect(told).toMatch(/"unreachable"|"slow"/);
  expect(told).not.toContain('postgres');

  await postgres.start();
  await expect.poll(async () => (await add('after')).status, PATIENT).toBe(201);
  await expect.poll(ready, PATIENT).toMatchObject({ body: { status: 'ok', problems: [] } });
  expect((await get(before.body.id)).status).toBe(200);
  const [count] = await postgres.run(
    `select count(*)::int as n from test_1.store_versions where fields::jsonb ->> 'name' in ('before', 'meanwhile', 'after')`,
  );
  expect(count?.n).toBe(2);
});

it('refuses a write whose connection is cut in the middle of its transaction, and does not do it twice', async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.close());
  const address = await postgres.schema();
  const storage = await openStorage(address);
  const headers = await fill(storage);
  await storage.close();
  const node = loadNode({ DATA_DIR: newFolder(), DATABASE_URL: address });
  onTestFinished(() => node.kill());
  const { add } = clientOf(await node.open(), headers);

  // It stands in the middle of its transaction while somebody holds what it writes.
  await postgres.run(`create function test_1.hold() returns trigger language plpgsql as $$ begin
    perform pg_sleep(60); return new; end $$;
    create trigger hold before insert on test_1.store_versions for each row execute function test_1.hold()`);
  const writing = add('cut');
  await expect
    .poll(
      async () =>
        (await postgres.run(`select pid from pg_stat_activity where wait_event = 'PgSleep'`)).length,
      PATIENT,
    )
    .toBe(1);
  await postgres.run(`select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'`);
  expect(await writing).toMatchObject(REFUSED);
  await postgres.run('drop trigger hold on test_1.store_versions');
  expect((await add('again')).status).toBe(201);
  const rows = await postgres.run(
    `select fields::jsonb ->> 'name' as name from test_1.store_versions where fields::jsonb ->> 'name' in ('cut', 'again')`,
  );
  expect(rows).toEqual([{ name: 'again' }]);
});
