// The whole service over a catalogue in a file, in a process of its own; and the bare loops that it is compared with.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import Fastify from 'fastify';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { chainStores, PUBLIC_URL } from './catalogue.ts';
import { slices } from './slices.ts';

const count = Number(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const app = buildApp({ config: readConfig({ DATA_DIR: folder, RATE_LIMIT: '0', PUBLIC_URL }) });
await app.ready();
let made = 0;
for (const stores of slices(chainStores(count), 10_000)) {
  const puts = stores.map((fields) => ({ id: `s${made++}`, fields }));
  await app.storage.stores.put(puts, { kind: 'command', name: 'bench' });
}
await app.nearby.start();
while (app.nearby.size < count) await new Promise((resolve) => setTimeout(resolve, 50));
await app.listen({ host: '127.0.0.1', port: 0 });

const hello = Fastify();
hello.get('/', async () => ({ hello: 'world' }));
await hello.listen({ host: '127.0.0.1', port: 0 });

const database = new DatabaseSync(join(folder, 'stores.sqlite'), { readOnly: true });
const rows = database.prepare(
  "select version.* from stores join store_versions as version using (revision) where stores.status = 'published' order by stores.id",
);

/** SELECT and JSON.stringify, a line a store; answers how many bytes. */
function bareLoop(): number {
  let bytes = 0;
  for (const row of rows.iterate()) bytes += Buffer.byteLength(`${JSON.stringify(row)}\n`);
  return bytes;
}

const portOf = (service: { addresses(): { port: number }[] }) => service.addresses()[0]!.port;
process.send?.({ service: portOf(app as never), hello: portOf(hello as never) });
process.on('message', (message) => {
  if (message === 'stop') process.exit();
  if (message === 'bare') bareLoop();
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, resident: process.memoryUsage.rss() });
});
