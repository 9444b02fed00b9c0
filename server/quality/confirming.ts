// Somebody confirms that what is said of stores is right: the published store takes the date, and a draft beside it takes
// it over when it is looked at.
import type { Operation } from '../../shared/operation.ts';
import type { Store } from '../../shared/store.ts';
import { NotQuietEnough } from '../catalogue/errors.ts';
import { isConflict } from '../catalogue/store-editor.ts';
import type { Author, Storage } from '../storage/repository.ts';
import { fieldsOf } from '../storage/versions.ts';

const TRIES = 5;

/**
 * @param check  throws for a store that may not be confirmed
 * @returns undefined where there is none of these stores
 * @throws CHANGED_MEANWHILE
 */
export async function confirmStores(
  { stores, catalogue }: Pick<Storage, 'stores' | 'catalogue'>,
  ids: readonly string[],
  by: Author,
  check: (store: Store) => void = () => {},
): Promise<Operation | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const confirmedAt = new Date().toISOString();
    const found = await stores.getMany([...new Set(ids)]);
    found.forEach(check);
    const puts = found.map((store) => ({
      id: store.id,
      fields: { ...fieldsOf(store), confirmedAt },
      ifVersion: store.version,
    }));
    try {
      return (await catalogue.write({ puts }, by, { kind: 'confirm' })).operation;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  throw new NotQuietEnough();
}
