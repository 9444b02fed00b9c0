import { join } from 'node:path';
import { openCategories } from './categories.ts';
import type { Engine } from './engine.ts';
import { openPostgis } from './engine-postgis.ts';
import { openSqlite } from './engine-sqlite.ts';
import { InvalidStorageAddress, StorageNotOpened } from './errors.ts';
import { migrate } from './migrations.ts';
import { codeOf, withoutPassword } from './postgres-pool.ts';
import type { Storage } from './repository.ts';
import { openSettings } from './settings.ts';
import { openStores } from './stores.ts';

/**
 * Opens the storage at an address and brings its tables up to date: `:memory:` (gone with the process), a file ending
 * in `.sqlite`, a folder, which then holds `stores.sqlite`, or a database of PostgreSQL, `postgres://…`. What does not
 * exist is made, but for the database.
 * @throws INVALID_STORAGE_ADDRESS, STORAGE_NOT_OPENED, MIGRATION_FAILED
 */
export async function openStorage(address: string): Promise<Storage> {
  const engine = await openEngine(address);
  try {
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

/** The engine of an address, its tables up to date. */
export async function openEngine(address: string): Promise<Engine> {
  const { open, place } = engineAt(address);
  let engine: Engine;
  try {
    engine = await open();
  } catch (error) {
    throw new StorageNotOpened(place, reasonOf(error), { cause: error });
  }
  try {
    await migrate(engine);
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** How to open it, and its name for people. */
function engineAt(address: string): { open: () => Engine | Promise<Engine>; place: string } {
  if (/^postgres(ql)?:\/\//i.test(address))
    return { open: () => openPostgis(address), place: withoutPassword(address) };
  if (address.trim() === '' || /^[a-z][a-z0-9+.-]+:\/\//i.test(address))
    throw new InvalidStorageAddress(withoutPassword(address));
  const file =
    address === ':memory:' || address.endsWith('.sqlite') ? address : join(address, 'stores.sqlite');
  return { open: () => openSqlite(file), place: file };
}

/** A server that answers on none of its addresses leaves an error without a message. */
const reasonOf = (error: unknown) =>
  error instanceof Error ? error.message || codeOf(error) || error.name : String(error);
