// The same stores in Redis: their positions as a geospatial set, their records in a hash.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { records } from './catalogue.ts';

export type RedisServer = {
  readonly socket: string;
  /** Microseconds of processor time spent so far. */
  cpu(): Promise<number>;
  close(): Promise<void>;
};

/** Whether there is one on this machine. */
export function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Starts one that listens on a socket in a temporary folder, with so many stores. */
export async function startRedis(count: number): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-redis-'));
  const socket = join(folder, 'redis.sock');
  const settings = [
    '--port',
    '0',
    '--unixsocket',
    socket,
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];
  const server = spawn('redis-server', settings, { stdio: 'ignore' });
  const redis = new Redis(socket, { retryStrategy: () => 100, maxRetriesPerRequest: null });
  redis.on('error', () => {});
  await redis.ping();
  let pipeline = redis.pipeline();
  let number = 0;
  for (const { position, json } of records(count)) {
    pipeline.geoadd('places', ...position, number).hset('records', number, json);
    if (++number % 10_000 === 0) {
      await pipeline.exec();
      pipeline = redis.pipeline();
    }
  }
  await pipeline.exec();
  return {
    socket,
    async cpu() {
      const info = await redis.info('cpu');
      const seconds = (name: string) => Number(new RegExp(`${name}:([\\d.]+)`).exec(info)?.[1]);
      return (seconds('used_cpu_sys') + seconds('used_cpu_user')) * 1e6;
    },
    async close() {
      redis.disconnect();
      server.kill();
      await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The records of the ten nearest within a radius. */
export async function nearestInRedis(
  redis: Redis,
  lon: number,
  lat: number,
  radius: number,
): Promise<string[]> {
  const ids = (await redis.geosearch(
    'places',
    'FROMLONLAT',
    lon,
    lat,
    'BYRADIUS',
    radius,
    'm',
    'ASC',
    'COUNT',
    10,
  )) as string[];
  return ids.length === 0 ? [] : ((await redis.hmget('records', ...ids)) as string[]);
}
