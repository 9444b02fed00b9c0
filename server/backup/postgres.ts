// Backups of PostgreSQL: one file of its own pg_dump, read back by its own pg_restore.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import { Client } from 'pg';
import { codeOf, connectionTo, withoutPassword } from '../storage/postgres-pool.ts';
import { BackupDiffers, FileExists, ProgramFailed, ProgramMissing, StorageInUse } from './errors.ts';

/** The versions of stores up to one of them, as two databases can be compared. */
type History = { readonly revision: number; readonly rows: number; readonly hash: string };

/**
 * Writes a backup to `target`. Where the user may make databases, it is restored into one for the moment and the history
 * of the stores compared; else `isProven` is false.
 * @throws FILE_EXISTS, PROGRAM_MISSING, PROGRAM_FAILED, BACKUP_DIFFERS
 */
export async function backUpPostgres(
  address: string,
  target: string,
): Promise<{ rows: number; isProven: boolean }> {
  if (existsSync(target)) throw new FileExists(target);
  const unproven = `${target}.unproven`;
  try {
    closeSync(openSync(unproven, 'w', 0o600));
    await run('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', '--file', unproven], address);
    chmodSync(unproven, 0o600);
    const copied = await provenIn(address, unproven);
    if (copied !== undefined) {
      const ours = await historyOf(address, copied.revision);
      if (ours.hash !== copied.hash)
        throw new BackupDiffers(target, 'its history differs from that of the database');
    }
    renameSync(unproven, target);
    return { rows: copied?.rows ?? 0, isProven: copied !== undefined };
  } catch (error) {
    rmSync(unproven, { force: true });
    throw error;
  }
}

/**
 * Makes an empty database what a backup holds, in one transaction.
 * @throws STORAGE_IN_USE, PROGRAM_MISSING, PROGRAM_FAILED
 */
export async function restorePostgres(file: string, address: string): Promise<History> {
  if (await hasStores(address)) throw new StorageInUse(withoutPassword(address));
  const options = ['--no-owner', '--no-privileges', '--exit-on-error', '--single-transaction', '--dbname'];
  await run('pg_restore', [...options, withoutPassword(address), file], address);
  return historyOf(address);
}

/** Undefined where the user may make no databases. */
async function provenIn(address: string, file: string): Promise<History | undefined> {
  const name = `nearby_stores_proof_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(address);
  url.pathname = `/${name}`;
  try {
    await ask(address, `create database ${name} template template0 encoding 'UTF8'`);
  } catch (error) {
    if (codeOf(error) === '42501') return undefined;
    throw error;
  }
  try {
    return await restorePostgres(file, url.href);
  } finally {
    await ask(address, `drop database ${name}`);
  }
}

async function historyOf(address: string, upTo?: number): Promise<History> {
  const [row] = await ask(
    address,
    `select coalesce(max(revision), 0)::int as revision, count(*)::int as rows,
       coalesce(md5(string_agg(md5(row(v.*)::text), '' order by revision)), '') as hash
     from store_versions v where $1::bigint is null or revision <= $1`,
    [upTo ?? null],
  );
  return row as History;
}

const hasStores = async (address: string) =>
  (await ask(address, `select to_regclass('store_versions') as found`))[0]?.found !== null;

async function ask(address: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client(connectionTo(address));
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** The password goes by the environment: arguments can be seen by everybody on the machine. */
async function run(program: 'pg_dump' | 'pg_restore', args: string[], address: string): Promise<void> {
  const { password } = new URL(address);
  const child = spawn(
    program,
    program === 'pg_dump' ? [...args, '--dbname', withoutPassword(address)] : args,
    {
      env: { ...process.env, ...(password && { PGPASSWORD: decodeURIComponent(password) }) },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  try {
    const [code] = await once(child, 'close');
    if (code !== 0) throw new ProgramFailed(program, said.trim().slice(0, 500));
  } catch (error) {
    throw codeOf(error) === 'ENOENT' ? new ProgramMissing(program) : error;
  }
}
