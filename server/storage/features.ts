// Published stores by a filter, page by page, with how many there are: for readers who go through all of them.
import type { Bbox } from '../../shared/bbox.ts';
import type { Store } from '../../shared/store.ts';
import { cursorAfter, idOfCursor } from './cursor.ts';
import type { Engine } from './engine.ts';
import type { Filter } from './filter.ts';
import { whereOf } from './filter-sql.ts';
import { VERSION_COLUMNS } from './tables.ts';
import { storeOf } from './versions.ts';

export interface FeatureRepository {
  /** By id; every store exactly once over the pages. `cursor` is `next` of the page before. */
  page(query: {
    filter: Filter;
    limit: number;
    cursor?: string | undefined;
    /** So many are passed over first. */
    offset?: number | undefined;
  }): Promise<{ stores: Store[]; next: string | undefined }>;
  /** How many there are over all pages. */
  count(filter: Filter): Promise<number>;
  /** The last change of any store. */
  revision(): Promise<number>;
  /** A box in WGS-84 that holds them all; undefined when there are none. */
  extent(): Promise<Bbox | undefined>;
}

/** Counts and the extent are kept while the catalogue stays as it is; a reader of many pages asks for them every time. */
const KEPT_COUNTS = 100;

export function openFeatures(engine: Engine): FeatureRepository {
  const { reader } = engine;
  let keptAt = -1;
  const counts = new Map<string, number>();
  let extent: { bbox: Bbox | undefined } | undefined;

  const published = () =>
    reader
      .selectFrom('stores')
      .innerJoin('store_versions', 'store_versions.revision', 'stores.revision')
      .where('stores.status', '=', 'published');

  const matching = (filter: Filter) => published().where((row) => whereOf(filter, row, engine));

  const revision = async () =>
    (await reader.selectFrom('last_revision').select('revision').executeTakeFirstOrThrow()).revision;

  async function renew(): Promise<void> {
    const now = await revision();
    if (now === keptAt) return;
    keptAt = now;
    counts.clear();
    extent = undefined;
  }

  return {
    async page({ filter, limit, cursor, offset = 0 }) {
      let page = matching(filter)
        .select(VERSION_COLUMNS.map((column) => `store_versions.${column}` as const))
        .orderBy('stores.id')
        .limit(limit + 1)
        .offset(offset);
      if (cursor !== undefined) page = page.where('stores.id', '>', idOfCursor(cursor));
      const stores = (await page.execute()).flatMap((row): Store[] => {
        const store = storeOf(row);
        return store ? [store] : [];
      });
      const shown = stores.slice(0, limit);
      return { stores: shown, next: stores.length > limit ? cursorAfter(shown.at(-1)!.id) : undefined };
    },

    async count(filter) {
      await renew();
      const key = JSON.stringify(filter);
      const kept = counts.get(key);
      if (kept !== undefined) return kept;
      const counting =
        filter.op === 'and' && filter.args.length === 0
          ? reader.selectFrom('stores').where('status', '=', 'published')
          : matching(filter);
      const { all } = await counting
        .select((row) => row.fn.countAll<number | string>().as('all'))
        .executeTakeFirstOrThrow();
      if (counts.size >= KEPT_COUNTS) counts.clear();
      counts.set(key, Number(all));
      return Number(all);
    },

    revision,

    async extent() {
      await renew();
      if (extent) return extent.bbox;
      const { west, south, east, north } = await reader
        .selectFrom('stores')
        .where('status', '=', 'published')
        .select((row) => [
          row.fn.min('longitude').as('west'),
          row.fn.min('latitude').as('south'),
          row.fn.max('longitude').as('east'),
          row.fn.max('latitude').as('north'),
        ])
        .executeTakeFirstOrThrow();
      extent = { bbox: west === null ? undefined : [west, south, east, north] };
      return extent.bbox;
    },
  };
}
