import { type Category, categoriesWithin } from '../../shared/category.ts';
import type { Store } from '../../shared/store.ts';
import { type CheckedBatch, writeBatch } from './catalogue/batch-writer.ts';
import type { PublishedPage } from './catalogue/contract.ts';
import { publishedAsOf } from './catalogue/published-as-of.ts';
import { cursorAt, inOrder, type Listed, placeOfCursor } from './catalogue/store-order.ts';
import { chunks } from './chunks.ts';
import type { Engine } from './engine.ts';
import type { NearestStores, StoreRepository } from './repository.ts';
import { holds } from './search-text.ts';
import { checkedPuts } from './store-check.ts';
import { VERSION_COLUMNS } from './tables.ts';
import { storeOf, versionOf } from './versions.ts';
import type { WriteLine } from './write-line.ts';

/** Stores on a page of `published()`, and ids in a question for many. */
const PAGE = 1_000;

/** @param categories  the category tree: who asks for a category means those below it too */
export function openStores(
  engine: Engine,
  line: WriteLine,
  categories: () => Promise<readonly Category[]>,
): StoreRepository {
  const { reader, recent } = engine;

  /** What pages of stores are made of: the current version of each. */
  const current = () =>
    recent
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

  /** What the engine is asked for the nearest. */
  const asked = async ({ radiusMeters, category, words = [] }: Omit<NearestStores, 'limit'>) => ({
    radiusMeters,
    categories: category === undefined ? undefined : categoriesWithin(await categories(), category),
    patterns: words.map(holds),
  });

  async function* pagesAsOf(revision: number): AsyncGenerator<Store[]> {
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page: PublishedPage = await publishedAsOf(recent, revision, after, PAGE);
      if (page.stores.length > 0) yield page.stores;
      after = page.next;
    }
  }

  return {
    get: async (id) => (await getMany([id]))[0],
    getMany,

    async list({ sort = 'id', limit, cursor, ...conditions }) {
      const { category } = conditions;
      const wanted = category === undefined ? undefined : categoriesWithin(await categories(), category);
      const after = cursor === undefined ? undefined : placeOfCursor(sort, cursor);
      const found: Listed[] = [];
      for await (const page of inOrder(recent, conditions, wanted, sort, after, limit + 1)) {
        found.push(...page);
        if (found.length > limit) break;
      }
      const shown = found.slice(0, limit);
      return {
        stores: await getMany(shown.map(({ id }) => id)),
        next: found.length > limit ? cursorAt(sort, shown.at(-1)!) : undefined,
      };
    },

    async put(puts, by, action = { kind: 'write' }) {
      const batch: CheckedBatch = { ...nothing, puts: await checkedPuts(puts) };
      return (await line.written(() => writeBatch(engine, batch, by, action))).stores;
    },

    async remove(ids, by, action = { kind: 'delete' }) {
      const batch: CheckedBatch = { ...nothing, removals: [...new Set(ids)].map((id) => ({ id })) };
      return (await line.written(() => writeBatch(engine, batch, by, action))).removed;
    },

    async published() {
      const revision = await line.lastRevision();
      engine.seen(revision);
      return { revision, stores: pagesAsOf(revision) };
    },
    changesAfter: line.changesAfter,
    watch: line.watch,

    async nearest(from, { limit, ...query }) {
      const near = await engine.nearestVersions(from, { limit, ...(await asked(query)) });
      return near.flatMap(({ version, distanceMeters }) => {
        const store = storeOf(version);
        return store ? [{ store, distanceMeters }] : [];
      });
    },

    async *byDistance(from, query) {
      const wanted = await asked(query);
      const told = new Set<string>();
      for (let limit = PAGE; ; limit *= 4) {
        const near = await engine.nearest(from, { ...wanted, limit });
        const further = near.filter(({ id }) => !told.has(id));
        for (const page of chunks(further, PAGE)) {
          const stores = new Map((await getMany(page.map(({ id }) => id))).map((store) => [store.id, store]));
          yield page.flatMap(({ id, distanceMeters }) => {
            told.add(id);
            const store = stores.get(id);
            return store ? [{ store, distanceMeters }] : [];
          });
        }
        if (near.length < limit) return;
      }
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
  };
}

const nothing: CheckedBatch = { puts: [], removals: [], drafts: [], plans: [] };
