// An XLSX workbook as a table: the sheet somebody chose, or the first that has a header.
import { setImmediate as turn } from 'node:timers/promises';
import { fieldOfHeader } from '../../shared/import-fields.ts';
import type { ByteSource } from './byte-source.ts';
import { columnNames } from './column-names.ts';
import { findHeader, type HeaderRow } from './header.ts';
import { BATCH } from './limits.ts';
import type { OpenedTable } from './open-table.ts';
import type { ImportOptions } from './options.ts';
import { ImportRefused } from './reasons.ts';
import type { TableRow } from './table.ts';
import { type SheetRow, sheetRows } from './xlsx-sheet.ts';
import { readWorkbook, type Workbook, type WorkbookSheet } from './xlsx-workbook.ts';
import { type ZipParts, zipParts } from './zip-parts.ts';

type XlsxOptions = Pick<ImportOptions, 'sheet' | 'headerRow' | 'mapping'> & { readonly skipHidden?: boolean };

/** Rows that a title and a note may take. */
const LOOKED_AT = 40;

/** @throws ImportRefused */
export async function openXlsx(source: ByteSource, options: XlsxOptions): Promise<OpenedTable> {
  const parts = await zipParts(source);
  if (!parts.has('xl/workbook.xml')) {
    throw new ImportRefused(
      'unsupported-format',
      'This is a compressed file, but no XLSX workbook. Save the table as XLSX, CSV UTF-8 or GeoJSON.',
    );
  }
  const workbook = await readWorkbook(parts);
  const { sheet, first } = await chosenSheet(parts, workbook, options.sheet);
  if (first.length === 0) throw new ImportRefused('empty-file', `The sheet "${sheet.name}" is empty.`);
  const header = findHeader(first, options);
  const columns = columnNames(withoutBlankEnd(header.cells));
  const size = parts.sizeOf(sheet.path);
  let read = 0;
  return {
    format: 'xlsx',
    encoding: 'utf-8',
    bom: false,
    delimiter: null,
    sheets: workbook.sheets.map(({ name }) => name),
    sheet: sheet.name,
    headerRow: header.row,
    table: {
      columns,
      hasGeometry: false,
      isGuarded: false,
      isDamaged: false,
      share: () => (size === 0 ? 1 : read / size),
      rows() {
        read = 0;
        const rows = sheetRows(parts, sheet.path, workbook, (bytes) => {
          read += bytes;
        });
        return tableRows(rows, header.row, columns.length, options.skipHidden ?? false);
      },
    },
  };
}

async function* tableRows(
  rows: AsyncIterable<readonly SheetRow[]>,
  headerRow: number,
  width: number,
  skipHidden: boolean,
): AsyncGenerator<TableRow[]> {
  let record = 0;
  let batch: TableRow[] = [];
  for await (const some of rows) {
    for (const { row, cells, isHidden } of some) {
      if (row <= headerRow || (isHidden && skipHidden)) continue;
      const warnings = isHidden ? [HIDDEN] : [];
      batch.push({ record: ++record, line: row, cells: cells.slice(0, width), warnings });
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    await turn();
  }
  if (batch.length > 0) yield batch;
}

const HIDDEN = {
  reason: 'hidden-row',
  message: 'The row is hidden in the sheet, by hand or by a filter; it is imported all the same.',
} as const;

type Chosen = { readonly sheet: WorkbookSheet; readonly first: readonly HeaderRow[] };

async function chosenSheet(parts: ZipParts, workbook: Workbook, name: string | undefined): Promise<Chosen> {
  if (name !== undefined) {
    const sheet = workbook.sheets.find((each) => each.name === name);
    if (!sheet) {
      const all = workbook.sheets.map((each) => each.name).join(', ');
      throw new ImportRefused('no-header', `There is no sheet "${name}"; there are: ${all.slice(0, 200)}.`);
    }
    return { sheet, first: await firstRows(parts, workbook, sheet) };
  }
  let filled: Chosen | undefined;
  for (const sheet of workbook.sheets.filter(({ isHidden }) => !isHidden)) {
    const first = await firstRows(parts, workbook, sheet);
    if (first.some(({ cells }) => cells.filter((cell) => cell && fieldOfHeader(cell)).length >= 2)) {
      return { sheet, first };
    }
    if (first.length > 0) filled ??= { sheet, first };
  }
  return filled ?? { sheet: workbook.sheets[0]!, first: [] };
}

async function firstRows(parts: ZipParts, workbook: Workbook, { path }: WorkbookSheet): Promise<HeaderRow[]> {
  const first: HeaderRow[] = [];
  for await (const rows of sheetRows(parts, path, workbook)) {
    first.push(...rows);
    if (first.length >= LOOKED_AT) break;
  }
  return first.slice(0, LOOKED_AT);
}

function withoutBlankEnd(cells: readonly (string | undefined)[]): (string | undefined)[] {
  const last = cells.findLastIndex((cell) => cell?.trim());
  // Of a sparse array, the holes too are columns.
  return Array.from({ length: last + 1 }, (_, index) => cells[index]);
}
