// Undoing an operation: every store of it goes back to what it was before, unless somebody touched it since.
import type { Transaction } from 'kysely';
import type { Undone } from '../../../shared/operation.ts';
import type { StoreFields } from '../../../shared/store.ts';
import { inChunks } from '../chunks.ts';
import type { Engine } from '../engine.ts';
import { AlreadyUndone } from '../errors.ts';
import { fromJson } from '../json.ts';
import type { Author, PublishedChange } from '../repository.ts';
import { type CheckedPut, lastVersions, takeTurn } from '../store-writer.ts';
import { type StoreVersionsTable, type Tables, VERSION_COLUMNS } from '../tables.ts';
import { writeIn } from './batch-writer.ts';
import type { DraftPut } from './contract.ts';
import { DRAFT_COLUMNS, newestDrafts } from './draft-writer.ts';
import { OPERATION_COLUMNS } from './operation-rows.ts';
import type { DraftVersionsTable } from './tables.ts';

type Outcome = { readonly undone: Undone | undefined; readonly changes: readonly PublishedChange[] };
type Reason = Undone['conflicts'][number]['reason'];

/** Of one store: its first and last version in the operation, what was before, and what is now. */
type Span<Row extends { version: number; fields: string | null }> = {
  first: number;
  last: number;
  before?: Row;
  now?: Row;
};

/** `undone` is undefined when there is no such operation. @throws ALREADY_UNDONE */
export const undoOperation = (
  engine: Engine,
  id: string,
  by: Author,
  may: (fields: StoreFields) => boolean,
): Promise<Outcome> =>
  engine.writer.transaction().execute(async (transaction) => {
    const revision = await takeTurn(transaction);
    const target = await transaction
      .selectFrom('operations')
      .select(OPERATION_COLUMNS)
      .where('id', '=', id)
      .executeTakeFirst();
    if (target === undefined) return { undone: undefined, changes: [] };
    if (target.undone_by !== null) throw new AlreadyUndone(id, target.undone_by);

    const stores = await storeSpans(transaction, id);
    const drafts = await draftSpans(transaction, id);
    const conflicts = new Map<string, Reason>();
    for (const spans of [stores, drafts]) {
      for (const [store, { last, now }] of spans) {
        if (now?.version !== last) conflicts.set(store, 'changed-since');
      }
    }
    for (const [store, { before, now }] of stores) {
      const states = [before, now].flatMap((row) => row?.fields ?? []);
      if (!states.every((fields) => may(fromJson(fields)))) conflicts.set(store, 'not-allowed');
    }
    await findTakenSids(transaction, stores, conflicts);

    const untouched = (store: string) => !conflicts.has(store);
    const puts = [...stores].flatMap(([store, { before }]): CheckedPut[] =>
      untouched(store) && before?.fields
        ? [{ id: store, fields: fromJson(before.fields), mayExist: true, ifVersion: undefined }]
        : [],
    );
    const removals = [...stores].flatMap(([store, { before }]) =>
      untouched(store) && !before?.fields ? [{ id: store }] : [],
    );
    const removed = new Set(removals.map((removal) => removal.id));
    const draftPuts = [...drafts].flatMap(([store, { before }]): DraftPut[] =>
      untouched(store) && !removed.has(store)
        ? [
            {
              id: store,
              fields: before?.fields ? fromJson(before.fields) : undefined,
              baseVersion: before?.base_version ?? 0,
            },
          ]
        : [],
    );
    const batch = { puts, removals, drafts: draftPuts, plans: [] };
    const { operation, changes } = await writeIn(
      transaction,
      engine,
      batch,
      by,
      { kind: 'undo', ...(target.note === null ? {} : { note: target.note }) },
      revision,
      id,
    );
    if (operation) await markUndone(transaction, id, operation.id);
    const undone: Undone = {
      operation: operation ?? null,
      restored: operation?.stores ?? 0,
      conflicts: [...conflicts].sort(byId).map(([store, reason]) => ({
        id: store,
        name: nameOf(stores.get(store)) ?? nameOf(drafts.get(store)) ?? '',
        reason,
      })),
    };
    return { undone, changes };
  });

async function storeSpans(transaction: Transaction<Tables>, operation: string) {
  const rows = await transaction
    .selectFrom('store_versions')
    .select(['store_id', 'version'])
    .where('operation', '=', operation)
    .execute();
  const spans = spansOf<StoreVersionsTable>(rows);
  await inChunks([...spans.keys()], async (ids) => {
    for (const [id, row] of await lastVersions(transaction, ids)) spans.get(id)!.now = row;
    const earlier = await transaction
      .selectFrom('store_versions as earlier')
      .select(VERSION_COLUMNS.map((column) => `earlier.${column}` as const))
      .where('earlier.store_id', 'in', ids)
      .execute();
    for (const row of earlier) {
      const span = spans.get(row.store_id)!;
      if (row.version === span.first - 1) span.before = row;
    }
  });
  return spans;
}

async function draftSpans(transaction: Transaction<Tables>, operation: string) {
  const rows = await transaction
    .selectFrom('draft_versions')
    .select(['store_id', 'version'])
    .where('operation', '=', operation)
    .execute();
  const spans = spansOf<DraftVersionsTable>(rows);
  await inChunks([...spans.keys()], async (ids) => {
    for (const [id, row] of await newestDrafts(transaction, ids)) spans.get(id)!.now = row;
    const earlier = await transaction
      .selectFrom('draft_versions')
      .select(DRAFT_COLUMNS)
      .where('store_id', 'in', ids)
      .execute();
    for (const row of earlier) {
      const span = spans.get(row.store_id)!;
      if (row.version === span.first - 1) span.before = row;
    }
  });
  return spans;
}

function spansOf<Row extends { version: number; fields: string | null }>(
  rows: readonly { readonly store_id: string; readonly version: number }[],
): Map<string, Span<Row>> {
  const spans = new Map<string, Span<Row>>();
  for (const { store_id, version } of rows) {
    const span = spans.get(store_id);
    if (span === undefined) spans.set(store_id, { first: version, last: version });
    else {
      span.first = Math.min(span.first, version);
      span.last = Math.max(span.last, version);
    }
  }
  return spans;
}

/** Stores whose sid somebody else has by now; those stay as they are, and so may others that wanted theirs. */
async function findTakenSids(
  transaction: Transaction<Tables>,
  stores: ReadonlyMap<string, Span<StoreVersionsTable>>,
  conflicts: Map<string, Reason>,
): Promise<void> {
  const wanted = new Map<string, string>();
  for (const [id, { before }] of stores) {
    const sid = before?.fields ? fromJson<StoreFields>(before.fields).sid : undefined;
    if (sid !== undefined && !conflicts.has(id)) wanted.set(id, sid);
  }
  const holders = new Map<string, string>();
  await inChunks([...new Set(wanted.values())], async (sids) => {
    const rows = await transaction
      .selectFrom('stores')
      .select(['id', 'sid'])
      .where('sid', 'in', sids)
      .execute();
    for (const { id, sid } of rows) holders.set(sid ?? '', id);
  });
  for (let found = true; found; ) {
    found = false;
    for (const [id, sid] of wanted) {
      const holder = holders.get(sid);
      const stays = holder !== undefined && holder !== id && (!stores.has(holder) || conflicts.has(holder));
      if (conflicts.has(id) || !stays) continue;
      conflicts.set(id, 'sid-taken');
      found = true;
    }
  }
}

/** What it undid holds again, and what that had undone does not. */
async function markUndone(transaction: Transaction<Tables>, id: string, undoneBy: string): Promise<void> {
  let by: string | null = undoneBy;
  for (let target: string | null = id; target !== null; ) {
    const row: { undoes: string | null } | undefined = await transaction
      .updateTable('operations')
      .set({ undone_by: by })
      .where('id', '=', target)
      .returning('undoes')
      .executeTakeFirst();
    by = by === null ? target : null;
    target = row?.undoes ?? null;
  }
}

const byId = ([a]: readonly [string, Reason], [b]: readonly [string, Reason]) => (a < b ? -1 : 1);

function nameOf(span: Span<StoreVersionsTable> | Span<DraftVersionsTable> | undefined): string | undefined {
  const fields = span?.now?.fields ?? span?.before?.fields;
  return fields ? fromJson<StoreFields>(fields).name : undefined;
}
