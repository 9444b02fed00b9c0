// The rows of one sheet, as they are read: values of formulas, dates and times as text, merged cells filled from their
// first one.
import { LIMITS } from './limits.ts';
import { ImportRefused } from './reasons.ts';
import { columnOf, dateText, numberText, unescaped } from './xlsx-cell.ts';
import type { Workbook } from './xlsx-workbook.ts';
import { xmlEvents } from './xml-events.ts';
import type { ZipParts } from './zip-parts.ts';

export type SheetRow = {
  /** As the spreadsheet counts, from 1. */
  readonly row: number;
  readonly cells: (string | undefined)[];
  /** Hidden by hand or by a filter. */
  readonly isHidden: boolean;
};

/** Rows from `first` to `last`, columns from `left` to `right`, both included; columns from 0. */
type Merge = { readonly first: number; readonly last: number; readonly left: number; readonly right: number };

/** Rows that hold something, in batches. */
export async function* sheetRows(
  parts: ZipParts,
  path: string,
  workbook: Workbook,
  onPiece: (bytes: number) => void = () => {},
): AsyncGenerator<SheetRow[]> {
  const merges = await mergedCells(parts, path);
  const reader = new RowReader(workbook);
  for await (const _ of xmlEvents(parts.read(path), reader, onPiece)) {
    const rows = reader.take();
    if (rows.length > 0) yield filled(rows, merges).filter(({ cells }) => cells.some((cell) => cell?.trim()));
  }
}

class RowReader {
  readonly #workbook: Workbook;
  #rows: SheetRow[] = [];
  #row: SheetRow | undefined;
  #rowNumber = 0;
  #column = -1;
  #type = '';
  #style = 0;
  #value = '';
  #takesText = false;
  #isPhonetic = false;

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  take(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'row') {
      this.#rowNumber = Number(attributes.r ?? this.#rowNumber + 1);
      this.#column = -1;
      const isHidden = attributes.hidden === '1' || attributes.hidden === 'true';
      this.#row = { row: this.#rowNumber, cells: [], isHidden };
    } else if (name === 'c') {
      this.#column = columnOf(attributes.r ?? '') ?? this.#column + 1;
      this.#type = attributes.t ?? 'n';
      this.#style = Number(attributes.s ?? 0);
      this.#value = '';
    } else if (name === 'rPh') this.#isPhonetic = true;
    // A formula (f) is not read; its value (v) is.
    else if (name === 'v' || name === 't') this.#takesText = !this.#isPhonetic;
  };

  readonly text = (text: string): void => {
    if (!this.#takesText || this.#value.length > LIMITS.cell) return;
    this.#value += text.slice(0, LIMITS.cell + 1);
  };

  readonly close = (name: string): void => {
    if (name === 'v' || name === 't') this.#takesText = false;
    else if (name === 'rPh') this.#isPhonetic = false;
    else if (name === 'c' && this.#value !== '' && this.#row) {
      if (this.#column >= LIMITS.columns) {
        throw new ImportRefused('too-large', `The sheet has more than ${LIMITS.columns} columns.`);
      }
      this.#row.cells[this.#column] = this.#text();
    } else if (name === 'row' && this.#row) {
      this.#rows.push(this.#row);
      this.#row = undefined;
    }
  };

  #text(): string | undefined {
    const { sharedTexts, dateStyles, from1904 } = this.#workbook;
    const value = this.#value;
    switch (this.#type) {
      case 's':
        return sharedTexts[Number(value)];
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE';
      // #N/A, #REF! and the like are nobody's value.
      case 'e':
        return undefined;
      case 'n': {
        const kind = dateStyles.get(this.#style);
        return kind ? dateText(value, kind, from1904) : numberText(value);
      }
      default:
        return unescaped(value);
    }
  }
}

/** Each cell of a merge says what its first one says; rows come in order, so that one is known by then. */
function filled(rows: SheetRow[], merges: MergedCells): SheetRow[] {
  if (merges.all.length === 0) return rows;
  for (const { row, cells } of rows) {
    for (const merge of merges.at(row)) {
      const value = row === merge.first ? cells[merge.left] : merges.values.get(merge);
      if (row === merge.first && value !== undefined) merges.values.set(merge, value);
      for (let column = merge.left; column <= merge.right; column++) cells[column] ??= value;
    }
  }
  return rows;
}

class MergedCells {
  readonly all: readonly Merge[];
  readonly values = new Map<Merge, string>();
  #next = 0;
  #open: Merge[] = [];

  constructor(merges: readonly Merge[]) {
    this.all = merges.toSorted((a, b) => a.first - b.first);
  }

  /** Those that reach into the row; rows are asked for in their order. */
  at(row: number): readonly Merge[] {
    this.#open = this.#open.filter(({ last }) => last >= row);
    for (; this.#next < this.all.length && this.all[this.#next]!.first <= row; this.#next++) {
      this.#open.push(this.all[this.#next]!);
    }
    return this.#open;
  }
}

const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;
const MOST_MERGES = 100_000;

/** They stand behind the rows that they are about, so the part is looked through for them first. */
async function mergedCells(parts: ZipParts, path: string): Promise<MergedCells> {
  const merges: Merge[] = [];
  let rest = '';
  for await (const piece of parts.read(path)) {
    const text = rest + Buffer.from(piece).toString('latin1');
    let end = 0;
    for (const found of text.matchAll(MERGE)) {
      const [, left = '', first, right = '', last] = found;
      // A whole row of blanks merged for a title reaches further than any table.
      const columns = {
        left: columnOf(left) ?? 0,
        right: Math.min(columnOf(right) ?? 0, LIMITS.columns - 1),
      };
      merges.push({ first: Number(first), last: Number(last), ...columns });
      end = found.index + found[0].length;
    }
    if (merges.length > MOST_MERGES) {
      throw new ImportRefused('too-large', `The sheet has more than ${MOST_MERGES} merged cells.`);
    }
    rest = text.slice(Math.max(end, text.length - 200));
  }
  return new MergedCells(merges);
}
