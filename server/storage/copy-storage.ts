// From one storage into another, whatever engine each has: every row of every table there is, as the databases themselves
// describe them, and nothing that this file would have to be told of.
import { type Kysely, sql } from 'kysely';
import type { Engine, TableShape } from './engine.ts';
import { CopyDiffers, StorageNotEmpty, TablesDiffer } from './errors.ts';
import { openEngine } from './open-engine.ts';
import type { Tables } from './tables.ts';

/** Rows that are read, written and compared at a time, fewer where they are large: pictures and files are rows too. */
const PAGE = 2_000;
const FIRST_PAGE = 20;
/** Characters of a page, about. */
const PAGE_LENGTH = 16_000_000;
/** A table in the target from the first row until all of them are compared; whoever opens such a storage is refused. */
export const UNFINISHED = 'unfinished_copy';

type Row = Readonly<Record<string, unknown>>;
type Source = { readonly db: Kysely<Tables>; readonly tables: readonly TableShape[] };

export type CopiedTable = { readonly table: string; readonly rows: number };

/**
 * Copies all that one storage keeps, as of one moment, into another that is empty, then compares them row by row. What
 * was interrupted goes on where it stopped when it is called again; where the source has changed, or the copy was found
 * to differ, it starts over.
 * @param done  called when a table is copied, and when it is compared
 * @returns the tables with their rows
 * @throws STORAGE_NOT_EMPTY, TABLES_DIFFER, COPY_DIFFERS, and what opening a storage throws
 */
export async function copyStorage(
  from: string,
  to: string,
  done: (what: 'copied' | 'compared', table: CopiedTable) => void = () => {},
): Promise<CopiedTable[]> {
  const source = await openEngine(from);
  try {
    const target = await openEngine(to);
    try {
      // It is the target's foreign keys that ask for an order.
      const tables = inOrder(await target.tables());
      sameTables(await source.tables(), tables);
      return await source.snapshot((db) => copyAll({ db, tables }, target, done));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Whether a copy into this storage has begun and not ended. */
export const isUnfinished = async (engine: Engine) =>
  (await engine.tables()).some(({ name }) => name === UNFINISHED);

async function copyAll(
  source: Source,
  target: Engine,
  done: (what: 'copied' | 'compared', table: CopiedTable) => void,
): Promise<CopiedTable[]> {
  await begin(source, target);
  for (const table of source.tables) {
    done('copied', { table: table.name, rows: await copyTable(source.db, target, table) });
  }
  const compared: CopiedTable[] = [];
  for (const table of source.tables) {
    const rows = await compareTable(source.db, target, table).catch(async (error) => {
      // Called again, it starts over.
      await sql`update ${sql.table(UNFINISHED)} set state = ''`.execute(target.writer);
      throw error;
    });
    compared.push({ table: table.name, rows });
    done('compared', { table: table.name, rows });
  }
  await target.writer.schema.dropTable(UNFINISHED).execute();
  return compared;
}

/** Makes sure that the target holds nothing but an earlier part of this very copy. */
async function begin(source: Source, target: Engine): Promise<void> {
  const counts: number[] = [];
  for (const table of source.tables) counts.push(await count(source.db, table));
  const state = JSON.stringify(counts);
  const keyed = source.tables.filter(({ key }) => key.length > 0);
  if (await isUnfinished(target)) {
    const { rows } = await sql<{ state: string }>`select state from ${sql.table(UNFINISHED)}`.execute(
      target.writer,
    );
    if (rows[0]?.state === state) return;
    await target.writer.transaction().execute(async (transaction) => {
      for (const table of keyed.toReversed())
        await sql`delete from ${sql.table(table.name)}`.execute(transaction);
      await sql`update ${sql.table(UNFINISHED)} set state = ${state}`.execute(transaction);
    });
    return;
  }
  for (const table of keyed) {
    const rows = await count(target.writer, table);
    if (rows > 0) throw new StorageNotEmpty(table.name, rows);
  }
  await target.writer.transaction().execute(async (transaction) => {
    await transaction.schema.createTable(UNFINISHED).addColumn('state', 'text').execute();
    await sql`insert into ${sql.table(UNFINISHED)} (state) values (${state})`.execute(transaction);
  });
}

/** Answers how many rows the target has then. */
async function copyTable(db: Kysely<Tables>, target: Engine, table: TableShape): Promise<number> {
  const write = (rows: readonly Row[], replace: boolean) =>
    target.writer.transaction().execute(async (transaction) => {
      if (replace) await sql`delete from ${sql.table(table.name)}`.execute(transaction);
      // Which of the tables it is only the database knows.
      await target.bulkInsert(transaction, table.name as 'stores', rows as never);
    });
  if (table.key.length === 0) {
    await write(await page(db, table, undefined, { limit: PAGE }), true);
  } else {
    const [last] = await page(target.writer, table, undefined, { limit: 1, direction: 'backwards' });
    for await (const rows of pages(db, table, last)) await write(rows, false);
  }
  return count(target.writer, table);
}

/** Reads both and answers how many rows there are. @throws COPY_DIFFERS at the first that is not the same */
async function compareTable(db: Kysely<Tables>, target: Engine, table: TableShape): Promise<number> {
  let compared = 0;
  const theirs = pages(target.writer, table);
  for await (const rows of pages(db, table)) {
    const { value: copies = [] } = await theirs.next();
    rows.forEach((row, index) => {
      const copy = copies[index];
      const column = table.columns.find((name) => copy?.[name] !== row[name]);
      if (column !== undefined) throw new CopyDiffers(table.name, keyOf(table, row), column);
    });
    if (copies.length > rows.length)
      throw new CopyDiffers(table.name, keyOf(table, copies[rows.length]!), 'everything');
    compared += rows.length;
  }
  const { value: [more] = [] } = await theirs.next();
  if (more) throw new CopyDiffers(table.name, keyOf(table, more), 'everything');
  return compared;
}

/** All rows after this one, in the order of the key; a table without a key is one page. */
async function* pages(db: Kysely<Tables>, table: TableShape, after?: Row): AsyncGenerator<Row[], undefined> {
  let limit = FIRST_PAGE;
  for (let last = after; ; ) {
    const rows = await page(db, table, last, { limit });
    if (rows.length > 0) yield rows;
    last = rows.at(-1);
    if (rows.length < limit || table.key.length === 0) return;
    limit = Math.max(1, Math.min(PAGE, Math.floor((PAGE_LENGTH * rows.length) / lengthOf(rows))));
  }
}

/** Of the same rows the same: what is compared page by page has the same pages. */
const lengthOf = (rows: readonly Row[]): number =>
  rows.reduce(
    (sum, row) =>
      Object.values(row).reduce<number>(
        (length, value) => length + (typeof value === 'string' ? value.length : 8),
        sum,
      ),
    0,
  );

async function page(
  db: Kysely<Tables>,
  { name, columns, key }: TableShape,
  after: Row | undefined,
  { limit, direction }: { readonly limit: number; readonly direction?: 'backwards' },
): Promise<Row[]> {
  const order = sql.join((key.length > 0 ? key : columns).map((column) => orderBy(column, direction)));
  const from = after
    ? sql`where (${names(key)}) > (${sql.join(key.map((column) => sql`${after[column]}`))})`
    : sql``;
  const most = key.length === 0 ? sql`` : sql`limit ${limit}`;
  const { rows } = await sql<Row>`
    select ${names(columns)} from ${sql.table(name)} ${from} order by ${order} ${most}`.execute(db);
  return rows;
}

const names = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)));

const orderBy = (column: string, direction?: 'backwards') =>
  direction ? sql`${sql.ref(column)} desc` : sql.ref(column);

async function count(db: Kysely<Tables>, { name }: TableShape): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(name)}`.execute(db);
  return rows[0]?.rows ?? 0;
}

const keyOf = ({ key, columns }: TableShape, row: Row) =>
  (key.length > 0 ? key : columns).map((column) => String(row[column])).join(', ');

/** Those that others refer to first. */
function inOrder(tables: readonly TableShape[]): TableShape[] {
  const ordered = new Set<TableShape>();
  const add = (table: TableShape) => {
    if (ordered.has(table)) return;
    for (const other of tables) if (other !== table && table.refersTo.includes(other.name)) add(other);
    ordered.add(table);
  };
  for (const table of tables) if (table.name !== UNFINISHED) add(table);
  return [...ordered];
}

/** Both engines have run their migrations, so that a difference is a fault of ours and nothing must be lost by it. */
function sameTables(source: readonly TableShape[], target: readonly TableShape[]): void {
  const describe = (shapes: readonly TableShape[]) =>
    shapes
      .filter(({ name }) => name !== UNFINISHED)
      .map(({ name, columns, key }) => `${name}(${[...columns].sort()}; ${key})`)
      .sort();
  const [here, there] = [describe(source), describe(target)];
  const missing =
    here.find((table) => !there.includes(table)) ?? there.find((table) => !here.includes(table));
  if (missing !== undefined) throw new TablesDiffer(missing);
}
