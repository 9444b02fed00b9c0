// What the commands `user` and `key` share: their arguments, the storage of the settings, and how they end.
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { Limits } from '../../shared/access.ts';
import { readConfig } from '../config.ts';
import { isForPeople } from '../errors.ts';
import type { AccessRepository } from '../storage/access/contract.ts';
import { openStorage } from '../storage/index.ts';
import type { Author } from '../storage/repository.ts';

/** The command was not given as it must be. */
export class Misuse extends Error {}

/** What limits are given with, each as often as needed. */
export const limitOptions = {
  province: { type: 'string', multiple: true },
  city: { type: 'string', multiple: true },
  tag: { type: 'string', multiple: true },
} as const;

type LimitValues = { readonly [Name in keyof typeof limitOptions]?: string[] | undefined };

/** Undefined where none is given. */
export function limitsOf({ province, city, tag }: LimitValues): Limits | undefined {
  const limits = { provinces: province, cities: city, tags: tag };
  const given = Object.entries(limits).filter(([, names]) => names !== undefined);
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

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

/**
 * Does the work on the storage of the settings, in the name of whoever sits at this machine. Ends with 2 when the
 * command was given wrongly, with 1 when the work is refused.
 */
export async function onAccess(work: (access: AccessRepository, by: Author) => Promise<void>): Promise<void> {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    const config = readConfig(process.env);
    const storage = await openStorage(config.databaseUrl ?? config.dataDir);
    try {
      await work(storage.access, { kind: 'command', name: userInfo().username });
    } finally {
      await storage.close();
    }
  } catch (error) {
    if (!(error instanceof Misuse) && !isForPeople(error)) throw error;
    console.error(error.message);
    process.exitCode = error instanceof Misuse ? 2 : 1;
  }
}

/** Lines of columns, each as wide as its widest value; a Chinese character takes two places. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column]!))));
  const padded = (text: string, column: number) => text + ' '.repeat(widths[column]! - width(text));
  return rows.map((row) => row.map(padded).join('  ').trimEnd()).join('\n');
}

const width = (text: string) =>
  [...text].reduce((sum, character) => sum + (character >= '\u2e80' ? 2 : 1), 0);
