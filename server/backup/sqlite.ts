// Backups of SQLite: one file, made by SQLite's own online backup while the service goes on writing.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { BackupDiffers, FileExists, NotABackup, StorageInUse } from './errors.ts';

/** How many rows each table has, with a hash over all of them. */
export type Contents = ReadonlyMap<string, { readonly rows: number; readonly hash: string }>;

/**
 * Writes a backup of the database at `file` to `target`, restores it into a temporary folder, compares every row of every
 * table, and the history of the stores with that of the database, which goes on. The target is there when all of that
 * is done, or not at all.
 * @throws FILE_EXISTS, BACKUP_DIFFERS
 */
export async function backUpSqlite(file: string, target: string): Promise<Contents> {
  if (existsSync(target)) throw new FileExists(target);
  const unproven = `${target}.unproven`;
  const source = new DatabaseSync(file, { readOnly: true });
  try {
    // It keeps password hashes: for its owner alone.
    closeSync(openSync(unproven, 'w', 0o600));
    await backup(source, unproven);
    const contents = proven(unproven, target);
    if (!isHistoryOf(source, unproven))
      throw new BackupDiffers(target, 'its history differs from that of the database');
    renameSync(unproven, target);
    return contents;
  } catch (error) {
    rmSync(unproven, { force: true });
    throw error;
  } finally {
    source.close();
  }
}

/** What a backup holds. @throws NOT_A_BACKUP when a page is damaged or it is no catalogue */
export function contentsOf(file: string): Contents {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    const [sound] = database.prepare('pragma integrity_check').all();
    if (sound?.integrity_check !== 'ok') throw new Error(String(sound?.integrity_check));
    const tables = database
      .prepare(
        `select name from sqlite_schema where type = 'table' and name not like 'sqlite!_%' escape '!' order by name`,
      )
      .all()
      .map(({ name }) => String(name));
    if (!tables.includes('store_versions')) throw new Error('it has no stores');
    return new Map(tables.map((table) => [table, contentOf(database!, table)]));
  } catch (error) {
    throw new NotABackup(file, error instanceof Error ? error.message : String(error));
  } finally {
    database?.close();
  }
}

/**
 * Makes `file` of a backup, where there is no database yet; whole or not at all.
 * @throws NOT_A_BACKUP, STORAGE_IN_USE, BACKUP_DIFFERS
 */
export function restoreSqlite(backupFile: string, file: string): Contents {
  if (existsSync(file)) throw new StorageInUse(file);
  const contents = contentsOf(backupFile);
  mkdirSync(dirname(file), { recursive: true });
  const unproven = `${file}.unproven`;
  copyFileSync(backupFile, unproven);
  chmodSync(unproven, 0o600);
  const difference = differenceOf(contents, contentsOf(unproven));
  if (difference !== undefined) {
    rmSync(unproven);
    throw new BackupDiffers(backupFile, difference);
  }
  renameSync(unproven, file);
  return contents;
}

function proven(backupFile: string, target: string): Contents {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-proof-'));
  try {
    return restoreSqlite(backupFile, join(folder, 'stores.sqlite'));
  } catch (error) {
    throw new BackupDiffers(target, error instanceof Error ? error.message : String(error));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Versions are only ever added: those up to the backup's last one are the same in both. */
function isHistoryOf(source: DatabaseSync, backupFile: string): boolean {
  const copy = new DatabaseSync(backupFile, { readOnly: true });
  try {
    const last = Number(copy.prepare('select revision from last_revision').get()?.revision);
    const [ours, theirs] = [source, copy].map((database) =>
      hashOf(
        database.prepare('select * from store_versions where revision <= ? order by revision').iterate(last),
      ),
    );
    return ours?.hash === theirs?.hash;
  } finally {
    copy.close();
  }
}

const contentOf = (database: DatabaseSync, table: string) =>
  hashOf(database.prepare(`select * from "${table}" order by rowid`).iterate());

function hashOf(all: Iterable<unknown>): { rows: number; hash: string } {
  const hash = createHash('sha256');
  let rows = 0;
  for (const row of all) {
    hash.update(`${JSON.stringify(row, plain)}\n`);
    rows++;
  }
  return { rows, hash: hash.digest('base64url') };
}

const plain = (_key: string, value: unknown) =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;

function differenceOf(one: Contents, other: Contents): string | undefined {
  for (const [table, { rows, hash }] of one) {
    const found = other.get(table);
    if (found?.rows !== rows) return `the table ${table} has ${found?.rows ?? 'no'} rows, not ${rows}`;
    if (found.hash !== hash) return `rows of the table ${table} differ`;
  }
  return one.size === other.size ? undefined : 'it has other tables';
}
