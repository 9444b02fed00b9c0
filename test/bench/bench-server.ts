// A server of its own process: `hello` for Fastify's hello world, `nearby <stores>` for the whole service.
import Fastify from 'fastify';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { catalogue } from './catalogue.ts';

const [kind, stores] = process.argv.slice(2);

async function hello() {
  const app = Fastify();
  app.get('/', async () => ({ hello: 'world' }));
  return app;
}

async function nearby(count: number) {
  const app = buildApp({
    config: readConfig({ DATA_DIR: ':memory:', RATE_LIMIT: '0', PUBLIC_URL: 'https://stores.example.com' }),
  });
  await app.ready();
  await app.nearby.start();
  const puts = catalogue(count).map((fields) => ({ fields }));
  for (let from = 0; from < count; from += 10_000) {
    await app.storage.stores.put(puts.slice(from, from + 10_000), { kind: 'command', name: 'bench' });
  }
  while (app.nearby.size < count) await new Promise((resolve) => setTimeout(resolve, 50));
  return app;
}

const app = kind === 'hello' ? await hello() : await nearby(Number(stores));
await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.((app.addresses()[0] as { port: number }).port);
process.on('message', (message) => {
  if (message === 'stop') process.exit();
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
