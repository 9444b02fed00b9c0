// Pictures that no store has any more. History keeps what it refers to: a version that is restored has its picture again.
import type { Kysely } from 'kysely';
import { mediaHashesIn } from '../../../shared/cover.ts';
import { inChunks } from '../chunks.ts';
import type { Engine } from '../engine.ts';
import { takeTurn } from '../store-writer.ts';
import type { Tables } from '../tables.ts';

export const KEPT_MS = 30 * 24 * 60 * 60_000;
/** Versions that are read at a time; others write in between. */
const PAGE = 5_000;

/** Answers how many were forgotten. Whoever is found in use is not asked about again for as long as a new one. */
export async function forgetUnused({ writer, reader }: Pick<Engine, 'writer' | 'reader'>, now: Date) {
  const rows = await reader
    .selectFrom('media')
    .select('hash')
    .where('kept_until', '<', now.toISOString())
    .execute();
  if (rows.length === 0) return 0;
  const used = new Set<string>();
  let last = await usedAfter(reader, 0, used);

  return writer.transaction().execute(async (transaction) => {
    // From here on nobody writes: what came since the look is looked at, and nothing comes after it.
    await takeTurn(transaction);
    last = await usedAfter(transaction, last, used);
    const drafts = await transaction
      .selectFrom('draft_versions')
      .select('fields')
      .where('fields', 'like', MENTIONED)
      .execute();
    for (const { fields } of drafts) for (const hash of mediaHashesIn(fields ?? '')) used.add(hash);

    const until = new Date(now.getTime() + KEPT_MS).toISOString();
    const [kept, unused] = [[] as string[], [] as string[]];
    for (const { hash } of rows) (used.has(hash) ? kept : unused).push(hash);
    await inChunks(kept, (hashes) =>
      transaction.updateTable('media').set({ kept_until: until }).where('hash', 'in', hashes).execute(),
    );
    let forgotten = 0;
    await inChunks(unused, async (hashes) => {
      // Asked again: somebody may have put it once more since.
      const gone = await transaction
        .deleteFrom('media')
        .where('hash', 'in', hashes)
        .where('kept_until', '<', now.toISOString())
        .returning('hash')
        .execute();
      forgotten += gone.length;
    });
    await transaction
      .deleteFrom('media_originals')
      .where((row) =>
        row.not(
          row.exists(
            row
              .selectFrom('media')
              .select('media.hash')
              .whereRef('media.original', '=', 'media_originals.hash'),
          ),
        ),
      )
      .execute();
    return forgotten;
  });
}

const MENTIONED = '%"cover":"/media/%';

/** Adds what versions after this revision refer to. Answers the last revision there is. */
async function usedAfter(db: Kysely<Tables>, revision: number, used: Set<string>): Promise<number> {
  const { newest } = await db
    .selectFrom('store_versions')
    .select((row) => row.fn.max('revision').as('newest'))
    .executeTakeFirstOrThrow();
  const end = newest ?? 0;
  for (let last = revision; last < end; last += PAGE) {
    const rows = await db
      .selectFrom('store_versions')
      .select('fields')
      .where('revision', '>', last)
      .where('revision', '<=', Math.min(last + PAGE, end))
      .where('fields', 'like', MENTIONED)
      .execute();
    for (const { fields } of rows) for (const hash of mediaHashesIn(fields ?? '')) used.add(hash);
  }
  return end;
}
