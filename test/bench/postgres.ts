// With PostgreSQL as the truth: how soon a write on one node is found on another while 100 a second arrive, and what a
// nearby answer costs that is found by the database itself, against pgbench with the same query and the same stores.
import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { openStorage } from '../../server/storage/index.ts';
import { postgresPrograms, startPostgres } from '../support/postgres.ts';
import { startService } from '../support/service.ts';
import { aStore, tester } from '../support/stores.ts';
import { chainStores, queryPositions } from './catalogue.ts';
import { askAll } from './http-load.ts';
import { cpuOfFamily, parentOf } from './processor-time.ts';
import { type BenchRow, costRow } from './row.ts';
import { slices } from './slices.ts';

const WRITES_A_SECOND = 100;
const WATCHED = 40;
const STORES = 100_000;
const RADIUS = 5_000;
const ROUNDS = 7;
const REQUESTS = 2_000;
const CLIENTS = 4;
const run = promisify(execFile);

export const bench = async (): Promise<BenchRow[]> => [await foundOnAnother(), ...(await againstPgbench())];

/** Seconds from the answer of a write on one node until another finds it. */
async function foundOnAnother(): Promise<BenchRow> {
  const postgres = await startPostgres();
  try {
    const address = await postgres.schema();
    const writer = await openStorage(address);
    const node = await startService({ DATABASE_URL: address, RATE_LIMIT: '0' });
    let writing = true;
    const names = async () => {
      const near = '/api/v1/stores/nearby?lat=10&lon=10&radius=50&widen=false&limit=1';
      const answer = await fetch(node.origin + near);
      return ((await answer.json()) as { stores: { name: string }[] }).stores.map(({ name }) => name);
    };
    const arriving = (async () => {
      const position = { longitude: 120, latitude: 30, datum: 'wgs84' } as const;
      const begun = performance.now();
      for (let i = 0; writing; i++) {
        await writer.stores.put(
          [{ id: `other${i % 500}`, fields: aStore({ name: `${i}`, position }) }],
          tester,
        );
        await delay(Math.max(0, begun + ((i + 1) * 1_000) / WRITES_A_SECOND - performance.now()));
      }
    })();
    const seconds: number[] = [];
    const position = { longitude: 10, latitude: 10, datum: 'wgs84' } as const;
    for (let i = 0; i < WATCHED; i++) {
      const name = `watched ${i}`;
      await writer.stores.put([{ id: 'watched', fields: aStore({ name, position }) }], tester);
      const at = performance.now();
      while (!(await names()).includes(name)) await delay(1);
      seconds.push((performance.now() - at) / 1_000);
    }
    writing = false;
    await arriving;
    await writer.close();
    await node.close();
    return {
      name: `postgres: a write on one node found on another, ${WRITES_A_SECOND} writes a second, the longest of ${WATCHED} in seconds`,
      ratios: seconds,
      whole: Math.max(...seconds),
      of: 'time',
      goal: 1,
    };
  } finally {
    await postgres.close();
  }
}

/** The query of NEARBY_INDEX=database for ten stores, with the versions that the answer is made of. */
const NEAREST = `select id, longitude, latitude, "sphereMeters", store_versions.*
from (select id, longitude, latitude, revision,
    st_makepoint(longitude, latitude)::geography <-> st_makepoint($1, $2)::geography as "sphereMeters"
  from stores where status = 'published'
    and st_dwithin(st_makepoint(longitude, latitude)::geography, st_makepoint($1, $2)::geography, $3, false)
  order by st_makepoint(longitude, latitude)::geography <-> st_makepoint($1, $2)::geography limit 18) as near
join store_versions on store_versions.revision = near.revision order by "sphereMeters"`;

async function againstPgbench(): Promise<BenchRow[]> {
  const postgres = await startPostgres({
    shared_buffers: '1GB',
    synchronous_commit: 'off',
    autovacuum: 'off',
  });
  try {
    const address = await postgres.schema();
    const storage = await openStorage(address);
    for (const stores of slices(chainStores(STORES), 10_000))
      await storage.stores.put(
        stores.map((fields) => ({ fields })),
        tester,
      );
    await storage.close();
    const positions = queryPositions(REQUESTS);
    const client = new Client(address);
    await client.connect();
    await client.query('create table bench_queries (number int primary key, lon float8, lat float8)');
    const rows = positions.map(([lon, lat], i) => `(${i}, ${lon}, ${lat})`);
    await client.query(`insert into bench_queries values ${rows.join()}`);
    await client.query('vacuum analyze');
    const { rows: own } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await client.end();
    const postmaster = parentOf(own[0]!.pid);
    const node = await startService({ DATABASE_URL: address, RATE_LIMIT: '0', NEARBY_INDEX: 'database' });
    const script = join(tmpdir(), `nearby-stores-bench-${process.pid}.sql`);
    const drawn = NEAREST.replaceAll('$1', 'q.lon').replaceAll('$2', 'q.lat').replaceAll('$3', `${RADIUS}`);
    writeFileSync(
      script,
      `\\set q random(0, ${REQUESTS - 1})\nselect n.* from bench_queries q, lateral (${drawn}) n where q.number = :q;\n`,
    );
    const { port } = new URL(node.origin);
    const requests = positions.map(([lon, lat]) =>
      Buffer.from(
        `GET /api/v1/stores/nearby?lat=${lat}&lon=${lon}&radius=${RADIUS}&limit=10 HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`,
      ),
    );
    /** Microseconds of PostgreSQL, and of the node as well, for each query. */
    const cost = async (work: () => Promise<unknown>) => {
      const spent = () => [cpuOfFamily(postmaster), cpuOfFamily(node.pid)] as const;
      const before = spent();
      await work();
      const [database, service] = spent().map((after, i) => (after - before[i]!) / REQUESTS) as [
        number,
        number,
      ];
      return { database, all: database + service };
    };
    const pgbench = () =>
      run(join(postgresPrograms(), 'pgbench'), [
        ...['-n', '-M', 'prepared', '-f', script, '-c', `${CLIENTS}`, '-t', `${REQUESTS / CLIENTS}`],
        address,
      ]);
    const ours: Awaited<ReturnType<typeof cost>>[] = [];
    const theirs: number[] = [];
    for (let round = -1; round < ROUNDS; round++) {
      const mine = await cost(() => askAll(Number(port), requests, REQUESTS));
      const peer = (await cost(pgbench)).database;
      console.log(
        `  by the database: ours ${mine.all.toFixed(0)} µs, PostgreSQL's part ${mine.database.toFixed(0)} µs, pgbench ${peer.toFixed(0)} µs`,
      );
      if (round < 0) continue;
      ours.push(mine);
      theirs.push(peer);
    }
    rmSync(script);
    await node.close();
    const row = (part: 'all' | 'database', what: string) =>
      costRow(
        `postgres: nearest by the database, ${STORES.toLocaleString('en')} stores, ${RADIUS / 1_000} km, ${what} against pgbench`,
        0.8,
        ours.map((costs) => costs[part]),
        theirs,
      );
    return [row('all', 'our whole answer'), row('database', "PostgreSQL's part of it")];
  } finally {
    await postgres.close();
  }
}
