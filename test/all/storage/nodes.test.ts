// The whole service, several times on one database.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate, setTimeout } from 'node:timers/promises';
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

it.each(['memory', 'database'])(
  'a write on one node is found on another by the %s, and no answer mixes two of them, while hundreds arrive',
  async (index) => {
    const settings = { DATABASE_URL: await postgres.schema(), RATE_LIMIT: '0', NEARBY_INDEX: index };
    const [here, there] = [await openApp(settings), await openApp(settings)];
    await Promise.all([here.nearby.start(), there.nearby.start()]);
    /** What two neighbours are called that are always written together. */
    const names = async () => {
      const answer = await there.inject(
        '/api/v1/stores/nearby?lat=40.0033&lon=116.3519&limit=50&widen=false&radius=50',
      );
      return answer.json<{ stores: { name: string }[] }>().stores.map(({ name }) => name);
    };
    const WRITES = 300;
    let written = 0;
    const seen = new Set<string>();
    await Promise.all([
      (async () => {
        for (let i = 1; i <= WRITES; i++) {
          const fields = aStore({ name: `第${i}次` });
          const pair = ['left', 'right'].map((id) => ({ id, fields }));
          await Promise.all([here.storage.stores.put(pair, tester), setTimeout(10)]);
          written = i;
        }
      })(),
      (async () => {
        while (written < WRITES) {
          const both = await names();
          expect([0, 2]).toContain(both.length);
          expect(new Set(both).size).toBeLessThan(2);
          for (const name of both) seen.add(name);
          // Injected requests never leave the tick; what other nodes tell comes through a socket.
          await setImmediate();
        }
      })(),
    ]);
    await vi.waitFor(async () => expect(await names()).toEqual([`第${WRITES}次`, `第${WRITES}次`]), 5_000);
    expect(seen.size).toBeGreaterThan(10);
    await here.storage.stores.remove(['left', 'right'], tester);
    await vi.waitFor(async () => expect(await names()).toEqual([]), 5_000);
  },
);

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
