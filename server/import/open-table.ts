// From bytes to a table: what the file is, told by its content, and how it is to be read.
import { type ByteSource, head, metered } from './byte-source.ts';
import { columnNames } from './column-names.ts';
import { CsvReader, type CsvRecord, DELIMITERS, type Delimiter } from './csv.ts';
import { type DetectedEncoding, detectEncoding, namedEncoding, textOf } from './encoding.ts';
import { geojsonTable, jsonLayout } from './geojson.ts';
import { findHeader } from './header.ts';
import { BATCH } from './limits.ts';
import type { ImportOptions } from './options.ts';
import { ImportRefused } from './reasons.ts';
import type { RowFault, Table, TableRow } from './table.ts';
import { openXlsx } from './xlsx.ts';

export type FileFormat = 'csv' | 'xlsx' | 'geojson' | 'geojsonseq';

export type OpenedTable = {
  readonly format: FileFormat;
  /** XLSX is UTF-8 by definition. */
  readonly encoding: string;
  readonly bom: boolean;
  readonly delimiter: string | null;
  /** Sheets to choose from; empty where the format has none. */
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** Line or row of the header; null where there is none. */
  readonly headerRow: number | null;
  readonly table: Table;
};

type ReadingOptions = Partial<ImportOptions>;

/** Begins each record of a GeoJSON text sequence (RFC 8142). */
const RECORD_SEPARATOR = '\u001e';
/** How much is looked at to see what the file is. */
const LOOKED_AT = 64 * 1024;

/** @throws ImportRefused */
export async function openTable(source: ByteSource, options: ReadingOptions = {}): Promise<OpenedTable> {
  const start = await head(source, LOOKED_AT);
  if (start.length === 0) throw new ImportRefused('empty-file', 'The file is empty.');
  const kind = binaryKind(start);
  if (kind === 'zip') return openXlsx(source, options);
  if (kind !== undefined) throw new ImportRefused('unsupported-format', kind);

  const encoding: DetectedEncoding = options.encoding
    ? await namedEncoding(source, options.encoding)
    : await detectEncoding(source, start);
  const text = new TextDecoder(encoding.encoding).decode(start, { stream: true });
  if (text.trim() === '' && source.size <= LOOKED_AT) {
    throw new ImportRefused('empty-file', 'The file holds nothing but blanks.');
  }
  const common = { encoding: encoding.encoding, bom: encoding.bom, sheets: [], sheet: null };
  if (text.startsWith(RECORD_SEPARATOR) || /^\s*[{[]/.test(text)) {
    const layout = await jsonLayout(source, encoding);
    const table = await geojsonTable(source, encoding, layout);
    const format = layout === 'document' ? 'geojson' : 'geojsonseq';
    return { ...common, format, delimiter: null, headerRow: null, table };
  }
  if (/^\s*<(?:\?xml|!doctype|html|kml|gpx|table)/i.test(text)) {
    throw new ImportRefused(
      'unsupported-format',
      'This is XML or HTML. Save it as XLSX, CSV UTF-8 or GeoJSON.',
    );
  }
  const delimiter = options.delimiter ?? likelyDelimiter(text);
  const first = sample(text, delimiter);
  const found = findHeader(
    first.map(({ line, cells }) => ({ row: line, cells })),
    options,
  );
  const columns = columnNames(found.cells);
  const meter = metered(source);
  const rows = () => csvRows(meter, encoding, delimiter, columns.length, found.row);
  return {
    ...common,
    format: 'csv',
    delimiter,
    headerRow: found.row,
    table: {
      columns,
      hasGeometry: false,
      isGuarded: true,
      isDamaged: encoding.isDamaged,
      rows,
      share: meter.share,
    },
  };
}

async function* csvRows(
  source: ByteSource,
  { encoding }: DetectedEncoding,
  delimiter: Delimiter,
  width: number,
  headerLine: number,
): AsyncGenerator<TableRow[]> {
  const reader = new CsvReader(delimiter);
  let record = 0;
  const rows = (records: readonly CsvRecord[]): TableRow[] => {
    const rows: TableRow[] = [];
    for (const { line, cells, broken } of records) {
      if (line <= headerLine) continue;
      const row: TableRow = { record: ++record, line, cells };
      const fault = broken ? BROKEN : raggedness(cells, width);
      rows.push(fault ? { ...row, fault } : row);
    }
    return rows;
  };
  for await (const text of textOf(source, encoding)) yield* inBatches(rows(reader.push(text)));
  yield* inBatches(rows(reader.end()));
}

function* inBatches(rows: TableRow[]): Generator<TableRow[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}

const BROKEN: RowFault = {
  reason: 'malformed-row',
  message: 'The quotes of the record are broken: one is not closed, or something follows a closing one.',
};

/** A delimiter at the very end does no harm; anything else beyond the header has lost its column. */
function raggedness(cells: readonly string[], width: number): RowFault | undefined {
  if (cells.length === width) return undefined;
  if (cells.every((cell) => cell.trim() === '')) return undefined;
  if (cells.length > width && cells.slice(width).every((cell) => cell.trim() === '')) return undefined;
  const message = `The record has ${cells.length} fields, the header ${width}.`;
  return { reason: 'ragged-row', message };
}

/** The whole records in the first part of a text. */
function sample(text: string, delimiter: Delimiter): CsvRecord[] {
  const reader = new CsvReader(delimiter);
  const records = reader.push(text);
  return records.length > 0 ? records : reader.end();
}

/** The one that makes the most columns, the same in most records. */
function likelyDelimiter(text: string): Delimiter {
  const scores = DELIMITERS.map((delimiter) => {
    const widths = sample(text, delimiter)
      .slice(0, 50)
      .map(({ cells }) => cells.length);
    const widest = Math.max(...widths);
    const usual = widths.filter((width) => width === widest).length / widths.length;
    return { delimiter, score: widest > 1 ? usual + Math.min(widest, 20) / 20 : 0 };
  });
  return scores.reduce((best, each) => (each.score > best.score ? each : best)).delimiter;
}

/** `zip`, or the sentence that refuses it; undefined for text. */
function binaryKind(start: Uint8Array): string | undefined {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => start[index] === byte);
  if (begins(0x50, 0x4b)) return 'zip';
  if (begins(0xd0, 0xcf, 0x11, 0xe0))
    return 'This is an old or a protected Excel file. Save it as XLSX without a password.';
  if (begins(0x25, 0x50, 0x44, 0x46)) return 'This is a PDF. Save the table as XLSX, CSV UTF-8 or GeoJSON.';
  if (begins(0x1f, 0x8b)) return 'This is a compressed file. Unpack it first.';
  return undefined;
}
