import { inChunks } from '../chunks.ts';
import { cursorAfter, idOfCursor } from '../cursor.ts';
import type { Engine } from '../engine.ts';
import type { QualityRepository } from './contract.ts';
import { seenStores } from './seen-stores.ts';

type Covers = Pick<QualityRepository, 'coversDue' | 'keepCoverChecks' | 'faultyCovers'>;

export const openCovers = ({
  writer,
  reader,
  bulkInsert,
}: Pick<Engine, 'writer' | 'reader' | 'bulkInsert'>): Covers => ({
  async coversDue(checkedBefore, limit) {
    return (
      reader
        .selectFrom('store_covers')
        .leftJoin('cover_checks', 'cover_checks.cover', 'store_covers.cover')
        .select((row) => ['store_covers.cover', row.fn.min('store_covers.address').as('address')])
        .where((row) =>
          row.or([
            row('cover_checks.checked_at', 'is', null),
            row('cover_checks.checked_at', '<', checkedBefore),
          ]),
        )
        .groupBy(['store_covers.cover', 'cover_checks.checked_at'])
        // What was never asked for sorts first in one engine and last in the other.
        .orderBy((row) => row.fn.coalesce('cover_checks.checked_at', row.val('')))
        .orderBy('store_covers.cover')
        .limit(limit)
        .execute()
    );
  },

  async keepCoverChecks(checks) {
    await writer.transaction().execute((transaction) =>
      inChunks(checks, async (chunk) => {
        const covers = chunk.map(({ cover }) => cover);
        await transaction.deleteFrom('cover_checks').where('cover', 'in', covers).execute();
        const rows = chunk.map(({ cover, checkedAt, fault }) => ({
          cover,
          checked_at: checkedAt,
          fault: fault ?? null,
        }));
        await bulkInsert(transaction, 'cover_checks', rows);
      }),
    );
  },

  async faultyCovers({ limit, cursor, within }) {
    const rows = await faulty(reader, within)
      .select([
        'store_covers.store_id',
        'store_covers.address',
        'cover_checks.fault',
        'cover_checks.checked_at',
      ])
      .$if(cursor !== undefined, (query) => query.where('store_covers.store_id', '>', idOfCursor(cursor!)))
      .orderBy('store_covers.store_id')
      .limit(limit + 1)
      .execute();
    const items = rows.slice(0, limit).map((row) => ({
      storeId: row.store_id,
      address: row.address,
      fault: row.fault ?? '',
      checkedAt: row.checked_at,
    }));
    return { items, next: rows.length > limit ? cursorAfter(items.at(-1)!.storeId) : undefined };
  },
});

export const faulty = (reader: Engine['reader'], within: Parameters<typeof seenStores>[1]) =>
  reader
    .selectFrom('store_covers')
    .innerJoin('cover_checks', 'cover_checks.cover', 'store_covers.cover')
    .where('cover_checks.fault', 'is not', null)
    .where('store_covers.store_id', 'in', seenStores(reader, within));
