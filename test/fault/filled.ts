import { openStorage } from '../../server/storage/index.ts';
import { withRole } from '../support/access.ts';
import { aStore, tester } from '../support/stores.ts';

/** Three stores at one place, called a, b and c, in the storage at an address; answers headers of somebody who may publish. */
export async function fill(address: string): Promise<Record<string, string>> {
  const storage = await openStorage(address);
  try {
    const puts = ['a', 'b', 'c'].map((id) => ({ id, fields: aStore({ name: id }) }));
    await storage.stores.put(puts, tester);
    return await withRole({ storage }, 'publisher');
  } finally {
    await storage.close();
  }
}
