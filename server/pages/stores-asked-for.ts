// Which of the stores that an address names a customer may see, and as what.
import type { Store } from '../../shared/store.ts';
import type { StoreRepository } from '../storage/repository.ts';

export type AskedFor = {
  readonly published: readonly Store[];
  /** Those that closed for good or were deleted, as customers last saw them. */
  readonly gone: readonly Store[];
};

/** In the order of `ids`. What was never published, or is being worked on, is left out: nobody outside knows of it. */
export async function storesAskedFor(stores: StoreRepository, ids: readonly string[]): Promise<AskedFor> {
  const known = new Map((await stores.getMany(ids)).map((store) => [store.id, store]));
  const isOver = (id: string) => (known.get(id)?.status ?? 'closed') === 'closed';
  const gone = await Promise.all(ids.filter(isOver).map((id) => lastPublished(stores, id)));
  return {
    published: ids.flatMap((id) => {
      const store = known.get(id);
      return store?.status === 'published' ? [store] : [];
    }),
    gone: gone.filter((store) => store !== undefined),
  };
}

async function lastPublished(stores: StoreRepository, id: string): Promise<Store | undefined> {
  for (const { fields, version, at } of await stores.versions(id)) {
    if (fields?.status === 'published') return { ...fields, id, version, createdAt: at, updatedAt: at };
  }
  return undefined;
}
