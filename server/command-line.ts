// What commands share: their arguments, the storage of the settings, and how they end.
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { type Config, readConfig } from './config.ts';
import { isForPeople } from './errors.ts';
import { openStorage } from './storage/index.ts';
import type { Author, Storage } from './storage/repository.ts';

/** The command was not given as it must be. */
export class Misuse extends Error {}

/** @throws Misuse */
export function readArguments<const Options extends ParseArgsOptionsConfig>(
  args: string[],
  options: Options,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
}

export function readSettings(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}

/**
 * Does the work on the storage of the settings, in the name of whoever sits at this machine. Ends with 2 when the
 * command was given wrongly, with 1 when the work is refused.
 */
export const onStorage = (work: (storage: Storage, by: Author) => Promise<void>): Promise<void> =>
  told(async () => {
    const config = readSettings();
    const storage = await openStorage(config.databaseUrl ?? config.dataDir);
    try {
      await work(storage, { kind: 'command', name: userInfo().username });
    } finally {
      await storage.close();
    }
  });

/** Says what is wrong in a sentence, where it is not a fault of ours. */
export async function told(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Misuse) && !isForPeople(error)) throw error;
    console.error(error.message);
    process.exitCode = error instanceof Misuse ? 2 : 1;
  }
}
