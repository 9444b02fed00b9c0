// 100,000 rows of CSV from the file to where a search finds them, against what cannot be avoided: putting the same rows
// into the same tables by prepared statements, and reading the file at all. Processor time, for the machine may be busy.
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'csv-parse';
import { regionOf } from '../../server/geography/region.ts';
import { analyse } from '../../server/import/analysis.ts';
import { fileSource } from '../../server/import/byte-source.ts';
import { openTable } from '../../server/import/open-table.ts';
import { DEFAULT_OPTIONS } from '../../server/import/options.ts';
import { imported } from '../../server/import/report.ts';
import { storedCatalogue } from '../../server/import/stored-catalogue.ts';
import { NearbyService } from '../../server/nearby/nearby-service.ts';
import { openStorage } from '../../server/storage/index.ts';
import type { Storage } from '../../server/storage/repository.ts';
import { generatedCsv } from '../support/generated-csv.ts';
import { tester } from '../support/stores.ts';
import { memoryOfImports } from './import-memory.ts';
import { intoPostgres } from './import-postgres.ts';
import type { BenchRow } from './row.ts';

const ROWS = 100_000;
const ROUNDS = 3;
/** What an import fills for these rows, in an order that foreign keys allow. */
const TABLES = ['operations', 'store_versions', 'stores', 'store_categories'];
const options = { ...DEFAULT_OPTIONS, datum: 'wgs84' } as const;

export const bench = async (): Promise<BenchRow[]> => [
  ...(await intoSqlite()),
  ...(await intoPostgres()),
  ...(await memoryOfImports()),
];

async function intoSqlite(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-bench-'));
  try {
    const file = join(folder, 'stores.csv');
    writeFileSync(file, generatedCsv(ROWS));
    const inserted: number[] = [];
    const read: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const database = join(folder, `${round}.sqlite`);
      const ours = await importTime(file, database);
      const bare = await insertTime(database, join(folder, `${round}-bare.sqlite`));
      inserted.push(bare / ours);
      read.push((await csvParseTime(file)) / (await readTime(file)));
    }
    return [
      {
        name: 'import 100,000 CSV rows, file to searchable, vs bare prepared inserts',
        ratios: inserted,
        of: 'rate',
        goal: 0.3,
      },
      {
        name: 'read, validate and preview 100,000 CSV rows vs csv-parse with columns',
        ratios: read,
        of: 'rate',
        goal: 1,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds of processor time, all threads of this process together. */
async function processorTime(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function importTime(file: string, database: string): Promise<number> {
  const storage = await openStorage(database);
  const nearby = await nearbyOf(storage);
  try {
    const time = await processorTime(async () => {
      const source = await fileSource(file);
      const report = await imported(
        storage,
        { fileName: 'stores.csv', source, options, by: tester, askDatum: async () => 'wgs84' },
        () => {},
      );
      if (report.create !== ROWS) throw new Error(`${report.create} rows were imported`);
      while (nearby.size < ROWS) await pause(20);
    });
    return time;
  } finally {
    await nearby.close();
    await storage.close();
  }
}

async function nearbyOf({ stores, categories }: Storage): Promise<NearbyService> {
  const nearby = new NearbyService({
    stores,
    categories: () => categories.all(),
    regionOf,
    publicUrl: undefined,
  });
  await nearby.start();
  return nearby;
}

/** The rows that an import has written, written again into a database of the same shape. */
async function insertTime(from: string, to: string): Promise<number> {
  await (await openStorage(to)).close();
  const source = new DatabaseSync(from, { readOnly: true });
  const target = new DatabaseSync(to);
  try {
    target.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
    const tables = TABLES.map((table) => ({ table, rows: source.prepare(`select * from ${table}`).all() }));
    return await processorTime(async () => {
      target.exec('begin immediate');
      for (const { table, rows } of tables) {
        const columns = Object.keys(rows[0]!);
        const places = columns.map(() => '?').join(', ');
        const statement = target.prepare(`insert into ${table} (${columns.join(', ')}) values (${places})`);
        for (const row of rows) statement.run(...columns.map((column) => row[column] as SQLInputValue));
      }
      target.exec('commit');
    });
  } finally {
    source.close();
    target.close();
  }
}

const csvParseTime = (file: string) =>
  processorTime(async () => {
    let count = 0;
    for await (const _ of createReadStream(file).pipe(parse({ columns: true, bom: true }))) count++;
    if (count !== ROWS) throw new Error(`csv-parse found ${count} rows`);
  });

/** With an empty catalogue, as for a first import. */
async function readTime(file: string): Promise<number> {
  const storage = await openStorage(':memory:');
  try {
    const catalogue = await storedCatalogue(storage, undefined);
    return await processorTime(async () => {
      const opened = await openTable(await fileSource(file), options);
      const analysis = analyse(opened, options, catalogue, new Date().toISOString());
      let count = 0;
      for await (const { judged } of analysis.batches()) count += judged.length;
      if (count !== ROWS) throw new Error(`${count} rows were read`);
    });
  } finally {
    await storage.close();
  }
}
