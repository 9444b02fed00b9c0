// The whole service, several times on one database.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { openStorage } from '../../../server/storage/index.ts';
import { openApp } from '../../support/app.ts';
import { type Postgres, startPostgres } from '../../support/postgres.ts';
import { startService } from '../../support/service.ts';
import { aStore, tester } from '../../support/stores.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.close());

it('a write on one node is found nearby on another, while a hundred more arrive', async () => {
  const settings = { DATABASE_URL: await postgres.schema(), RATE_LIMIT: '0' };
  const [here, there] = [await openApp(settings), await openApp(settings)];
  const idsNear = async () => {
    const answer = await there.inject(
      '/api/v1/stores/nearby?lat=40.0033&lon=116.3519&limit=50&widen=false&radius=50',
    );
    return answer.json<{ stores: { id: string }[] }>().stores?.map(({ id }) => id) ?? [];
  };
  await vi.waitFor(async () => expect(await idsNear()).toEqual([]), 5_000);
  const others = Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      here.storage.stores.put(
        [{ id: `far${i}`, fields: aStore({ position: { longitude: 121, latitude: 31, datum: 'wgs84' } }) }],
        tester,
      ),
    ),
  );
  await here.storage.stores.put([{ id: 'new', fields: aStore() }], tester);
  await vi.waitFor(async () => expect(await idsNear()).toEqual(['new']), 5_000);
  await others;
  await here.storage.stores.remove(['new'], tester);
  await vi.waitFor(async () => expect(await idsNear()).toEqual([]), 5_000);
});

it('serves the demo stores as a process of its own', async () => {
  const { origin, close } = await startService({ DATABASE_URL: await postgres.schema() });
  onTestFinished(close);
  const near = await fetch(`${origin}/api/v1/stores/nearby?lat=40.0033&lon=116.3519`);
  expect((await near.json()).numberReturned).toBe(10);
});

it('keeps every write that a node answered, whole, though the node is killed', async () => {
  const address = await postgres.schema();
  for (const [round, groups] of [1, 4, 9, 16].entries()) {
    const writer = spawn(
      process.execPath,
      [
        join(import.meta.dirname, '..', '..', 'server', 'storage', 'killed-writer.ts'),
        address,
        `round${round}`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const exit = once(writer, 'exit');
    let said = 0;
    for await (const line of createInterface(writer.stdout)) {
      said = Number(line) + 1;
      if (said === groups) writer.kill('SIGKILL');
    }
    expect((await exit)[1]).toBe('SIGKILL');

    const { stores, close } = await openStorage(address);
    // A write of our own stands in line behind whatever the dead node left.
    await stores.remove(['nobody'], tester);
    const all = (await stores.list({ limit: 100_000 })).stores;
    const kept = Map.groupBy(
      all.filter(({ id }) => id.startsWith(`round${round}-`)),
      ({ id }) => id.split('-')[1],
    );
    expect([said, said + 1]).toContain(kept.size);
    expect([...kept.values()].every((members) => members.length === 3)).toBe(true);
    expect((await stores.published()).revision).toBe(all.length);
    await close();
  }
});
