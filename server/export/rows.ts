// The stores of an export, page by page, however many there are.
import type { Store } from '../../shared/store.ts';
import type { StoreListQuery, StoreRepository } from '../storage/repository.ts';

/** Stores read at a time. */
const PAGE = 500;

export type ExportFilter = Omit<StoreListQuery, 'limit' | 'cursor'>;

/** By id. */
export async function* exportedStores(
  stores: Pick<StoreRepository, 'list'>,
  filter: ExportFilter,
): AsyncGenerator<readonly Store[]> {
  let cursor: string | undefined;
  do {
    const page = await stores.list({ ...filter, limit: PAGE, ...(cursor !== undefined && { cursor }) });
    if (page.stores.length > 0) yield page.stores;
    cursor = page.next;
  } while (cursor !== undefined);
}
