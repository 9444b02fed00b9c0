import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, onTestFinished } from 'vitest';
import { killUnderWrites, PATIENCE } from './kill-writes.ts';
import { lookIntoSqlite } from './ledger.ts';

it(
  'keeps what it acknowledged through 200 kills, on SQLite',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'stores.sqlite');
    await killUnderWrites(200, folder, { DATA_DIR: folder }, () => lookIntoSqlite(file));
  },
  PATIENCE,
);
