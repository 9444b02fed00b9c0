// 100,000 confirmed rows into PostgreSQL: the one transaction that writes them, against bare COPY of the same rows into
// the same tables with the same indexes. Time by the clock, for the database's share of it is in other processes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { fileSource } from '../../server/import/byte-source.ts';
import { DEFAULT_OPTIONS } from '../../server/import/options.ts';
import { ImportRunner } from '../../server/import/runner.ts';
import { openStorage } from '../../server/storage/index.ts';
import { generatedCsv } from '../support/generated-csv.ts';
import { postgresPrograms, startPostgres } from '../support/postgres.ts';
import { tester } from '../support/stores.ts';
import type { BenchRow } from './row.ts';

const ROWS = 100_000;
const ROUNDS = 3;
/** What an import fills for these rows, in an order that foreign keys allow. */
const TABLES = ['operations', 'store_versions', 'stores', 'store_categories'];
const options = { ...DEFAULT_OPTIONS, datum: 'wgs84' } as const;

export async function intoPostgres(): Promise<BenchRow[]> {
  try {
    postgresPrograms();
  } catch (error) {
    console.log(`  PostgreSQL is left out: ${error instanceof Error ? error.message : error}`);
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-bench-'));
  const postgres = await startPostgres();
  try {
    const file = join(folder, 'stores.csv');
    writeFileSync(file, generatedCsv(ROWS));
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const imported = await postgres.schema();
      const copied = await postgres.schema();
      const ours = await writeTime(file, imported);
      ratios.push((await copyTime(imported, copied)) / ours);
    }
    return [
      {
        name: 'write of 100,000 imported rows into PostgreSQL vs bare COPY, same tables and indexes',
        ratios,
        of: 'rate',
        goal: 0.8,
      },
    ];
  } finally {
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds from the confirmation to where everything is committed. */
async function writeTime(file: string, address: string): Promise<number> {
  const storage = await openStorage(address);
  const { imports } = storage;
  const runner = new ImportRunner(storage, (error) => {
    throw error;
  });
  try {
    const source = await fileSource(file);
    const pieces = source.read(0, source.size);
    const given = { fileName: 'stores.csv', options, pieces, most: Number.MAX_SAFE_INTEGER };
    const { id } = await imports.receive(given, tester);
    runner.kick();
    let job = await imports.get(id);
    for (; job?.state === 'reading'; job = await imports.get(id)) await pause(20);
    const by = { by: tester, publish: true };
    const confirmed = (await imports.confirm(id, job!.generation, by))!;
    const begun = performance.now();
    await imports.apply(confirmed, () => {});
    const seconds = (performance.now() - begun) / 1_000;
    const done = await imports.get(id);
    if (done?.state !== 'done' || done.summary?.create !== ROWS)
      throw new Error(`The import is ${done?.state}`);
    return seconds;
  } finally {
    await runner.close();
    await storage.close();
  }
}

/** The rows that an import has written, as COPY gives and takes them. */
async function copyTime(from: string, to: string): Promise<number> {
  await (await openStorage(to)).close();
  const source = new Client({ connectionString: from });
  const target = new Client({ connectionString: to });
  await Promise.all([source.connect(), target.connect()]);
  try {
    const texts = new Map<string, Buffer>();
    for (const table of TABLES) {
      const pieces: Buffer[] = [];
      for await (const piece of source.query(copyTo(`copy ${table} to stdout`))) pieces.push(piece);
      texts.set(table, Buffer.concat(pieces));
    }
    const begun = performance.now();
    await target.query('begin');
    for (const [table, text] of texts) {
      const copy = target.query(copyFrom(`copy ${table} from stdin`));
      copy.end(text);
      await finished(copy);
    }
    await target.query('commit');
    return (performance.now() - begun) / 1_000;
  } finally {
    await Promise.all([source.end(), target.end()]);
  }
}
