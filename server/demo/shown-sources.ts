import { cursorAfter } from '../storage/cursor.ts';
import type { StoreRepository } from '../storage/repository.ts';
import { DEMO_SOURCES, type DemoSource } from './sources.ts';

/** The sources of which a store is published now: where they are shown they must be named. */
export async function shownSources(stores: StoreRepository): Promise<DemoSource[]> {
  const isShown = await Promise.all(
    DEMO_SOURCES.map(async ({ idPrefix }) => {
      // No id is the prefix alone, so that the first id after it is the first of the source.
      const page = await stores.list({ status: 'published', limit: 1, cursor: cursorAfter(idPrefix) });
      return page.stores[0]?.id.startsWith(idPrefix) ?? false;
    }),
  );
  return DEMO_SOURCES.filter((_, i) => isShown[i]);
}
