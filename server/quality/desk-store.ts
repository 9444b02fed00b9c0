import type { DeskStore } from '../../shared/quality.ts';
import type { Store } from '../../shared/store.ts';
import type { StoreRepository } from '../storage/repository.ts';

const deskStore = ({ id, sid, name, branch, address, phones, status, confirmedAt }: Store): DeskStore => ({
  id,
  sid: sid ?? null,
  name,
  branch: branch ?? null,
  address,
  phones,
  status,
  confirmedAt: confirmedAt ?? null,
});

/** As much of these stores as a desk shows, by id; those that are gone are left out. */
export async function deskStoresOf(
  stores: Pick<StoreRepository, 'getMany'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DeskStore>> {
  const found = await stores.getMany([...new Set(ids)].filter(Boolean));
  return new Map(found.map((store) => [store.id, deskStore(store)]));
}
