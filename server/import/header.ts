// Which row is the header: exports of other systems put titles and notes above it.
import { fieldOfHeader } from '../../shared/import-fields.ts';
import type { ImportOptions } from './options.ts';
import { ImportRefused } from './reasons.ts';

export type HeaderRow = { readonly row: number; readonly cells: readonly (string | undefined)[] };

/** Rows that a title may take. */
const LOOKED_AT = 30;

/**
 * The row that somebody named; else, of the first ones, the row with most known words, two at least; else the first.
 * @throws ImportRefused no-header, when even that one is blank
 */
export function findHeader(
  rows: readonly HeaderRow[],
  { headerRow, mapping }: Pick<ImportOptions, 'headerRow' | 'mapping'>,
): HeaderRow {
  const named = headerRow === undefined ? undefined : rows.find(({ row }) => row === headerRow);
  if (headerRow !== undefined && !named) {
    throw new ImportRefused(
      'no-header',
      `Row ${headerRow}, which should be the header, is blank or not there.`,
    );
  }
  const known = ({ cells }: HeaderRow) =>
    new Set(cells.flatMap((cell) => (cell && ((mapping?.[cell] ?? undefined) || fieldOfHeader(cell))) || []))
      .size;
  const looked = rows.slice(0, LOOKED_AT);
  const best = looked.reduce<HeaderRow | undefined>(
    (best, row) => (known(row) >= 2 && (!best || known(row) > known(best)) ? row : best),
    undefined,
  );
  const header = named ?? best ?? looked.find(({ cells }) => cells.some((cell) => cell?.trim()));
  if (!header) throw new ImportRefused('no-header', 'There is no header: the first rows are blank.');
  return header;
}
