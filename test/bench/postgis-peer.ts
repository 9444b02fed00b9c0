// The same stores in PostGIS: a geography with its index, and the record as text.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { postgresPrograms, startPostgres } from '../support/postgres.ts';
import { queryPositions, records } from './catalogue.ts';
import { cpuOfFamily, parentOf } from './processor-time.ts';

const run = promisify(execFile);

/** The ten nearest within a radius, by the order of the index: longitude, latitude, metres. */
export const NEAREST = `select record, position <-> st_point($1, $2)::geography as meters
from peer_stores where st_dwithin(position, st_point($1, $2)::geography, $3)
order by position <-> st_point($1, $2)::geography limit 10`;

/** The same for pgbench, which draws one of the queries' places. */
const pgbenchScript = (radiusMeters: number) => `\\set q random(0, ${QUERIES - 1})
select n.* from peer_queries q, lateral (
${NEAREST.replaceAll('$1', 'q.lon').replaceAll('$2', 'q.lat').replaceAll('$3', String(radiusMeters))}) n where q.number = :q;
`;
const QUERIES = 2_000;
const CLIENTS = 4;

export type PostgisPeer = {
  readonly address: string;
  /** Microseconds of processor time that all its processes spent so far. */
  cpu(): number;
  /** Has pgbench ask so many queries at least; answers how many. */
  pgbench(radiusMeters: number, count: number): Promise<number>;
  close(): Promise<void>;
};

/** Starts a PostgreSQL in a temporary folder with so many stores. @throws when there is none, saying what to install */
export async function startPostgis(count: number): Promise<PostgisPeer> {
  const postgres = await startPostgres({
    shared_buffers: '2GB',
    synchronous_commit: 'off',
    autovacuum: 'off',
  });
  const address = await postgres.schema();
  const client = new Client(address);
  await client.connect();
  await client.query('create table peer_stores (position geography(point), record text)');
  const copy = client.query(copyFrom('copy peer_stores from stdin'));
  for (const { position, json } of records(count)) {
    const line = `SRID=4326;POINT(${position.join(' ')})\t${json.replaceAll('\\', '\\\\')}\n`;
    if (!copy.write(line)) await once(copy, 'drain');
  }
  copy.end();
  await once(copy, 'finish');
  await client.query('create index on peer_stores using gist (position)');
  await client.query('create table peer_queries (number int primary key, lon float8, lat float8)');
  const queries = queryPositions(QUERIES).map(([lon, lat], i) => `(${i}, ${lon}, ${lat})`);
  await client.query(`insert into peer_queries values ${queries.join()}`);
  await client.query('vacuum analyze');
  const { rows } = await client.query('select pg_backend_pid() as pid');
  await client.end();
  const postmaster = parentOf(rows[0].pid);
  return {
    address,
    cpu: () => cpuOfFamily(postmaster),
    async pgbench(radiusMeters, wanted) {
      const each = Math.ceil(wanted / CLIENTS);
      const script = join(tmpdir(), `nearby-stores-${process.pid}.pgbench`);
      writeFileSync(script, pgbenchScript(radiusMeters));
      try {
        await run(join(postgresPrograms(), 'pgbench'), [
          ...['-n', '-M', 'prepared', '-f', script, '-c', String(CLIENTS), '-t', String(each)],
          address,
        ]);
      } finally {
        rmSync(script);
      }
      return each * CLIENTS;
    },
    close: () => postgres.close(),
  };
}
