// A record's cells by their fields, its position, and what keeps them from being read. The catalogue has no say in it.
import type { Field } from '../../shared/import-fields.ts';
import type { Position } from '../../shared/position.ts';
import { isPlainText } from '../storage/store-check.ts';
import type { Geocoded } from '../upstream/geocoders.ts';
import type { ColumnFields } from './column-fields.ts';
import { splitPair } from './coordinate.ts';
import { unguarded } from './guarded-cell.ts';
import { LIMITS } from './limits.ts';
import { type Fault, type PositionReading, placed, readPosition } from './position-reading.ts';
import type { RowReason, WarningReason } from './reasons.ts';
import type { Table, TableRow } from './table.ts';

export type Cells = Partial<Record<Field, string>>;

export type RecordReading = {
  readonly row: TableRow;
  /** As the file has them, without the mark for text. */
  readonly cells: Cells;
  /** The record is refused for them. */
  readonly faults: Fault<RowReason>[];
  readonly warnings: Fault<WarningReason>[];
  position?: Position;
  /** Found for its address. */
  found?: Geocoded;
  /** The id of a record without a key. */
  contentId?: string;
};

type Marks = Pick<Table, 'isGuarded' | 'isDamaged'>;

export function readRecord(
  row: TableRow,
  fields: ColumnFields,
  { isGuarded, isDamaged }: Marks,
  swapAxes: boolean,
): RecordReading {
  const cells: Cells = {};
  const reading: RecordReading = { row, cells, faults: [], warnings: [] };
  if (row.fault) reading.faults.push({ field: undefined, ...row.fault });
  for (const warning of row.warnings ?? []) reading.warnings.push({ field: undefined, ...warning });
  let isBlank = row.point === undefined;
  for (let index = 0; index < row.cells.length; index++) {
    const cell = row.cells[index];
    if (cell === undefined || cell === '') continue;
    if (isBlank && cell.trim() !== '') isBlank = false;
    const field = fields.at(index);
    if (!field) continue;
    const fault = unfit(field, cell, isDamaged);
    if (fault) reading.faults.push(fault);
    else cells[field] = isGuarded ? unguarded(cell) : cell;
  }
  if (isBlank && reading.faults.length === 0) {
    reading.faults.push({ field: undefined, reason: 'blank-row', message: 'All fields are empty.' });
  }
  if (reading.faults.length > 0) return reading;
  if (fields.has('name') && !cells.name?.trim()) {
    reading.faults.push({ field: 'name', reason: 'missing-name', message: 'The name is empty.' });
  }
  const read = positionOf(row, cells, swapAxes);
  if (read.kind === 'fault') reading.faults.push(read.fault);
  else if (read.kind === 'position') {
    reading.position = read.position;
    reading.warnings.push(...read.warnings);
  }
  return reading;
}

function positionOf({ point }: TableRow, cells: Cells, swapAxes: boolean): PositionReading {
  if (point) return placed(point, swapAxes);
  const pair = cells.position === undefined ? undefined : splitPair(cells.position);
  const [longitude, latitude] = pair ?? [cells.longitude ?? cells.position ?? '', cells.latitude ?? ''];
  return readPosition(longitude, latitude, swapAxes);
}

/** Why a cell is no text; undefined when it is. */
function unfit(field: Field, cell: string, isDamaged: boolean): Fault<RowReason> | undefined {
  if (cell.length > LIMITS.cell) {
    return { field, reason: 'too-large', message: `The cell is longer than ${LIMITS.cell} characters.` };
  }
  const isWhole = !isDamaged || !cell.includes('\uFFFD');
  if (isWhole && isPlainText(cell)) return undefined;
  if (!isWhole || !cell.isWellFormed()) {
    const message = 'The cell holds bytes that are no text in the encoding of the file.';
    return { field, reason: 'encoding-error', message };
  }
  return { field, reason: 'nul-byte', message: 'The cell holds control characters, such as U+0000.' };
}
