// What becomes of a record. A preview is made of these, and what is confirmed is applied from them.

import type { Field } from '../../shared/import-fields.ts';
import type { StoreFields } from '../../shared/store.ts';
import type { Issue, RowReason, WarningReason } from './reasons.ts';

/** The riskiest first: a store that moves or closes is lost to its customers if that was a mistake. */
export const RISKS = ['moved', 'closed', 'renamed', 'other'] as const;
export type Risk = (typeof RISKS)[number];

export type FieldChange = {
  readonly field: Field;
  /** As the export writes them; empty where nothing is known. */
  readonly from: string;
  readonly to: string;
};

type Place = {
  readonly record: number;
  readonly line: number;
  readonly warnings: readonly Issue<WarningReason>[];
};

/** A store to be written, under the id it has or gets. `close`: it is not in the file; its record is 0 then. */
export type PlannedPut = Place & {
  readonly outcome: 'create' | 'update' | 'close';
  readonly id: string;
  /** The id was made for it just now, so that nothing can be stored under it. */
  readonly isFreshId: boolean;
  readonly wasPublished: boolean;
  /** What the store must still be at when it is applied; 0: there must be none. */
  readonly ifVersion: number;
  readonly fields: StoreFields;
  readonly risk: Risk;
  /** Of an update; empty for a new store. */
  readonly changes: readonly FieldChange[];
  /** How far it moves; 0 when it stays. */
  readonly movedMeters: number;
};

export type Rejected = Place & {
  readonly outcome: 'reject';
  readonly issues: readonly Issue<RowReason>[];
  /** As the file has them, for whoever mends them. */
  readonly cells: readonly (string | undefined)[];
};

export type Unchanged = Place & { readonly outcome: 'unchanged'; readonly id: string };

export type Judged = PlannedPut | Rejected | Unchanged;
