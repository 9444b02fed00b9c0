// What every reader makes of a file: named columns and records of text cells. The columns of GeoJSON grow while it is
// read, since each feature may bring properties of its own.
import type { RowReason, WarningReason } from './reasons.ts';

/** What a sheet or a document says of its own record, before anybody looks at the cells. */
export type RowFault = { readonly reason: RowReason; readonly message: string };

export type TableRow = {
  readonly record: number;
  /** Line of a text, row of a sheet. */
  readonly line: number;
  /** In the order of the columns; those at the end may be missing. */
  readonly cells: readonly (string | undefined)[];
  readonly fault?: RowFault;
  /** GeoJSON only: its point, in place of columns. */
  readonly point?: readonly [lon: number, lat: number];
  readonly warnings?: readonly { readonly reason: WarningReason; readonly message: string }[];
};

export type Table = {
  readonly columns: readonly string[];
  /** Positions are in the geometry, not in columns. */
  readonly hasGeometry: boolean;
  /** Text that a spreadsheet might run has a quote in front: CSV alone cannot say that a cell is text. */
  readonly isGuarded: boolean;
  /** U+FFFD stands for bytes that were no text. */
  readonly isDamaged: boolean;
  /** Batches, each at most BATCH records. @throws ImportRefused, perhaps only at the end */
  rows(): AsyncIterable<readonly TableRow[]>;
  /** How much of the file the reading of rows has behind it, from 0 to 1. */
  share(): number;
};
