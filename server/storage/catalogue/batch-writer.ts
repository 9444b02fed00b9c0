// One write of anything there is of stores: one transaction, one operation, all or none.

import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Operation } from '../../../shared/operation.ts';
import type { Store } from '../../../shared/store.ts';
import type { Engine } from '../engine.ts';
import type { Author, PublishedChange } from '../repository.ts';
import {
  type CheckedPut,
  putStores,
  type Removal,
  removeStores,
  type Stamp,
  takeTurn,
} from '../store-writer.ts';
import type { Tables } from '../tables.ts';
import type { Action, DraftPut, PlanPut } from './contract.ts';
import { endDrafts, putDrafts } from './draft-writer.ts';
import { addOperation } from './operation-rows.ts';
import { dropSettledPlans, putPlans } from './plans.ts';

export type CheckedBatch = {
  readonly puts: readonly CheckedPut[];
  readonly removals: readonly Removal[];
  readonly drafts: readonly DraftPut[];
  readonly plans: readonly PlanPut[];
};

export type BatchOutcome = {
  readonly operation: Operation | undefined;
  readonly stores: Store[];
  readonly removed: number;
  readonly changes: readonly PublishedChange[];
};

export const writeBatch = (
  engine: Engine,
  batch: CheckedBatch,
  by: Author,
  action: Action,
): Promise<BatchOutcome> =>
  engine.writer.transaction().execute(async (transaction) => {
    const last = await takeTurn(transaction);
    return writeIn(transaction, engine, batch, by, action, last);
  });

/** The same within a transaction whose turn it is. */
export async function writeIn(
  transaction: Transaction<Tables>,
  engine: Engine,
  { puts, removals, drafts, plans }: CheckedBatch,
  by: Author,
  { kind, id = uuidv7(), note }: Action,
  last: number,
  undoes: string | null = null,
): Promise<BatchOutcome> {
  const stamp: Stamp = { at: new Date().toISOString(), by, operation: id };
  // First what goes: its sids are free then.
  const gone = await removeStores(transaction, engine, removals, stamp, last);
  const put = await putStores(transaction, engine, puts, stamp, last + gone.length);
  const changes = [...gone, ...put.changes];
  const drafted = await putDrafts(transaction, engine, drafts, stamp);
  const ended = await endDrafts(
    transaction,
    engine,
    gone.map((change) => change.id),
    stamp,
  );
  const planned = await putPlans(transaction, engine, plans, stamp);

  const touched = new Set([...changes.map((change) => change.id), ...drafted, ...ended]);
  if (touched.size > 0) await dropSettledPlans(transaction, [...touched]);
  if (changes.length > 0) {
    await transaction
      .updateTable('last_revision')
      .set({ revision: last + changes.length })
      .execute();
  }
  if (drafted.length + ended.length + planned > 0) {
    await transaction
      .updateTable('last_revision')
      .set((row) => ({ drafts: row('drafts', '+', 1) }))
      .execute();
  }
  const operation =
    touched.size === 0
      ? undefined
      : await addOperation(transaction, {
          id,
          kind,
          by,
          at: stamp.at,
          stores: touched.size,
          note: note ?? null,
          undoes,
          undoneBy: null,
        });
  return { operation, stores: put.stores, removed: gone.length, changes };
}
