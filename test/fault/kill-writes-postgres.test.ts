import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { it, onTestFinished } from 'vitest';
import { startPostgres } from '../support/postgres.ts';
import { killUnderWrites, PATIENCE } from './kill-writes.ts';
import type { Rows } from './ledger.ts';

it(
  'keeps what it acknowledged through 200 kills, on PostgreSQL',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
    const postgres = await startPostgres();
    onTestFinished(async () => {
      await postgres.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const address = await postgres.schema();
    await killUnderWrites(200, address, { DATA_DIR: folder, DATABASE_URL: address }, () => ({
      run: (sql) => ask(address, sql),
      close() {},
    }));
  },
  PATIENCE,
);

async function ask(address: string, sql: string): Promise<Rows> {
  const client = new Client(address);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
