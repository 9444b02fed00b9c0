// The network between a node and PostgreSQL fails, or another server takes over: stores are found as they were last known
// and /readyz says so, writes are refused, and afterwards each of them was made once or not at all, as it was answered.
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { fill } from './filled.ts';
import { loadNode } from './killable.ts';
import { degraded, REFUSED, storesClient, WELL } from './stores-client.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.close());

const PATIENT = { timeout: 60_000, interval: 200 };

/** A node whose network a test can spoil. */
async function behindProxy(postgres: Postgres) {
  const address = await postgres.schema();
  const headers = await fill(address);
  const proxy = await startFaultProxy(address);
  onTestFinished(() => proxy.close());
  const node = loadNode({ DATA_DIR: ':memory:', DATABASE_URL: proxy.addressOf(address) });
  onTestFinished(() => node.kill());
  const client = storesClient(await node.open(), headers);
  await expect.poll(() => client.nearby(), PATIENT).toHaveLength(3);
  await expect.poll(client.ready, PATIENT).toMatchObject(WELL);
  return { address, proxy, node, client };
}

/** How many stores were made with a name. */
const madeWith = async (address: string, name: string): Promise<unknown> => {
  const [row] = await postgres.run(
    `select count(distinct store_id)::int as n from ${schemaOf(address)}.store_versions where fields::jsonb ->> 'name' = '${name}'`,
  );
  return row?.n;
};

const schemaOf = (address: string) => /search_path=(\w+)/.exec(decodeURIComponent(address))?.[1];

/** All that must be so when it is over. */
async function recovered({ client }: { client: ReturnType<typeof storesClient> }, names: readonly string[]) {
  await expect.poll(async () => (await client.add('afterwards')).status, PATIENT).toBe(201);
  await expect.poll(client.ready, PATIENT).toMatchObject(WELL);
  const all = ['a', 'afterwards', 'b', 'c', ...names].sort();
  await expect.poll(async () => (await client.nearby()).sort(), PATIENT).toEqual(all);
}

it('finds stores at once while PostgreSQL is slow, says so, and carries a write out that waits', async () => {
  const { proxy, client, address } = await behindProxy(postgres);
  proxy.slow(2_000);
  await expect.poll(client.ready, PATIENT).toMatchObject(degraded('slow'));
  const writing = client.add('slowly');
  let written = false;
  void writing.then(() => {
    written = true;
  });
  for (let i = 0; i < 5; i++) expect(await client.nearby()).toHaveLength(3);
  // Each of its many steps takes four seconds.
  expect(written).toBe(false);
  proxy.pass();
  expect((await writing).status).toBe(201);
  await recovered({ client }, ['slowly']);
  expect(await madeWith(address, 'slowly')).toBe(1);
});

it('answers a write as made whose connection breaks when its commit has arrived', async () => {
  const { proxy, client, address } = await behindProxy(postgres);
  const broken = proxy.atCommitOf('made', 'arrives');
  const { status, body } = await client.add('made');
  await broken;
  expect(status).toBe(201);
  expect((await client.get(body.id)).status).toBe(200);
  await recovered({ client }, ['made']);
  expect(await madeWith(address, 'made')).toBe(1);
});

it('refuses a write whose connection breaks when its commit has not arrived, and makes it once when it is repeated', async () => {
  const { proxy, client, address } = await behindProxy(postgres);
  const broken = proxy.atCommitOf('repeated', 'is lost');
  const key = { 'idempotency-key': 'repeated-1' };
  expect(await client.add('repeated', key)).toMatchObject(REFUSED);
  await broken;
  expect(await madeWith(address, 'repeated')).toBe(0);
  await expect.poll(async () => (await client.add('repeated', key)).status, PATIENT).toBe(201);
  expect((await client.add('repeated', key)).status).toBe(201);
  await recovered({ client }, ['repeated']);
  expect(await madeWith(address, 'repeated')).toBe(1);
});

it('finds stores while the network swallows everything, refuses writes at once when it has noticed, and goes on after it', async () => {
  const { proxy, client, address } = await behindProxy(postgres);
  proxy.swallow();
  // Nobody is told of it: the first write waits until the silence has lasted.
  const first = client.add('into the void');
  expect(await client.nearby()).toHaveLength(3);
  await expect
    .poll(client.ready, PATIENT)
    .toMatchObject(degraded(expect.stringMatching(/^(slow|unreachable)$/)));
  expect(await first).toMatchObject(REFUSED);
  await expect.poll(client.ready, PATIENT).toMatchObject(degraded('unreachable'));
  for (let i = 0; i < 3; i++) expect(await client.add('into the void')).toMatchObject(REFUSED);
  expect(await client.nearby()).toHaveLength(3);
  // Nobody can say whose key it is; what anybody may read is read with it all the same.
  expect(await client.nearby('publisher')).toHaveLength(3);
  proxy.pass();
  await recovered({ client }, []);
  expect(await madeWith(address, 'into the void')).toBe(0);
});

it('answers truly a write whose commit was swallowed', async () => {
  const { proxy, client, address } = await behindProxy(postgres);
  const swallowed = proxy.atCommitOf('doubtful', 'is swallowed');
  const answer = client.add('doubtful');
  await swallowed;
  await expect.poll(client.ready, PATIENT).toMatchObject(degraded('unreachable'));
  proxy.pass();
  const { status, body } = await answer;
  // It was made or not, as its server process heard of the commit or of the end of the connection first.
  const times = await madeWith(address, 'doubtful');
  expect([status, body.code, times]).toBeOneOf([
    [201, undefined, 1],
    [503, 'STORAGE_UNAVAILABLE', 0],
    // A machine that took longer than 15 seconds to come back.
    [503, 'WRITE_UNCERTAIN', times],
  ]);
  await recovered({ client }, times === 1 ? ['doubtful'] : []);
});

it('goes on with a standby that takes over, with every write that was acknowledged and each of them once', async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.close());
  const { proxy, client, address } = await behindProxy(postgres);
  const standby = await postgres.replica();
  // What is acknowledged has reached both.
  await postgres.run(`alter system set synchronous_standby_names = '*'`);
  await postgres.run('select pg_reload_conf()');
  await expect
    .poll(async () => postgres.run('select sync_state from pg_stat_replication'), PATIENT)
    .toEqual([{ sync_state: 'sync' }]);

  let writing = true;
  onTestFinished(() => {
    writing = false;
  });
  const acknowledged: string[] = [];
  const statuses = new Set<number>();
  const lines = Array.from({ length: 3 }, async (_, line) => {
    for (let i = 0; writing; i++) {
      const name = `line ${line} write ${i}`;
      const status = await client.add(name).then(
        (answer) => answer.status,
        // The node is killed when the test has failed.
        () => 0,
      );
      statuses.add(status);
      if (status === 201) acknowledged.push(name);
    }
  });
  await expect.poll(() => acknowledged.length, PATIENT).toBeGreaterThan(5);
  await postgres.cut();
  expect(await client.nearby()).not.toHaveLength(0);
  await standby.run('select pg_promote()');
  proxy.leadTo(standby.addressOf(address));
  const before = acknowledged.length;
  await expect.poll(() => acknowledged.length, PATIENT).toBeGreaterThan(before + 5);
  writing = false;
  await Promise.all(lines);
  expect([...statuses].filter((status) => status !== 201 && status !== 503)).toEqual([]);

  await expect.poll(client.ready, PATIENT).toMatchObject(WELL);
  const rows = await standby.run(
    `select fields::jsonb ->> 'name' as name from ${schemaOf(address)}.store_versions where fields::jsonb ->> 'name' like 'line%'`,
  );
  const names = rows.map(({ name }) => String(name));
  expect(new Set(names).size).toBe(names.length);
  expect(acknowledged.filter((name) => !names.includes(name))).toEqual([]);
});
