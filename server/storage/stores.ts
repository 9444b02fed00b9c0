import { randomUUIDv7 } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Category, categoriesWithin } from '../../shared/category.ts';
import type { Store } from '../../shared/store.ts';
import { ChangeFeed } from './change-feed.ts';
import { chunks } from './chunks.ts';
import { cursorAfter, idOfCursor } from './cursor.ts';
import type { Engine } from './engine.ts';
import { RepeatedId } from './errors.ts';
import { inCategories, insideBox } from './nearest-by-box.ts';
import type { PublishedChange, StorePut, StoreRepository } from './repository.ts';
import { searchPatterns } from './search-text.ts';
import { checkId, checkStore } from './store-check.ts';
import { type CheckedPut, removeStores, type Written, writeStores } from './store-writer.ts';
import { VERSION_COLUMNS } from './tables.ts';
import { changeOf, storeOf, versionOf } from './versions.ts';

/** Stores on a page of `published()`, and ids in a question for many. */
const PAGE = 1_000;
/** Puts that are checked before others get their turn. */
const CHECKED_AT_ONCE = 1_000;

/** @param categories  the category tree: who asks for a category means those below it too */
export async function openStores(
  engine: Engine,
  categories: () => Promise<readonly Category[]>,
): Promise<StoreRepository & { close(): Promise<void> }> {
  const { reader } = engine;
  const feed = new ChangeFeed(await lastRevision(), changesAfter);
  // Writes stand in line together with telling of them, so that listeners hear in revision order.
  let line: Promise<unknown> = Promise.resolve();
  const stopListening = engine.onRevision((revision) => {
    if (revision > feed.told) inLine(() => feed.catchUp(revision)).catch(process.emitWarning);
  });

  function inLine<Answer>(task: () => Promise<Answer>): Promise<Answer> {
    const done = line.then(task);
    line = done.catch(() => {});
    return done;
  }

  const written = <Answer>(write: () => Promise<Written<Answer>>): Promise<Answer> =>
    inLine(async () => {
      const { answer, changes } = await write();
      await feed.tell(changes);
      return answer;
    });

  async function lastRevision(): Promise<number> {
    return (await reader.selectFrom('last_revision').select('revision').executeTakeFirstOrThrow()).revision;
  }

  async function changesAfter(revision: number, limit: number): Promise<PublishedChange[]> {
    const rows = await reader
      .selectFrom('store_versions')
      .select(VERSION_COLUMNS)
      .where('revision', '>', revision)
      .orderBy('revision')
      .limit(limit)
      .execute();
    return rows.map(changeOf);
  }

  /** What pages of stores are made of: the current version of each. */
  const current = () =>
    reader
      .selectFrom('stores')
      .innerJoin('store_versions', 'store_versions.revision', 'stores.revision')
      .select(VERSION_COLUMNS.map((column) => `store_versions.${column}` as const));

  async function getMany(ids: readonly string[]): Promise<Store[]> {
    const byId = new Map<string, Store | undefined>();
    for (const chunk of chunks(ids, PAGE)) {
      const rows = await current().where('stores.id', 'in', chunk).execute();
      for (const row of rows) byId.set(row.store_id, storeOf(row));
    }
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** Pages of what was published as of a revision, however much is written while they are read. */
  async function* pagesAsOf(revision: number): AsyncGenerator<Store[]> {
    let after = '';
    for (;;) {
      const rows = await reader
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
        .limit(PAGE)
        .execute();
      const stores = rows.flatMap((row) => changeOf(row).store ?? []);
      if (stores.length > 0) yield stores;
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      after = last.store_id;
    }
  }

  return {
    get: async (id) => (await getMany([id]))[0],
    getMany,

    async list({ status, category, sid, text, bbox, limit, cursor }) {
      let page = current()
        .orderBy('stores.id')
        .limit(limit + 1);
      if (cursor !== undefined) page = page.where('stores.id', '>', idOfCursor(cursor));
      if (status !== undefined) page = page.where('stores.status', '=', status);
      if (sid !== undefined) page = page.where('stores.sid', '=', sid);
      if (bbox !== undefined) page = page.where((row) => insideBox(row, bbox));
      if (category !== undefined) {
        const wanted = categoriesWithin(await categories(), category);
        page = page.where((row) => inCategories(row, wanted));
      }
      for (const pattern of searchPatterns(text ?? '')) {
        page = page.where(sql<boolean>`stores.search_text like ${pattern} escape '!'`);
      }
      const stores = (await page.execute()).flatMap((row) => storeOf(row) ?? []);
      const more = stores.length > limit;
      const shown = stores.slice(0, limit);
      return { stores: shown, next: more ? cursorAfter(shown.at(-1)!.id) : undefined };
    },

    async put(puts, by) {
      const checked = await checkedPuts(puts);
      return written(() => writeStores(engine, checked, by));
    },

    remove: (ids, by) => written(() => removeStores(engine, [...new Set(ids)], by)),

    async published() {
      const revision = await lastRevision();
      return { revision, stores: pagesAsOf(revision) };
    },
    changesAfter,
    watch: (listener) => feed.watch(listener),

    async nearest(from, { category, ...query }) {
      const wanted = category === undefined ? undefined : categoriesWithin(await categories(), category);
      const near = await engine.nearest(from, { ...query, categories: wanted });
      const stores = new Map((await getMany(near.map(({ id }) => id))).map((store) => [store.id, store]));
      return near.flatMap(({ id, distanceMeters }) => {
        const store = stores.get(id);
        return store ? [{ store, distanceMeters }] : [];
      });
    },

    async versions(id) {
      const rows = await reader
        .selectFrom('store_versions')
        .select(VERSION_COLUMNS)
        .where('store_id', '=', id)
        .orderBy('revision', 'desc')
        .execute();
      return rows.map(versionOf);
    },

    async close() {
      await stopListening();
      await inLine(async () => {});
    },
  };
}

async function checkedPuts(puts: readonly StorePut[]): Promise<CheckedPut[]> {
  const ids = new Set<string>();
  const checked: CheckedPut[] = [];
  for (const { id: given, fields, ifVersion } of puts) {
    const id = given ?? randomUUIDv7();
    checkId(id);
    if (ids.has(id)) throw new RepeatedId(id);
    ids.add(id);
    checkStore(fields);
    checked.push({ id, fields, ifVersion, mayExist: given !== undefined });
    if (checked.length % CHECKED_AT_ONCE === 0) await turn();
  }
  return checked;
}
