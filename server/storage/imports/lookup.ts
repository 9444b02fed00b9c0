// What a judge asks of the stores.
import type { Kysely } from 'kysely';
import type { Store } from '../../../shared/store.ts';
import { chunks } from '../chunks.ts';
import type { Engine } from '../engine.ts';
import { type Tables, VERSION_COLUMNS } from '../tables.ts';
import { storeOf } from '../versions.ts';
import type { ImportRepository } from './contract.ts';

const AT_ONCE = 500;

export function openLookup({
  writer,
}: Engine): Pick<ImportRepository, 'find' | 'isEmpty' | 'hasLeadingZeros' | 'keyed'> {
  // The database that is written, not a copy that lags behind: what is judged here is written there.
  const db = writer;
  async function find(column: 'id' | 'sid', keys: readonly string[]): Promise<Store[]> {
    const found: Store[] = [];
    for (const chunk of chunks(keys, AT_ONCE)) {
      const rows = await current(db).where(`stores.${column}`, 'in', chunk).execute();
      found.push(...rows.flatMap((row) => storeOf(row) ?? []));
    }
    return found;
  }
  return {
    find: async (ids, sids) => [...(await find('id', ids)), ...(await find('sid', sids))],
    async isEmpty() {
      return (await db.selectFrom('stores').select('id').limit(1).executeTakeFirst()) === undefined;
    },
    async hasLeadingZeros() {
      const row = await db
        .selectFrom('stores')
        .select('id')
        .where('sid', '>=', '0')
        .where('sid', '<', '1')
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async *keyed() {
      for (let after = ''; ; ) {
        const rows = await current(db)
          .where('stores.id', '>', after)
          .where('stores.sid', 'is not', null)
          .where('stores.status', '=', 'published')
          .orderBy('stores.id')
          .limit(AT_ONCE)
          .execute();
        if (rows.length > 0) yield rows.flatMap((row) => storeOf(row) ?? []);
        if (rows.length < AT_ONCE) return;
        after = rows.at(-1)!.store_id;
      }
    },
  };
}

/** The current version of each store. */
const current = (db: Kysely<Tables>) =>
  db
    .selectFrom('stores')
    .innerJoin('store_versions', 'store_versions.revision', 'stores.revision')
    .select(VERSION_COLUMNS.map((column) => `store_versions.${column}` as const));
