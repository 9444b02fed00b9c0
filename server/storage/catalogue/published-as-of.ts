// What was published as of a revision, page by page, however much is written while they are read.
import type { Kysely } from 'kysely';
import { type Tables, VERSION_COLUMNS } from '../tables.ts';
import { changeOf } from '../versions.ts';
import type { PublishedPage } from './contract.ts';

/** By id, after this one; perhaps none, though there are more. */
export async function publishedAsOf(
  db: Kysely<Tables>,
  revision: number,
  after: string,
  limit: number,
): Promise<PublishedPage> {
  const rows = await db
    .selectFrom('store_versions as version')
    .select(VERSION_COLUMNS)
    .where('store_id', '>', after)
    .where('revision', '<=', revision)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('store_versions as later')
            .select('later.revision')
            .whereRef('later.store_id', '=', 'version.store_id')
            .whereRef('later.revision', '>', 'version.revision')
            // Follows from the above, which PostgreSQL does not see: without it, each page reads all before it.
            .where('later.store_id', '>', after)
            .where('later.revision', '<=', revision),
        ),
      ),
    )
    .orderBy('store_id')
    .limit(limit)
    .execute();
  return {
    stores: rows.flatMap((row) => changeOf(row).store ?? []),
    next: rows.length < limit ? undefined : rows.at(-1)?.store_id,
  };
}
