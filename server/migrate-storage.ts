// The command that moves what one storage keeps into another.
import { existsSync } from 'node:fs';
import { readConfig } from './config.ts';
import { isForPeople } from './errors.ts';
import { copyStorage } from './storage/copy-storage.ts';

/** Copies the storage of the settings to another address, as openStorage takes it. Ends the process with 1 when it cannot. */
export async function migrateStorage(to: string): Promise<void> {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    const config = readConfig(process.env);
    await copyStorage(config.databaseUrl ?? config.dataDir, to, (what, { table, rows }) =>
      console.log(`${what} ${table}: ${rows} rows`),
    );
    console.log(
      'Everything there is was copied, and every row is the same. Set DATABASE_URL or DATA_DIR to serve from there; the storage it came from stays as it is.',
    );
  } catch (error) {
    console.error(isForPeople(error) ? error.message : error);
    process.exitCode = 1;
  }
}
