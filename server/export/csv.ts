// Stores as CSV for spreadsheets: UTF-8 with its mark, or Excel reads it in the encoding of its own country; cells that
// it would run are made harmless.
import { HEADERS } from '../../shared/import-fields.ts';
import type { Store } from '../../shared/store.ts';
import { guarded } from '../import/guarded-cell.ts';
import { cellOf, EXPORTED, NUMERIC } from './store-cells.ts';

export async function* storesCsv(pages: AsyncIterable<readonly Store[]>): AsyncGenerator<string> {
  yield `\ufeff${EXPORTED.map((field) => HEADERS[field]).join(',')}\r\n`;
  for await (const stores of pages) yield stores.map(line).join('');
}

const line = (store: Store): string =>
  `${EXPORTED.map((field) => quoted(NUMERIC.has(field) ? cellOf(store, field) : guarded(cellOf(store, field)))).join(',')}\r\n`;

/** Blanks at the ends are quoted too: some readers drop them otherwise. */
const quoted = (cell: string): string =>
  /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
