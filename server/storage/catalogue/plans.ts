// What is planned with what is not published: a date, a review. Within a transaction, or read.
import type { Transaction } from 'kysely';
import type { Plan } from '../../../shared/working-store.ts';
import { inChunks } from '../chunks.ts';
import type { Engine } from '../engine.ts';
import type { Stamp } from '../store-writer.ts';
import type { Tables } from '../tables.ts';
import { authorOf } from '../versions.ts';
import type { PlanPut } from './contract.ts';
import type { PublicationPlansTable } from './tables.ts';

/** Answers how many were written. A plan for nothing, of a store without anything unpublished, is dropped at once. */
export async function putPlans(
  transaction: Transaction<Tables>,
  { bulkInsert }: Engine,
  puts: readonly PlanPut[],
  { at, by }: Stamp,
): Promise<number> {
  await inChunks(puts, async (chunk) => {
    const ids = chunk.map(({ id }) => id);
    await transaction.deleteFrom('publication_plans').where('store_id', 'in', ids).execute();
    const rows = chunk.flatMap(({ id, plan }): PublicationPlansTable[] =>
      plan === undefined
        ? []
        : [
            {
              store_id: id,
              publish_at: plan.publishAt,
              review: plan.review,
              note: plan.note,
              at,
              by_kind: by.kind,
              by_name: by.name,
            },
          ],
    );
    await bulkInsert(transaction, 'publication_plans', rows);
    await dropSettledPlans(transaction, ids);
  });
  return puts.length;
}

/** Plans of stores that have nothing left to publish. */
export async function dropSettledPlans(
  transaction: Transaction<Tables>,
  ids: readonly string[],
): Promise<void> {
  // Nearly always nothing is planned at all, and a large write asks for as many stores as there are.
  const any = await transaction
    .selectFrom('publication_plans')
    .select('store_id')
    .limit(1)
    .executeTakeFirst();
  if (any === undefined) return;
  await inChunks(ids, (chunk) =>
    transaction
      .deleteFrom('publication_plans')
      .where('store_id', 'in', chunk)
      .where((plan) =>
        plan.not(
          plan.exists(
            plan
              .selectFrom('store_drafts')
              .select('store_drafts.store_id')
              .whereRef('store_drafts.store_id', '=', 'publication_plans.store_id'),
          ),
        ),
      )
      .where((plan) =>
        plan.not(
          plan.exists(
            plan
              .selectFrom('stores')
              .select('stores.id')
              .whereRef('stores.id', '=', 'publication_plans.store_id')
              .where('stores.status', '=', 'draft'),
          ),
        ),
      )
      .execute(),
  );
}

export const PLAN_COLUMNS = [
  'store_id',
  'publish_at',
  'review',
  'note',
  'at',
  'by_kind',
  'by_name',
] as const satisfies (keyof PublicationPlansTable)[];

export const planOf = (row: PublicationPlansTable): Plan => ({
  publishAt: row.publish_at,
  review: row.review as Plan['review'],
  note: row.note,
  by: authorOf(row),
  at: row.at,
});
