import { join } from 'node:path';
import type { Engine } from './engine.ts';
import { openPostgis } from './engine-postgis.ts';
import { openSqlite } from './engine-sqlite.ts';
import { InvalidStorageAddress, StorageNotOpened } from './errors.ts';
import { migrate } from './migrations.ts';
import { codeOf, withoutPassword } from './postgres-pool.ts';

/**
 * The engine of an address, its tables up to date; of PostgreSQL, `replica` may be the address of one.
 * @throws INVALID_STORAGE_ADDRESS, STORAGE_NOT_OPENED, MIGRATION_FAILED
 */
export async function openEngine(address: string, replica?: string): Promise<Engine> {
  const place = placeOf(address);
  let engine: Engine;
  try {
    engine = isPostgres(address) ? await openPostgis(address, replica) : openSqlite(place);
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

/**
 * The address as it may be shown: the file of SQLite, or the database without a password.
 * @throws INVALID_STORAGE_ADDRESS
 */
export function placeOf(address: string): string {
  if (isPostgres(address)) return withoutPassword(address);
  if (address.trim() === '' || /^[a-z][a-z0-9+.-]+:\/\//i.test(address))
    throw new InvalidStorageAddress(withoutPassword(address));
  return address === ':memory:' || address.endsWith('.sqlite') ? address : join(address, 'stores.sqlite');
}

const isPostgres = (address: string) => /^postgres(ql)?:\/\//i.test(address);

/** A server that answers on none of its addresses leaves an error without a message. */
const reasonOf = (error: unknown) =>
  error instanceof Error ? error.message || codeOf(error) || error.name : String(error);
