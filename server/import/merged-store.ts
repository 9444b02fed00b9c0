// A store as a record leaves it: what the record says, and what the store was where it says nothing.
import { toWgs84 } from '../../shared/datum.ts';
import type { Field } from '../../shared/import-fields.ts';
import type { Store, StoreFields, WirePosition } from '../../shared/store.ts';
import { cellOf } from '../export/store-cells.ts';
import { regionOf } from '../geography/region.ts';
import { timeZoneAt } from '../geography/time-zone.ts';
import { fieldsOf } from '../storage/versions.ts';
import { SURE } from '../upstream/geocoders.ts';
import { CELL_CLEARERS, CELL_READERS, type Draft } from './cell-readers.ts';
import type { ColumnFields } from './column-fields.ts';
import { guarded } from './guarded-cell.ts';
import type { ImportOptions } from './options.ts';
import { outsideCity } from './position-reading.ts';
import type { WarningReason } from './reasons.ts';
import type { RecordReading } from './record-reading.ts';

type Merging = {
  readonly fields: ColumnFields;
  readonly options: ImportOptions;
  readonly categories: ReadonlyMap<string, string>;
  /** When the import is looked at, ISO 8601. */
  readonly at: string;
};

/**
 * What cannot be read, or is odd, goes to the warnings of the reading.
 * @param store  as it is; undefined for a new one
 * @param position  where it is from now on; the store's own object when it stays
 */
export function mergedStore(
  reading: RecordReading,
  store: Store | undefined,
  position: WirePosition,
  { fields, options, categories, at }: Merging,
): StoreFields {
  const { cells, warnings, found } = reading;
  const isUnsure = found !== undefined && found.confidence < SURE;
  const draft: Draft = store ? fieldsOf(store) : newStore(position, isUnsure ? 'draft' : options.newStatus);
  if (store?.position !== position) place(draft, position, reading);
  const warn = (field: Field, reason: WarningReason, message: string) =>
    void warnings.push({ field, reason, message });
  const context = { categories, at, cells, warn };
  for (const field of fields.inOrder) {
    const read = CELL_READERS[field];
    // Position, key and datum are settled before.
    if (!read) continue;
    const cell = cells[field] ?? '';
    // What the export would write says nothing new, unless it is 营业 beside a closure that the file knows nothing of.
    const isTold = field === 'status' && !fields.has('closedFrom');
    if (store && !isTold && saysTheSame(cellOf(store, field), cell)) continue;
    const text = cell.trim();
    if (text !== '') read(draft, text, context);
    else if (store && options.emptyClears) CELL_CLEARERS[field]?.(draft);
  }
  if (!fields.has('branch') && !store) splitBranch(draft);
  return draft;
}

/** As the export writes it, also when a CSV of ours went through a spreadsheet. */
const saysTheSame = (kept: string, cell: string) =>
  kept === cell || (cell.startsWith("'") && guarded(kept) === cell);

const newStore = (position: WirePosition, status: 'published' | 'draft'): Draft => ({
  name: '',
  categories: [],
  services: [],
  address: {},
  phones: [],
  position,
  region: 'other',
  timeZone: 'UTC',
  exceptions: [],
  linkTo: 'page',
  status,
});

/** Sets the position, and what follows from it. */
function place(draft: Draft, position: WirePosition, { cells, warnings }: RecordReading): void {
  const wgs84 = toWgs84({ position: [position.longitude, position.latitude], datum: position.datum });
  draft.position = position;
  draft.region = regionOf(wgs84);
  draft.timeZone = timeZoneAt(wgs84, draft.region);
  const outside = outsideCity(wgs84, {
    city: cells.city?.trim(),
    district: cells.district?.trim(),
    street: cells.street?.trim(),
  });
  if (outside) warnings.push(outside);
}

/** 星巴克（五道口店） in a table without a column for branches. */
function splitBranch(draft: Draft): void {
  if (!/[)）]$/.test(draft.name)) return;
  const found = /^(.+?)\s*[（(]+\s*([^（()）]+?)\s*[）)]+$/.exec(draft.name);
  if (!found?.[1] || !found[2]) return;
  draft.name = found[1];
  draft.branch = found[2];
}
