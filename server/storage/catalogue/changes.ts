// What changed among the published stores: each change that somebody who sees only those could notice, in order.
import type { Kysely } from 'kysely';
import { fromJson } from '../json.ts';
import { type Tables, VERSION_COLUMNS } from '../tables.ts';
import { changeOf } from '../versions.ts';
import type { SeenChange, SeenChanges } from './contract.ts';

/** @param after  the revision that is known */
export async function changesSeen(db: Kysely<Tables>, after: number, limit: number): Promise<SeenChanges> {
  const rows = await db
    .selectFrom('store_versions')
    .select(VERSION_COLUMNS)
    .where('revision', '>', after)
    .orderBy('revision')
    .limit(limit)
    .execute();
  const hidden = rows.filter((row) => changeOf(row).store === undefined);
  const seenBefore = await seenBeforehand(db, hidden);
  const changes = rows.flatMap((row): SeenChange[] => {
    const { revision, id, store } = changeOf(row);
    return store || seenBefore.has(revision) ? [{ revision, id, store, at: row.at }] : [];
  });
  return { changes, revision: rows.at(-1)?.revision ?? after, more: rows.length === limit };
}

/** The revisions of those versions whose store was published until then. */
async function seenBeforehand(
  db: Kysely<Tables>,
  versions: readonly { readonly revision: number; readonly store_id: string; readonly version: number }[],
): Promise<Set<number>> {
  if (versions.length === 0) return new Set();
  const rows = await db
    .selectFrom('store_versions')
    .select(['store_id', 'version', 'fields'])
    .where('store_id', 'in', [...new Set(versions.map((row) => row.store_id))])
    .where('version', 'in', [...new Set(versions.map((row) => row.version - 1))])
    .execute();
  const published = new Set(
    rows
      .filter(({ fields }) => fields !== null && fromJson<{ status: string }>(fields).status === 'published')
      .map(({ store_id, version }) => `${store_id} ${version}`),
  );
  return new Set(
    versions.filter((row) => published.has(`${row.store_id} ${row.version - 1}`)).map((row) => row.revision),
  );
}
