// What was confirmed, written: one transaction, one operation, all or none. Read a page at a time, so that a million
// stores need no more memory than a hundred.
import { v7 as uuidv7 } from 'uuid';
import type { PlannedPut } from '../../import/judged.ts';
import { writeIn } from '../catalogue/batch-writer.ts';
import type { DraftPut } from '../catalogue/contract.ts';
import type { Engine } from '../engine.ts';
import type { PublishedChange } from '../repository.ts';
import { type CheckedPut, takeTurn } from '../store-writer.ts';
import type { ImportJob, KeptRow } from './contract.ts';
import { judgedPages } from './pages.ts';

/** Of so many changes nobody holds more: they are read back when they are told of. */
const HELD = 100_000;

type Applied = { readonly revision: number; readonly changes: readonly PublishedChange[] | undefined };

/** Answers the last revision given out, and the changes, unless there were too many of them to hold. */
export const applyImport = (
  engine: Engine,
  { id, fileName, confirmation }: ImportJob,
  onStores: (stores: number) => void,
): Promise<Applied> =>
  engine.writer.transaction().execute(async (transaction) => {
    const { by, publish } = confirmation!;
    const operation = uuidv7();
    let last = await takeTurn(transaction);
    let stores = 0;
    let held: PublishedChange[] | undefined = [];
    const pages = judgedPages(transaction, id, ['create', 'update', 'close']);
    for await (const batch of inBatches(pages)) {
      const { puts, drafts } = publish ? { puts: batch.map(putOf), drafts: [] } : unpublished(batch);
      const action = { kind: 'import', id: operation, note: fileName } as const;
      const { changes } = await writeIn(
        transaction,
        engine,
        { puts, drafts, removals: [], plans: [] },
        by,
        action,
        last,
      );
      last += changes.length;
      if (held && held.length + changes.length <= HELD) held.push(...changes);
      else held = undefined;
      stores += batch.length;
      onStores(stores);
    }
    const at = new Date().toISOString();
    await transaction
      .updateTable('imports')
      .set({ state: 'done', operation, progress: null, node: null, lease_until: null, updated_at: at })
      .where('id', '=', id)
      .where('state', '=', 'applying')
      .execute();
    await transaction.deleteFrom('import_bytes').where('import_id', '=', id).execute();
    return { revision: last, changes: held };
  });

const putOf = ({ id, fields, ifVersion, isFreshId }: PlannedPut): CheckedPut => ({
  id,
  fields,
  ifVersion,
  mayExist: !isFreshId,
});

/** By somebody who may not publish: new stores are drafts, and of published ones a draft is made beside them. */
function unpublished(batch: readonly PlannedPut[]): { puts: CheckedPut[]; drafts: DraftPut[] } {
  return {
    puts: batch
      .filter(({ wasPublished }) => !wasPublished)
      .map((put) => putOf({ ...put, fields: { ...put.fields, status: 'draft' } })),
    drafts: batch
      .filter(({ wasPublished }) => wasPublished)
      .map(({ id, fields, ifVersion }) => ({ id, fields, baseVersion: ifVersion })),
  };
}

/** Records that are written at a time. */
const BATCH = 5_000;

/** Pages together. */
async function* inBatches(pages: AsyncIterable<readonly KeptRow[]>): AsyncGenerator<PlannedPut[]> {
  let batch: PlannedPut[] = [];
  for await (const page of pages) {
    batch.push(...(page as readonly PlannedPut[]));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
