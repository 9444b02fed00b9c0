#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

// What one start has compiled, the next one need not: a fifth of its processor time. Where the folder cannot be written
// nothing is kept.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'compiled'));

const usage = `nearby-stores serve [--demo]
nearby-stores migrate-storage --to <storage>
nearby-stores import FILE [--datum wgs84|gcj02|bd09] [--dry-run] [--json] …
nearby-stores export [FILE] [--format csv|xlsx|geojson|wechat-pay] [--published]
nearby-stores backup FILE
nearby-stores restore FILE
nearby-stores user add|role|list|password|remove …
nearby-stores key add|rotate|list|remove …

  serve             starts the service; settings come from the environment or .env
  --demo            fills a catalogue that never held a store with the demo stores
  migrate-storage   copies everything that the storage of the settings keeps into another one, which must be empty,
                    and compares every row; stop the service first
  --to <storage>    postgres://user:password@host/database, or a folder for SQLite
  import            reads stores from CSV, XLSX or GeoJSON; nothing is written with --dry-run. Ends with 0 only when no
                    record was refused. import --help says how columns are chosen, absent stores closed, and the rest
  export            writes all stores, or the published ones, to a file or to standard output
  backup            writes everything to a file while the service runs, restores it into a temporary place and compares
  restore           makes an empty storage of such a file; stop the service first
  user, key         who may sign in, and what programs may; alone they say what follows them`;

function refuse(reason: string): never {
  console.error(`${reason}\n\n${usage}`);
  process.exit(2);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { demo: { type: 'boolean' }, to: { type: 'string' }, help: { type: 'boolean' } },
    });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

// These have arguments of their own.
const OWN: ReadonlySet<string> = new Set(['user', 'key', 'import', 'export', 'backup', 'restore']);
const [, , first, ...own] = process.argv;
const { positionals, values } =
  first !== undefined && OWN.has(first) ? { positionals: [first], values: {} } : readArguments();
const [command, ...rest] = positionals;
if (values.help) console.log(usage);
else if (command === undefined) refuse('Which command?');
else if (rest.length > 0) refuse(`${command} takes no "${rest[0]}".`);
// What a command needs is loaded when it is known: a mistyped one is answered at once.
else if (command === 'serve') {
  if (values.to !== undefined) refuse('serve takes no --to.');
  const { serve } = await import('./main.ts');
  await serve({ demo: values.demo ?? false });
} else if (command === 'migrate-storage') {
  if (values.demo) refuse('migrate-storage takes no --demo.');
  if (!values.to) refuse('migrate-storage needs to know where to: --to <storage>.');
  const { migrateStorage } = await import('./migrate-storage.ts');
  await migrateStorage(values.to);
} else if (command === 'user') {
  const { userCommand } = await import('./access/user-command.ts');
  await userCommand(own);
} else if (command === 'key') {
  const { keyCommand } = await import('./access/key-command.ts');
  await keyCommand(own);
} else if (command === 'import') {
  const { importCommand } = await import('./import/command.ts');
  await importCommand(own);
} else if (command === 'export') {
  const { exportCommand } = await import('./export/command.ts');
  await exportCommand(own);
} else if (command === 'backup' || command === 'restore') {
  const { backupCommand } = await import('./backup/command.ts');
  await backupCommand(command, own);
} else refuse(`There is no command "${command}".`);
