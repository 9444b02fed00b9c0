// nearby-stores backup FILE, restore FILE.
import { resolve } from 'node:path';
import { Misuse, readArguments, readSettings, told } from '../command-line.ts';
import { placeOf } from '../storage/open-engine.ts';
import { withoutPassword } from '../storage/postgres-pool.ts';
import { backUpPostgres, restorePostgres } from './postgres.ts';
import { backUpSqlite, restoreSqlite } from './sqlite.ts';

export const backupCommand = (command: 'backup' | 'restore', args: string[]): Promise<void> =>
  told(async () => {
    const [name, ...rest] = readArguments(args, {}).positionals;
    if (name === undefined || rest.length > 0) throw new Misuse(`nearby-stores ${command} FILE`);
    const file = resolve(name);
    const { databaseUrl, dataDir } = readSettings();
    if (databaseUrl === undefined) {
      const database = placeOf(dataDir);
      const contents =
        command === 'backup' ? await backUpSqlite(database, file) : restoreSqlite(file, database);
      const versions = contents.get('store_versions')?.rows;
      console.log(
        command === 'backup'
          ? `${file} holds ${versions} versions of stores; it was restored into a temporary folder, and every row was the same.`
          : `${database} holds ${versions} versions of stores, every row as in ${file}.`,
      );
    } else if (command === 'backup') {
      const { rows, isProven } = await backUpPostgres(databaseUrl, file);
      console.log(
        isProven
          ? `${file} holds ${rows} versions of stores; it was restored into a database for the moment, and they were the same.`
          : `${file} is written. It was not tried: this user of the database may make no database to restore it into.`,
      );
    } else {
      const { rows } = await restorePostgres(file, databaseUrl);
      console.log(`${withoutPassword(databaseUrl)} holds ${rows} versions of stores.`);
    }
  });
