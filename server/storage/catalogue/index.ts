import { sql } from 'kysely';
import { type Category, categoriesWithin } from '../../../shared/category.ts';
import type { StoreFields } from '../../../shared/store.ts';
import { excerpt } from '../../errors.ts';
import type { Engine } from '../engine.ts';
import { InvalidCursor } from '../errors.ts';
import { fromJson } from '../json.ts';
import { checkedPuts, checkStore } from '../store-check.ts';
import type { WriteLine } from '../write-line.ts';
import { type CheckedBatch, writeBatch } from './batch-writer.ts';
import { changesSeen } from './changes.ts';
import { conditionsMet } from './conditions.ts';
import type { CatalogueRepository, Counted, StoreConditions } from './contract.ts';
import { publishedAsOf } from './published-as-of.ts';
import { forgetRemoved, removedStores } from './removed.ts';
import { inOrder, type Listed } from './store-order.ts';
import { workedMany } from './worked.ts';

export function openCatalogue(
  engine: Engine,
  line: WriteLine,
  categories: () => Promise<readonly Category[]>,
): CatalogueRepository {
  const { reader } = engine;
  const wanted = async ({ category }: StoreConditions) =>
    category === undefined ? undefined : categoriesWithin(await categories(), category);

  return {
    async write({ puts = [], removals = [], drafts = [], plans = [] }, by, action) {
      const batch: CheckedBatch = { puts: await checkedPuts(puts), removals, drafts, plans };
      for (const { fields } of drafts) if (fields) checkStore(fields);
      const { operation, stores } = await line.written(() => writeBatch(engine, batch, by, action));
      return { operation, stores };
    },
    worked: async (id) => (await workedMany(reader, [id]))[0],
    workedMany: (ids) => workedMany(reader, ids),

    async fieldsAt(id, version, draftVersion) {
      const row =
        draftVersion === 0
          ? await reader
              .selectFrom('store_versions')
              .select('fields')
              .where('store_id', '=', id)
              .where('version', '=', version)
              .executeTakeFirst()
          : await reader
              .selectFrom('draft_versions')
              .select('fields')
              .where('store_id', '=', id)
              .where('version', '=', draftVersion)
              .executeTakeFirst();
      return row?.fields ? fromJson<StoreFields>(row.fields) : undefined;
    },

    async order(conditions, sort) {
      const found: Listed[] = [];
      for await (const page of inOrder(reader, conditions, await wanted(conditions), sort))
        found.push(...page);
      return {
        ids: found.map(({ id }) => id),
        longitudes: Float64Array.from(found, ({ longitude }) => longitude),
        latitudes: Float64Array.from(found, ({ latitude }) => latitude),
      };
    },

    async count(conditions) {
      const within = await wanted(conditions);
      if (conditions.polygon || conditions.openAt) {
        let count = 0;
        for await (const page of inOrder(reader, conditions, within, 'id')) count += page.length;
        return count;
      }
      const now = new Date().toISOString();
      const { count } = await reader
        .selectFrom('stores')
        .select((row) => row.fn.countAll<number>().as('count'))
        .where((row) => conditionsMet(row, conditions, within, now))
        .executeTakeFirstOrThrow();
      return count;
    },

    async counted(what, within): Promise<Counted> {
      const now = new Date().toISOString();
      const stores = reader
        .selectFrom('stores')
        .where((row) => conditionsMet(row, within ? { within } : {}, undefined, now));
      const rows =
        what === 'tag'
          ? await stores
              .innerJoin('store_tags', 'store_tags.store_id', 'stores.id')
              .select(['store_tags.tag as value', (row) => row.fn.countAll<number>().as('stores')])
              .groupBy('store_tags.tag')
              .execute()
          : await stores
              .select([`stores.${what} as value`, (row) => row.fn.countAll<number>().as('stores')])
              .groupBy(`stores.${what}`)
              .execute();
      return rows
        .filter(({ value }) => value !== '')
        .sort((a, b) => b.stores - a.stores || (a.value < b.value ? -1 : 1));
    },

    async revision() {
      const { revision, drafts } = await reader
        .selectFrom('last_revision')
        .select(['revision', 'drafts'])
        .executeTakeFirstOrThrow();
      return { stores: revision, drafts };
    },

    async changesSeen(after, limit) {
      const seen = await changesSeen(reader, after, limit);
      // Asked last: what is forgotten while the changes are read counts as well.
      const { forgotten } = await reader
        .selectFrom('last_revision')
        .select('forgotten')
        .executeTakeFirstOrThrow();
      return after < forgotten ? undefined : seen;
    },
    publishedAsOf: (revision, afterId, limit) => publishedAsOf(reader, revision, afterId, limit),

    async removed({ limit, cursor }, may = () => true) {
      if (cursor !== undefined && !/^[1-9]\d{0,15}$/.test(cursor)) throw new InvalidCursor(excerpt(cursor));
      return removedStores(reader, limit, cursor === undefined ? undefined : Number(cursor), may);
    },

    async due(at) {
      const rows = await scheduled(engine)
        .select('store_id')
        .where('publish_at', '<=', at.toISOString())
        .orderBy('publish_at')
        .execute();
      return rows.map((row) => row.store_id);
    },
    async nextDue() {
      const next = await scheduled(engine)
        .select('publish_at')
        .orderBy('publish_at')
        .limit(1)
        .executeTakeFirst();
      return next?.publish_at ?? undefined;
    },
    purge: (removedBefore) => forgetRemoved(engine, removedBefore),
  };
}

/** A plan that waits for a review, or failed, has no date that counts. */
const scheduled = ({ reader }: Engine) =>
  reader
    .selectFrom('publication_plans')
    .where('publish_at', 'is not', null)
    .where(sql<boolean>`review is null`);
