import { join } from 'node:path';
import { openCategories } from './categories.ts';
import type { Engine } from './engine.ts';
import { openSqlite } from './engine-sqlite.ts';
import { InvalidStorageAddress, StorageNotOpened } from './errors.ts';
import { migrate } from './migrations.ts';
import type { Storage } from './repository.ts';
import { openSettings } from './settings.ts';
import { openStores } from './stores.ts';

/**
 * Opens the storage at an address and brings its tables up to date: `:memory:` (gone with the process), a file ending
 * in `.sqlite`, or a folder, which then holds `stores.sqlite`. What does not exist is made.
 * @throws INVALID_STORAGE_ADDRESS, STORAGE_NOT_OPENED, MIGRATION_FAILED
 */
export async function openStorage(address: string): Promise<Storage> {
  const engine = openEngine(sqliteFile(address));
  try {
    await migrate(engine.writer);
    const categories = openCategories(engine);
    const stores = await openStores(engine, categories.all);
    return {
      stores,
      categories,
      settings: openSettings(engine),
      close: async () => {
        await stores.close();
        await engine.close();
      },
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function openEngine(file: string): Engine {
  try {
    return openSqlite(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StorageNotOpened(file, reason, { cause: error });
  }
}

function sqliteFile(address: string): string {
  if (address.trim() === '' || /^[a-z][a-z0-9+.-]+:\/\//i.test(address))
    throw new InvalidStorageAddress(address);
  return address === ':memory:' || address.endsWith('.sqlite') ? address : join(address, 'stores.sqlite');
}
