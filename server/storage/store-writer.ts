// Writing stores: one transaction, all or none, a new version for whatever really changes.
import { setImmediate as turn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import { toWgs84 } from '../../shared/datum.ts';
import type { Store, StoreFields } from '../../shared/store.ts';
import { chunks } from './chunks.ts';
import type { Engine } from './engine.ts';
import { SidTaken, VersionConflict } from './errors.ts';
import { toJson } from './json.ts';
import type { Author, PublishedChange } from './repository.ts';
import { searchText } from './search-text.ts';
import { type StoresTable, type StoreVersionsTable, type Tables, VERSION_COLUMNS } from './tables.ts';
import { changeOf, storeOf } from './versions.ts';

/** A put whose fields were checked and whose id is settled. */
export type CheckedPut = {
  readonly id: string;
  readonly fields: StoreFields;
  /** False: the id was made for it just now, so that nothing can be stored under it. */
  readonly mayExist: boolean;
  readonly ifVersion: number | undefined;
};

export type Written<Answer> = { readonly answer: Answer; readonly changes: readonly PublishedChange[] };

/** Rows a statement handles, and what is done before others get their turn. */
const CHUNK = 500;

export const writeStores = (
  engine: Engine,
  puts: readonly CheckedPut[],
  by: Author,
): Promise<Written<Store[]>> =>
  engine.writer.transaction().execute(async (transaction) => {
    const last = await takeTurn(transaction);
    const stored = await lastVersions(
      transaction,
      puts.filter((put) => put.mayExist).map((put) => put.id),
    );
    await checkSids(transaction, puts);

    const at = new Date().toISOString();
    const answer: Store[] = [];
    const added: { row: StoreVersionsTable; store: Store }[] = [];
    const replaced: string[] = [];
    for (const chunk of chunks(puts, CHUNK)) {
      for (const put of chunk) {
        const before = stored.get(put.id);
        const current = before && storeOf(before);
        checkVersion(put, current?.version ?? 0);
        if (current && sameFields(current, put.fields)) {
          answer.push(current);
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
        answer.push(store);
        added.push({ row: versionRow(last + added.length + 1, store, put.fields, by), store });
      }
      await turn();
    }

    // All old rows go before the first new one comes, so that two stores can exchange their sids.
    for (const ids of chunks(replaced, CHUNK)) {
      await transaction.deleteFrom('stores').where('id', 'in', ids).execute();
      await turn();
    }
    for (const chunk of chunks(added, CHUNK)) {
      await engine.bulkInsert(
        transaction,
        'store_versions',
        chunk.map(({ row }) => row),
      );
      await engine.bulkInsert(
        transaction,
        'stores',
        chunk.map(({ row, store }) => storeRow(row.revision, store)),
      );
      await engine.bulkInsert(
        transaction,
        'store_categories',
        chunk.flatMap(({ store }) => store.categories.map((category) => ({ store_id: store.id, category }))),
      );
      await turn();
    }
    await endTurn(transaction, last + added.length);
    return {
      answer,
      changes: added.map(({ row, store }) => ({
        revision: row.revision,
        id: store.id,
        store: store.status === 'published' ? store : undefined,
      })),
    };
  });

export const removeStores = (engine: Engine, ids: readonly string[], by: Author): Promise<Written<number>> =>
  engine.writer.transaction().execute(async (transaction) => {
    const last = await takeTurn(transaction);
    const existing = [...(await lastVersions(transaction, ids)).values()].filter(
      (row) => row.fields !== null,
    );
    const at = new Date().toISOString();
    const rows = existing.map(
      (row, index): StoreVersionsTable => ({
        ...row,
        revision: last + index + 1,
        version: row.version + 1,
        fields: null,
        at,
        by_kind: by.kind,
        by_name: by.name,
      }),
    );
    for (const chunk of chunks(rows, CHUNK)) {
      await transaction
        .deleteFrom('stores')
        .where(
          'id',
          'in',
          chunk.map((row) => row.store_id),
        )
        .execute();
      await engine.bulkInsert(transaction, 'store_versions', chunk);
      await turn();
    }
    await endTurn(transaction, last + rows.length);
    return { answer: rows.length, changes: rows.map(changeOf) };
  });

/** Waits for other writers, then answers the last revision given out; until the end of the transaction it stays so. */
async function takeTurn(transaction: Transaction<Tables>): Promise<number> {
  const { revision } = await transaction
    .updateTable('last_revision')
    .set((row) => ({ revision: row.ref('revision') }))
    .returning('revision')
    .executeTakeFirstOrThrow();
  return revision;
}

const endTurn = (transaction: Transaction<Tables>, revision: number) =>
  transaction.updateTable('last_revision').set({ revision }).execute();

/** The newest version of each id that ever had one, removals included. */
async function lastVersions(
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

function checkVersion({ id, ifVersion }: CheckedPut, stored: number): void {
  if (ifVersion !== undefined && ifVersion !== stored) throw new VersionConflict(id, stored, ifVersion);
}

function sameFields({ id, version, createdAt, updatedAt, ...kept }: Store, fields: StoreFields): boolean {
  return isDeepStrictEqual(kept, JSON.parse(toJson(fields)));
}

const versionRow = (revision: number, store: Store, fields: StoreFields, by: Author): StoreVersionsTable => ({
  revision,
  store_id: store.id,
  version: store.version,
  fields: toJson(fields),
  created_at: store.createdAt,
  at: store.updatedAt,
  by_kind: by.kind,
  by_name: by.name,
});

function storeRow(revision: number, store: Store): StoresTable {
  const { longitude, latitude, datum } = store.position;
  const [lon, lat] = toWgs84({ position: [longitude, latitude], datum });
  return {
    id: store.id,
    revision,
    sid: store.sid ?? null,
    status: store.status,
    longitude: lon,
    latitude: lat,
    search_text: searchText(store),
  };
}
