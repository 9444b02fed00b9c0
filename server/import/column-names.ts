// What the columns of a table are called.
import { LIMITS } from './limits.ts';
import { ImportRefused } from './reasons.ts';

/** Columns without a name, and those with the name of an earlier one, get one that tells them apart. */
export function columnNames(header: readonly (string | undefined)[]): string[] {
  if (header.length > LIMITS.columns) {
    throw new ImportRefused(
      'too-large',
      `The table has ${header.length} columns; at most ${LIMITS.columns} are read.`,
    );
  }
  const names = new Set<string>();
  header.forEach((cell, index) => {
    const name = (cell ?? '').replace(/\s+/g, ' ').trim().slice(0, 200) || `(${index + 1})`;
    let unique = name;
    for (let count = 2; names.has(unique); count++) unique = `${name} (${count})`;
    names.add(unique);
  });
  return [...names];
}
