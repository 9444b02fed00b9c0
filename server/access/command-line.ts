// What the commands `user` and `key` share.
import type { Limits } from '../../shared/access.ts';
import { onStorage } from '../command-line.ts';
import type { AccessRepository } from '../storage/access/contract.ts';
import type { Author } from '../storage/repository.ts';

export { Misuse, readArguments } from '../command-line.ts';

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

/** Does the work as onStorage does. */
export const onAccess = (work: (access: AccessRepository, by: Author) => Promise<void>): Promise<void> =>
  onStorage(({ access }, by) => work(access, by));

/** Lines of columns, each as wide as its widest value; a Chinese character takes two places. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column]!))));
  const padded = (text: string, column: number) => text + ' '.repeat(widths[column]! - width(text));
  return rows.map((row) => row.map(padded).join('  ').trimEnd()).join('\n');
}

const width = (text: string) =>
  [...text].reduce((sum, character) => sum + (character >= '\u2e80' ? 2 : 1), 0);
