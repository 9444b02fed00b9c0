// Writing drafts within a transaction. Each write is a version of its own, so that an undo finds the one before.
import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import type { StoreFields } from '../../../shared/store.ts';
import { inChunks } from '../chunks.ts';
import type { Engine } from '../engine.ts';
import { UnknownStore } from '../errors.ts';
import { fromJson, toJson } from '../json.ts';
import { checkVersion, type Stamp } from '../store-writer.ts';
import type { Tables } from '../tables.ts';
import type { DraftPut } from './contract.ts';
import type { DraftVersionsTable } from './tables.ts';

/** Answers the ids of the stores whose drafts are different now. */
export async function putDrafts(
  transaction: Transaction<Tables>,
  { bulkInsert }: Engine,
  puts: readonly DraftPut[],
  stamp: Stamp,
): Promise<string[]> {
  const changed: string[] = [];
  await inChunks(puts, async (chunk) => {
    const ids = chunk.map(({ id }) => id);
    const existing = await existingStores(transaction, ids);
    const newest = await newestDrafts(transaction, ids);
    const rows = chunk.flatMap(({ id, fields, baseVersion, ifVersion }): DraftVersionsTable[] => {
      const before = newest.get(id);
      const isThere = before !== undefined && before.fields !== null;
      checkVersion(id, ifVersion, isThere ? before.version : 0);
      if (fields !== undefined && !existing.has(id)) throw new UnknownStore(id);
      if (fields === undefined && !isThere) return [];
      if (fields && isThere && before.base_version === baseVersion && sameDraft(before, fields)) return [];
      return [draftRow(id, (before?.version ?? 0) + 1, fields, baseVersion, stamp)];
    });
    if (rows.length === 0) return;
    await transaction
      .deleteFrom('store_drafts')
      .where(
        'store_id',
        'in',
        rows.map((row) => row.store_id),
      )
      .execute();
    await bulkInsert(transaction, 'draft_versions', rows);
    await bulkInsert(
      transaction,
      'store_drafts',
      rows.flatMap(({ store_id, version, fields }) => (fields === null ? [] : { store_id, version })),
    );
    changed.push(...rows.map((row) => row.store_id));
  });
  return changed;
}

/** The drafts of stores that are gone. */
export async function endDrafts(
  transaction: Transaction<Tables>,
  engine: Engine,
  ids: readonly string[],
  stamp: Stamp,
): Promise<string[]> {
  const ends: DraftPut[] = [];
  await inChunks(ids, async (chunk) => {
    const rows = await transaction
      .selectFrom('store_drafts')
      .select('store_id')
      .where('store_id', 'in', chunk)
      .execute();
    for (const row of rows) ends.push({ id: row.store_id, fields: undefined, baseVersion: 0 });
  });
  return putDrafts(transaction, engine, ends, stamp);
}

/** The newest version of each draft that ever was, ended ones included. */
export async function newestDrafts(
  transaction: Transaction<Tables>,
  ids: readonly string[],
): Promise<Map<string, DraftVersionsTable>> {
  const rows = await transaction
    .selectFrom('draft_versions as draft')
    .select(DRAFT_COLUMNS)
    .where('store_id', 'in', ids)
    .where('version', '=', (versions) =>
      versions
        .selectFrom('draft_versions as other')
        .select((row) => row.fn.max('other.version').as('newest'))
        .whereRef('other.store_id', '=', 'draft.store_id'),
    )
    .execute();
  return new Map(rows.map((row) => [row.store_id, row]));
}

export const DRAFT_COLUMNS = [
  'store_id',
  'version',
  'fields',
  'base_version',
  'at',
  'by_kind',
  'by_name',
  'operation',
] as const satisfies (keyof DraftVersionsTable)[];

async function existingStores(
  transaction: Transaction<Tables>,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await transaction.selectFrom('stores').select('id').where('id', 'in', ids).execute();
  return new Set(rows.map((row) => row.id));
}

const sameDraft = ({ fields }: DraftVersionsTable, others: StoreFields) =>
  isDeepStrictEqual(fromJson(fields!), JSON.parse(toJson(others)));

const draftRow = (
  id: string,
  version: number,
  fields: StoreFields | undefined,
  baseVersion: number,
  { at, by, operation }: Stamp,
): DraftVersionsTable => ({
  store_id: id,
  version,
  fields: fields === undefined ? null : toJson(fields),
  base_version: baseVersion,
  at,
  by_kind: by.kind,
  by_name: by.name,
  operation,
});
