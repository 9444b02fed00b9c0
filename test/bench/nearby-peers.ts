// The whole answer over HTTP against what a database server needs for the same: processor time of all the server's
// processes an answered query, the same stores and queries, all asked in turn. What is not installed is left out.
import { Redis } from 'ioredis';
import { queryPositions } from './catalogue.ts';
import { startServer } from './http-load.ts';
import { nearbyPaths } from './nearby-http.ts';
import { type PostgisPeer, startPostgis } from './postgis-peer.ts';
import { hasRedis, nearestInRedis, startRedis } from './redis-peer.ts';
import { type BenchRow, costRow } from './row.ts';

const WARM_UP = 1;
const ROUNDS = 7;
const REQUESTS = 4_000;
const PEER_REQUESTS = 1_000;
/** The processes of its connections are counted in hundredths of a second each. */
const PGBENCH_REQUESTS = 2_000;
const CONNECTIONS = 16;

type Peer = {
  readonly name: string;
  /** At 5 km, at 50 km. */
  readonly goals: readonly [near: number, far: number];
  /** Microseconds that an answered query costs. */
  costOf(radiusMeters: number): Promise<number>;
};

export async function bench(): Promise<BenchRow[]> {
  return [...(await ofSize(100_000)), ...(await ofSize(1_000_000))];
}

async function ofSize(stores: number): Promise<BenchRow[]> {
  const closing: (() => Promise<unknown>)[] = [];
  try {
    const peers = [...(await redisPeers(stores, closing)), ...(await postgisPeers(stores, closing))];
    if (peers.length === 0) return [];
    const rows: BenchRow[] = [];
    const server = await startServer(['nearby', String(stores)], nearbyPaths(5_000));
    closing.push(() => server.stop());
    for (const [i, radiusMeters] of [5_000, 50_000].entries()) {
      server.ask(nearbyPaths(radiusMeters));
      const own: number[] = [];
      const theirs: number[][] = peers.map(() => []);
      for (let round = -WARM_UP; round < ROUNDS; round++) {
        const cost = await server.costOf(REQUESTS);
        if (round >= 0) own.push(cost);
        for (const [p, peer] of peers.entries()) {
          const peerCost = await peer.costOf(radiusMeters);
          if (round >= 0) theirs[p]!.push(peerCost);
        }
      }
      peers.forEach(({ name, goals }, p) => {
        const at = `${stores.toLocaleString('en')} stores, ${radiusMeters / 1_000} km`;
        rows.push(costRow(`peers: nearby at ${at}, against ${name}`, goals[i]!, own, theirs[p]!));
      });
    }
    return rows;
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

async function redisPeers(stores: number, closing: (() => Promise<unknown>)[]): Promise<Peer[]> {
  if (!hasRedis()) {
    console.log('  Redis is left out: there is no redis-server (Debian: apt install redis-server).');
    return [];
  }
  const redis = await startRedis(stores);
  closing.push(() => redis.close());
  const connections = Array.from({ length: CONNECTIONS }, () => new Redis(redis.socket));
  closing.push(async () => connections.forEach((connection) => void connection.disconnect()));
  const server = await startServer(['redis', redis.socket], ['/']);
  closing.push(() => server.stop());
  return [
    {
      name: 'Redis, GEOSEARCH and HMGET',
      goals: stores > 100_000 ? [4, 25] : [1, 3],
      costOf: async (radiusMeters) => {
        const before = await redis.cpu();
        await askRedis(connections, radiusMeters);
        return ((await redis.cpu()) - before) / PEER_REQUESTS;
      },
    },
    {
      name: 'Fastify and ioredis',
      goals: [2.5, 2.5],
      costOf: async (radiusMeters) => {
        server.ask(nearbyPaths(radiusMeters, '/'));
        const before = await redis.cpu();
        const own = await server.costOf(PEER_REQUESTS);
        return own + ((await redis.cpu()) - before) / PEER_REQUESTS;
      },
    },
  ];
}

async function askRedis(connections: readonly Redis[], radiusMeters: number): Promise<void> {
  const positions = queryPositions(PEER_REQUESTS);
  let next = 0;
  const line = async (redis: Redis) => {
    while (next < positions.length) await nearestInRedis(redis, ...positions[next++]!, radiusMeters);
  };
  await Promise.all(connections.map(line));
}

async function postgisPeers(stores: number, closing: (() => Promise<unknown>)[]): Promise<Peer[]> {
  let postgis: PostgisPeer;
  try {
    postgis = await startPostgis(stores);
  } catch (error) {
    console.log(`  PostGIS is left out: ${error instanceof Error ? error.message : error}`);
    return [];
  }
  closing.push(() => postgis.close());
  const server = await startServer(['postgis', postgis.address], ['/']);
  closing.push(() => server.stop());
  const many = stores > 100_000;
  return [
    {
      name: 'pgbench with the same query prepared',
      goals: many ? [10, 10] : [4, 4],
      costOf: async (radiusMeters) => {
        const before = postgis.cpu();
        const count = await postgis.pgbench(radiusMeters, PGBENCH_REQUESTS);
        return (postgis.cpu() - before) / count;
      },
    },
    {
      name: 'Fastify, pg and PostGIS',
      goals: many ? [28, 28] : [12, 12],
      costOf: async (radiusMeters) => {
        server.ask(nearbyPaths(radiusMeters, '/'));
        const before = postgis.cpu();
        const own = await server.costOf(PEER_REQUESTS);
        return own + (postgis.cpu() - before) / PEER_REQUESTS;
      },
    },
  ];
}
