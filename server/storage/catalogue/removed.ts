// Stores that were removed: still there with their history for a while, then forgotten.
import type { Kysely } from 'kysely';
import type { StoreFields } from '../../../shared/store.ts';
import { inChunks } from '../chunks.ts';
import type { Engine } from '../engine.ts';
import { fromJson } from '../json.ts';
import { takeTurn } from '../store-writer.ts';
import type { Tables } from '../tables.ts';
import { authorOf } from '../versions.ts';
import type { RemovedStore } from './contract.ts';

/**
 * @param before  the revision that the page before ended with
 * @param may  whether this store, as it was last, is shown at all
 */
export async function removedStores(
  db: Kysely<Tables>,
  limit: number,
  before: number | undefined,
  may: (fields: StoreFields) => boolean,
) {
  const stores: RemovedStore[] = [];
  let shown = before;
  for (let read = before; ; ) {
    const rows = await removalsBefore(db, read)
      .limit(limit + 1)
      .execute();
    for (const row of rows) {
      const fields = fromJson<StoreFields>(row.fields ?? '{}');
      if (!may(fields)) continue;
      // One more than asked for: there is another page, after what the last one shown ended with.
      if (stores.length === limit) return { stores, next: String(shown) };
      shown = row.revision;
      stores.push({
        id: row.store_id,
        fields,
        version: row.version,
        removedAt: row.at,
        by: authorOf(row),
        operation: row.operation,
      });
    }
    if (rows.length <= limit) return { stores, next: undefined };
    read = rows.at(-1)!.revision;
  }
}

function removalsBefore(db: Kysely<Tables>, revision: number | undefined) {
  const all = removals(db)
    .innerJoin('store_versions as last', (both) =>
      both
        .onRef('last.store_id', '=', 'removal.store_id')
        .on((row) => row('last.version', '=', row('removal.version', '-', 1))),
    )
    .select([
      'removal.revision',
      'removal.store_id',
      'removal.version',
      'removal.at',
      'removal.by_kind',
      'removal.by_name',
      'removal.operation',
      'last.fields',
    ])
    .orderBy('removal.revision', 'desc');
  return revision === undefined ? all : all.where('removal.revision', '<', revision);
}

/** Answers how many stores were forgotten. */
export const forgetRemoved = ({ writer }: Engine, removedBefore: Date): Promise<number> =>
  writer.transaction().execute(async (transaction) => {
    await takeTurn(transaction);
    const rows = await removals(transaction)
      .select(['removal.store_id', 'removal.revision'])
      .where('removal.at', '<', removedBefore.toISOString())
      .execute();
    if (rows.length === 0) return 0;
    await inChunks(
      rows.map((row) => row.store_id),
      async (ids) => {
        await transaction.deleteFrom('store_versions').where('store_id', 'in', ids).execute();
        await transaction.deleteFrom('draft_versions').where('store_id', 'in', ids).execute();
      },
    );
    const newest = rows.reduce((revision, row) => Math.max(revision, row.revision), 0);
    await transaction
      .updateTable('last_revision')
      .set({ forgotten: newest })
      .where('forgotten', '<', newest)
      .execute();
    return rows.length;
  });

/** The versions that removed stores, where nothing came after. */
const removals = (db: Kysely<Tables>) =>
  db
    .selectFrom('store_versions as removal')
    .where('removal.fields', 'is', null)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('store_versions as later')
            .select('later.revision')
            .whereRef('later.store_id', '=', 'removal.store_id')
            .whereRef('later.revision', '>', 'removal.revision'),
        ),
      ),
    );
