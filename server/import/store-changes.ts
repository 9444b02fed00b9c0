// What an import changes of a store, field by field, and how much a customer would feel it.
import { toWgs84 } from '../../shared/datum.ts';
import { FIELDS, type Field } from '../../shared/import-fields.ts';
import { distanceMeters } from '../../shared/position.ts';
import type { Store, StoreFields, WirePosition } from '../../shared/store.ts';
import { cellOf } from '../export/store-cells.ts';
import type { FieldChange, Risk } from './judged.ts';

const COMPARED = FIELDS.filter(
  (field) => field !== 'position' && field !== 'opensAt' && field !== 'closesAt',
);

export function changesBetween(store: Store, fields: StoreFields): FieldChange[] {
  const after = { ...fields, id: store.id };
  return COMPARED.flatMap((field) => {
    const [from, to] = [cellOf(store, field), cellOf(after, field)];
    return from === to ? [] : [{ field, from, to }];
  });
}

/** To 0.1 m; 0 for a store that stays. */
export function metersBetween(from: WirePosition, to: WirePosition): number {
  if (from === to) return 0;
  const [before, after] = [from, to].map(({ longitude, latitude, datum }) =>
    toWgs84({ position: [longitude, latitude], datum }),
  );
  return Math.round(distanceMeters(before!, after!) * 10) / 10;
}

/** Less than this is another rounding of the same place. */
const MOVED_METERS = 20;
const CLOSING: ReadonlySet<Field> = new Set(['status', 'closedFrom', 'closedUntil', 'closureReason']);

export function riskOf(changes: readonly FieldChange[], movedMeters: number, { status }: StoreFields): Risk {
  if (changes.length === 0) return 'other';
  if (movedMeters >= MOVED_METERS) return 'moved';
  if (
    changes.some(({ field }) => CLOSING.has(field)) &&
    (status !== 'published' || changes.some(({ field }) => field !== 'status'))
  )
    return 'closed';
  return changes.some(({ field }) => field === 'name' || field === 'branch') ? 'renamed' : 'other';
}
