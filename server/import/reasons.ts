// Why a record, or a whole file, is not imported, and what somebody should look at in what is. The classes are stable:
// programs branch on them, people read the message.
export type RowReason =
  | 'missing-name'
  | 'missing-coordinates'
  | 'coord-not-a-number'
  | 'coord-out-of-range'
  | 'coord-swapped'
  | 'duplicate-id'
  | 'ragged-row'
  | 'blank-row'
  | 'malformed-row'
  | 'encoding-error'
  | 'nul-byte'
  | 'unsupported-geometry'
  | 'bad-geometry'
  | 'invalid-feature'
  | 'too-deep'
  | 'too-large'
  | 'invalid-value'
  | 'not-geocoded'
  | 'outside-limits';

export type WarningReason =
  | 'coord-null-island'
  | 'coord-swapped'
  | 'outside-city'
  | 'fits-other-datum'
  | 'leading-zero'
  | 'point-in-polygon'
  | 'unread-value'
  | 'unknown-category'
  | 'hidden-row'
  | 'low-confidence';

export type FileReason =
  | 'empty-file'
  | 'no-data-rows'
  | 'no-header'
  | 'no-coordinate-columns'
  | 'malformed-file'
  | 'unsupported-format'
  | 'encoding-undetected'
  | 'too-deep'
  | 'too-large'
  | 'unsupported-crs'
  | 'nul-byte'
  | 'datum-needed'
  | 'too-many-absent';

/** What is wrong with a record, or doubtful in it. */
export type Issue<Reason = RowReason | WarningReason> = {
  /** From 1, counted after the header; blank lines are none. */
  readonly record: number;
  /** Where it begins in the file: line of a text, row of a sheet. */
  readonly line: number;
  /** The column as the file calls it; null when it is the record as a whole. */
  readonly column: string | null;
  /** As the file has it, shortened. */
  readonly value: string | null;
  readonly reason: Reason;
  readonly message: string;
};

/** The whole file is refused, and nothing of it is stored. The message is for people. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
  readonly reason: FileReason;
  constructor(reason: FileReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
