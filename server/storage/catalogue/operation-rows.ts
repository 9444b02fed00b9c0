import type { Transaction } from 'kysely';
import type { Operation, OperationKind } from '../../../shared/operation.ts';
import type { Author, OnceKey } from '../repository.ts';
import type { Tables } from '../tables.ts';
import { authorOf } from '../versions.ts';
import type { OperationsTable } from './tables.ts';

export const OPERATION_COLUMNS = [
  'id',
  'kind',
  'at',
  'by_kind',
  'by_name',
  'stores',
  'note',
  'undoes',
  'undone_by',
] as const satisfies (keyof OperationsTable)[];

export const operationOf = (row: OperationsTable): Operation => ({
  id: row.id,
  kind: row.kind as OperationKind,
  by: authorOf(row),
  at: row.at,
  stores: row.stores,
  note: row.note,
  undoes: row.undoes,
  undoneBy: row.undone_by,
});

/** Keeps it; the stores of one that is there already are added to it. Answers it as it is kept. */
export async function addOperation(
  transaction: Transaction<Tables>,
  { id, kind, by, at, stores, note, undoes, undoneBy }: Operation & { readonly by: Author },
): Promise<Operation> {
  const row = await transaction
    .insertInto('operations')
    .values({ id, kind, at, by_kind: by.kind, by_name: by.name, stores, note, undoes, undone_by: undoneBy })
    .onConflict((known) =>
      known.column('id').doUpdateSet((old) => ({ stores: old('operations.stores', '+', stores) })),
    )
    .returning(OPERATION_COLUMNS)
    .executeTakeFirstOrThrow();
  if (by.once) await keepAsDone(transaction, by.once, id);
  return operationOf(row);
}

/** Whatever happens to the answer, a repeated request finds out that it was carried out. */
async function keepAsDone(
  transaction: Transaction<Tables>,
  { key, actor }: OnceKey,
  id: string,
): Promise<void> {
  await transaction
    .updateTable('kept_answers')
    .set({ operation: id })
    .where('actor', '=', actor)
    .where('key', '=', key)
    .where('operation', 'is', null)
    .execute();
}
