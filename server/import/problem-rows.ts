// The records that were refused, as a table of their own columns and the reason: to be mended and dropped in again.
import type { Readable } from 'node:stream';
import { type Sheet, xlsx } from '../export/xlsx-writer.ts';
import type { Rejected } from './judged.ts';

/** The header of the column that is ours; an import leaves it out again. */
export const REASON_HEADER = '导入问题';

export function problemsXlsx(
  columns: readonly string[],
  rejected: AsyncIterable<readonly Rejected[]>,
): Readable {
  const sheet: Sheet = {
    name: '问题行',
    columns: [...columns, REASON_HEADER].map((header) => ({
      header,
      isText: true,
      width: header === REASON_HEADER ? 60 : 18,
    })),
    rows: (async function* () {
      for await (const page of rejected) {
        yield page.map(({ cells, issues }) => [
          ...columns.map((_, index) => cells[index]),
          issues.map(({ message }) => message).join(' '),
        ]);
      }
    })(),
  };
  return xlsx([sheet]);
}
