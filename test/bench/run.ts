// npm run bench [name …]: every comparison but those that take long, or the named ones; prints the table and keeps it in
// results.md.
import { writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import type { BenchRow } from './row.ts';
import { table } from './row.ts';

const benches: Record<string, () => Promise<{ bench: () => Promise<BenchRow[]> }>> = {
  datum: () => import('./datum.ts'),
  index: () => import('./nearby-index.ts'),
  http: () => import('./nearby-http.ts'),
  memory: () => import('./nearby-memory.ts'),
  start: () => import('./nearby-start.ts'),
  peers: () => import('./nearby-peers.ts'),
  workers: () => import('./workers.ts'),
  postgres: () => import('./postgres.ts'),
  rest: () => import('./rest.ts'),
  click: () => import('./click.ts'),
  page: () => import('./page.ts'),
  import: () => import('./import.ts'),
  console: () => import('./console.ts'),
  overload: () => import('./overload.ts'),
  soak: () => import('./soak.ts'),
};

/** Asked for by name alone: ten minutes, and half an hour. */
const LONG: ReadonlySet<string> = new Set(['overload', 'soak']);

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}

const rows: BenchRow[] = [];
for (const name of asked.length > 0 ? asked : Object.keys(benches).filter((name) => !LONG.has(name))) {
  console.log(`${name} …`);
  const { bench } = await benches[name]!();
  rows.push(...(await bench()));
}

const machine = `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
const text = table(rows);
console.log(`\n${text}`);
if (asked.length === 0) {
  const heading = `# Last results of \`npm run bench\`\n\n${new Date().toISOString().slice(0, 10)}, ${machine}. `;
  const how = 'Each ratio compares two things timed in turn in one run.';
  writeFileSync(join(import.meta.dirname, 'results.md'), `${heading}${how}\n\n${text}\n`);
}
