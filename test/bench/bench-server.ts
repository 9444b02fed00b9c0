// A server of its own process: `hello` for Fastify's hello world, `nearby <stores>` for the whole service, and what
// others would build: `geokdbush <stores>`, `redis <socket>`, `postgis <address>`.
import Fastify from 'fastify';
import { around } from 'geokdbush';
import { Redis } from 'ioredis';
import KDBush from 'kdbush';
import { Pool } from 'pg';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { chainStores, PUBLIC_URL, records } from './catalogue.ts';
import { NEAREST } from './postgis-peer.ts';
import { nearestInRedis } from './redis-peer.ts';
import { slices } from './slices.ts';

type Query = { Querystring: { lat: string; lon: string; radius: string } };

const apps: Record<string, (argument: string) => Promise<{ listen: ReturnType<typeof Fastify>['listen'] }>> =
  {
    async hello() {
      const app = Fastify();
      app.get('/', async () => ({ hello: 'world' }));
      return app;
    },

    async nearby(stores) {
      const count = Number(stores);
      // The limit is there, and nobody reaches it.
      const app = buildApp({
        config: readConfig({ DATA_DIR: ':memory:', RATE_LIMIT: '1000000', PUBLIC_URL }),
      });
      await app.ready();
      for (const stores of slices(chainStores(count), 10_000)) {
        const puts = stores.map((fields) => ({ fields }));
        await app.storage.stores.put(puts, { kind: 'command', name: 'bench' });
      }
      await app.nearby.start();
      while (app.nearby.size < count) await new Promise((resolve) => setTimeout(resolve, 50));
      return app;
    },

    /** The library and the records as objects in memory, each query's ten put into JSON. */
    async geokdbush(stores) {
      const count = Number(stores);
      const index = new KDBush(count);
      const all: object[] = [];
      for (const { position, json } of records(count)) {
        index.add(...position);
        all.push(JSON.parse(json));
      }
      index.finish();
      const app = Fastify();
      app.get<Query>('/', (request, reply) => {
        const { lat, lon, radius } = request.query;
        const ids = around(index, Number(lon), Number(lat), 10, Number(radius) / 1_000);
        const found = ids.map((id) => all[id]);
        reply
          .type('application/json; charset=utf-8')
          .send(JSON.stringify({ numberReturned: found.length, stores: found }));
      });
      return app;
    },

    async redis(socket) {
      const redis = new Redis(socket);
      const app = Fastify();
      app.get<Query>('/', async (request, reply) => {
        const { lat, lon, radius } = request.query;
        const found = await nearestInRedis(redis, Number(lon), Number(lat), Number(radius));
        return reply
          .type('application/json; charset=utf-8')
          .send(`{"numberReturned":${found.length},"stores":[${found.join(',')}]}`);
      });
      return app;
    },

    async postgis(address) {
      const pool = new Pool({ connectionString: address, max: 8 });
      const app = Fastify();
      app.get<Query>('/', async (request, reply) => {
        const { lat, lon, radius } = request.query;
        const { rows } = await pool.query({ name: 'nearest', text: NEAREST, values: [lon, lat, radius] });
        const found = rows.map(({ record }) => record);
        return reply
          .type('application/json; charset=utf-8')
          .send(`{"numberReturned":${found.length},"stores":[${found.join(',')}]}`);
      });
      return app;
    },
  };

const [kind = '', argument = ''] = process.argv.slice(2);
const app = await apps[kind]!(argument);
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.(Number(new URL(address).port));
process.on('message', (message) => {
  if (message === 'stop') process.exit();
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
