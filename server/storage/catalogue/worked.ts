// Stores with what is made of them and planned with them.
import type { Kysely } from 'kysely';
import type { StoreFields } from '../../../shared/store.ts';
import { chunks } from '../chunks.ts';
import { fromJson } from '../json.ts';
import { type Tables, VERSION_COLUMNS } from '../tables.ts';
import { authorOf, storeOf } from '../versions.ts';
import type { Draft, Worked } from './contract.ts';
import { DRAFT_COLUMNS } from './draft-writer.ts';
import { PLAN_COLUMNS, planOf } from './plans.ts';

const AT_ONCE = 1_000;

/** In the order of `ids`; those that do not exist are left out. */
export async function workedMany(db: Kysely<Tables>, ids: readonly string[]): Promise<Worked[]> {
  const found = new Map<string, Worked>();
  for (const chunk of chunks(ids, AT_ONCE)) {
    const rows = await db
      .selectFrom('stores')
      .innerJoin('store_versions', 'store_versions.revision', 'stores.revision')
      .select(VERSION_COLUMNS.map((column) => `store_versions.${column}` as const))
      .where('stores.id', 'in', chunk)
      .execute();
    const drafts = await draftsOf(db, chunk);
    const plans = await db
      .selectFrom('publication_plans')
      .select(PLAN_COLUMNS)
      .where('store_id', 'in', chunk)
      .execute();
    const planned = new Map(plans.map((row) => [row.store_id, planOf(row)]));
    for (const row of rows) {
      const store = storeOf(row);
      if (store === undefined) continue;
      found.set(store.id, {
        store,
        by: authorOf(row),
        operation: row.operation,
        draft: drafts.get(store.id),
        plan: planned.get(store.id),
      });
    }
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

async function draftsOf(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, Draft>> {
  const rows = await db
    .selectFrom('store_drafts')
    .innerJoin('draft_versions', (both) =>
      both
        .onRef('draft_versions.store_id', '=', 'store_drafts.store_id')
        .onRef('draft_versions.version', '=', 'store_drafts.version'),
    )
    .leftJoin('store_versions as base', (both) =>
      both
        .onRef('base.store_id', '=', 'draft_versions.store_id')
        .onRef('base.version', '=', 'draft_versions.base_version'),
    )
    .select(DRAFT_COLUMNS.map((column) => `draft_versions.${column}` as const))
    .select('base.fields as base')
    .where('store_drafts.store_id', 'in', ids)
    .execute();
  return new Map(
    rows.flatMap((row): [string, Draft][] => {
      if (row.fields === null) return [];
      const fields = fromJson<StoreFields>(row.fields);
      const draft: Draft = {
        fields,
        version: row.version,
        baseVersion: row.base_version,
        base: row.base === null ? fields : fromJson<StoreFields>(row.base),
        at: row.at,
        by: authorOf(row),
        operation: row.operation,
      };
      return [[row.store_id, draft]];
    }),
  );
}
