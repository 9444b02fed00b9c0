// The whole service with the demo stores as a process of its own, which says how much it holds once nobody is connected.
import { readdirSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { hashPassword } from '../../server/access/passwords.ts';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { PASSWORD, withRole } from '../support/access.ts';
import { tester } from '../support/stores.ts';

/** What the process holds when all that nobody needs any more is thrown away. */
export type Held = {
  /** Bytes: objects, and what they keep outside of the heap. */
  readonly memory: number;
  readonly descriptors: number;
};
export type Started = { readonly origin: string; readonly headers: Readonly<Record<string, string>> };

process.on('disconnect', () => process.exit());
const app = buildApp({
  config: readConfig({ ...process.env, PORT: '0', RATE_LIMIT: '0' }),
  demo: true,
  log: { write() {} },
});
await app.ready();
const headers = await withRole(app, 'publisher');
await app.storage.access.users.add(
  { name: 'editor', role: 'editor', password: await hashPassword(PASSWORD) },
  tester,
);
await app.nearby.start();
await app.compileSchemas();
const origin = await app.listen({ host: '127.0.0.1', port: 0 });
process.on('message', async () => process.send?.(await held()));
process.send?.({ origin, headers } satisfies Started);

async function held(): Promise<Held> {
  const connections = () =>
    new Promise<number>((resolve) => app.server.getConnections((_error, count) => resolve(count)));
  while ((await connections()) > 0) await turn();
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await turn();
  }
  const { heapUsed, external } = process.memoryUsage();
  return { memory: heapUsed + external, descriptors: readdirSync('/proc/self/fd').length };
}
