// Writing stores within a transaction: a new version for whatever really changes.
import { setImmediate as turn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import type { Store, StoreFields } from '../../shared/store.ts';
import { chunks } from './chunks.ts';
import type { Engine } from './engine.ts';
import { SidTaken, VersionConflict } from './errors.ts';
import { toJson } from './json.ts';
import type { Author, PublishedChange } from './repository.ts';
import { markRows, storeRow } from './store-row.ts';
import { type StoreVersionsTable, type Tables, VERSION_COLUMNS } from './tables.ts';
import { changeOf, fieldsOf, storeOf } from './versions.ts';

/** A put whose fields were checked and whose id is settled. */
export type CheckedPut = {
  readonly id: string;
  readonly fields: StoreFields;
  /** False: the id was made for it just now, so that nothing can be stored under it. */
  readonly mayExist: boolean;
  readonly ifVersion: number | undefined;
};

/** Which write it is: what each row that it makes says of it. */
export type Stamp = { readonly at: string; readonly by: Author; readonly operation: string };

export type StoresWritten = {
  /** As kept, in the order of the puts. */
  readonly stores: Store[];
  readonly changes: readonly PublishedChange[];
};

/** Rows a statement handles, and what is done before others get their turn. */
const CHUNK = 500;
/** Stores whose rows a table is given at a time. */
const WRITTEN = 1_000;
/** Stores whose rows are made before others get their turn: what the database says meanwhile is heard then. */
const MADE = 100;

/** @param last  the last revision given out; the changes have the next ones */
export async function putStores(
  transaction: Transaction<Tables>,
  engine: Engine,
  puts: readonly CheckedPut[],
  { at, by, operation }: Stamp,
  last: number,
): Promise<StoresWritten> {
  const stored = await lastVersions(
    transaction,
    puts.filter((put) => put.mayExist).map((put) => put.id),
  );
  await checkSids(transaction, puts);

  const stores: Store[] = [];
  const added: Added[] = [];
  const replaced: string[] = [];
  for (const chunk of chunks(puts, CHUNK)) {
    for (const put of chunk) {
      const before = stored.get(put.id);
      const current = before && storeOf(before);
      checkVersion(put.id, put.ifVersion, current?.version ?? 0);
      if (current && sameFields(current, put.fields)) {
        stores.push(current);
        continue;
      }
      if (current) replaced.push(put.id);
      const store: Store = {
        ...put.fields,
        id: put.id,
        version: (before?.version ?? 0) + 1,
        createdAt: current?.createdAt ?? at,
        updatedAt: at,
      };
      stores.push(store);
      added.push({ revision: last + added.length + 1, store, fields: put.fields });
    }
    await turn();
  }

  // All old rows go before the first new one comes, so that two stores can exchange their sids.
  for (const ids of chunks(replaced, CHUNK)) {
    await transaction.deleteFrom('stores').where('id', 'in', ids).execute();
    await turn();
  }
  // The next rows are made while the database takes the last ones.
  let writing = Promise.resolve();
  for (const chunk of chunks(added, WRITTEN)) {
    const [rows] = await Promise.all([rowsOf(chunk, { at, by, operation }), writing]);
    writing = insert(transaction, engine, rows);
  }
  await writing;
  return {
    stores,
    changes: added.map(({ revision, store }) => ({
      revision,
      id: store.id,
      store: store.status === 'published' ? store : undefined,
    })),
  };
}

/** A version that is written, and the store as it says. */
type Added = { readonly revision: number; readonly store: Store; readonly fields: StoreFields };
type Rows = { readonly [Name in (typeof WRITTEN_TABLES)[number]]: Tables[Name][] };
/** In an order that foreign keys allow. */
const WRITTEN_TABLES = [
  'store_versions',
  'stores',
  'store_categories',
  'store_tags',
  'store_holiday_sets',
] as const;

/** What is written of stores, table by table. */
async function rowsOf(added: readonly Added[], { at, by, operation }: Stamp): Promise<Rows> {
  const rows: Rows = {
    store_versions: [],
    stores: [],
    store_categories: [],
    store_tags: [],
    store_holiday_sets: [],
  };
  for (const chunk of chunks(added, MADE)) {
    for (const { revision, store, fields } of chunk) {
      rows.store_versions.push({
        revision,
        store_id: store.id,
        version: store.version,
        fields: toJson(fields),
        created_at: store.createdAt,
        at,
        by_kind: by.kind,
        by_name: by.name,
        operation,
      });
      rows.stores.push(storeRow(revision, store));
      for (const category of store.categories) rows.store_categories.push({ store_id: store.id, category });
      const { tags, holidaySets } = markRows(store);
      rows.store_tags.push(...tags);
      rows.store_holiday_sets.push(...holidaySets);
    }
    await turn();
  }
  return rows;
}

async function insert(transaction: Transaction<Tables>, { bulkInsert }: Engine, rows: Rows): Promise<void> {
  for (const table of WRITTEN_TABLES) await bulkInsert(transaction, table, rows[table]);
}

export type Removal = { readonly id: string; readonly ifVersion?: number };

/** Those that do not exist are passed over, unless they should be at some version. */
export async function removeStores(
  transaction: Transaction<Tables>,
  { bulkInsert }: Engine,
  removals: readonly Removal[],
  { at, by, operation }: Stamp,
  last: number,
): Promise<PublishedChange[]> {
  const stored = await lastVersions(
    transaction,
    removals.map(({ id }) => id),
  );
  const rows: StoreVersionsTable[] = [];
  for (const { id, ifVersion } of removals) {
    const before = stored.get(id);
    const exists = before !== undefined && before.fields !== null;
    checkVersion(id, ifVersion, exists ? before.version : 0);
    if (!exists) continue;
    rows.push({
      ...before,
      revision: last + rows.length + 1,
      version: before.version + 1,
      fields: null,
      at,
      by_kind: by.kind,
      by_name: by.name,
      operation,
    });
  }
  for (const chunk of chunks(rows, CHUNK)) {
    const ids = chunk.map((row) => row.store_id);
    await transaction.deleteFrom('stores').where('id', 'in', ids).execute();
    await bulkInsert(transaction, 'store_versions', chunk);
    await turn();
  }
  return rows.map(changeOf);
}

/** Waits for other writers, then answers the last revision given out; until the end of the transaction it stays so. */
export async function takeTurn(transaction: Transaction<Tables>): Promise<number> {
  const { revision } = await transaction
    .updateTable('last_revision')
    .set((row) => ({ revision: row.ref('revision') }))
    .returning('revision')
    .executeTakeFirstOrThrow();
  return revision;
}

/** The newest version of each id that ever had one, removals included. */
export async function lastVersions(
  transaction: Transaction<Tables>,
  ids: readonly string[],
): Promise<Map<string, StoreVersionsTable>> {
  const found = new Map<string, StoreVersionsTable>();
  for (const chunk of chunks(ids, CHUNK)) {
    const rows = await transaction
      .selectFrom('store_versions')
      .select(VERSION_COLUMNS)
      .where('revision', 'in', (versions) =>
        versions
          .selectFrom('store_versions')
          .select((row) => row.fn.max('revision').as('newest'))
          .where('store_id', 'in', chunk)
          .groupBy('store_id'),
      )
      .execute();
    for (const row of rows) found.set(row.store_id, row);
    await turn();
  }
  return found;
}

async function checkSids(transaction: Transaction<Tables>, puts: readonly CheckedPut[]): Promise<void> {
  const idBySid = new Map<string, string>();
  const idsWritten = new Set<string>();
  for (const { id, fields } of puts) {
    idsWritten.add(id);
    if (fields.sid === undefined) continue;
    const holder = idBySid.get(fields.sid);
    if (holder !== undefined) throw new SidTaken(fields.sid, holder);
    idBySid.set(fields.sid, id);
  }
  for (const sids of chunks([...idBySid.keys()], CHUNK)) {
    const holders = await transaction
      .selectFrom('stores')
      .select(['id', 'sid'])
      .where('sid', 'in', sids)
      .execute();
    // A holder that is written as well gives its sid up, or keeps it.
    const holder = holders.find(({ id }) => !idsWritten.has(id));
    if (holder) throw new SidTaken(holder.sid ?? '', holder.id);
  }
}

export function checkVersion(id: string, ifVersion: number | undefined, stored: number): void {
  if (ifVersion !== undefined && ifVersion !== stored) throw new VersionConflict(id, stored, ifVersion);
}

const sameFields = (store: Store, fields: StoreFields): boolean =>
  isDeepStrictEqual(fieldsOf(store), JSON.parse(toJson(fields)));
