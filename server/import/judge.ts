// Record by record: what it says, which store it is, and what would become of that store. Reads the catalogue, writes nothing.
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { addressLine } from '../../shared/address.ts';
import { toWgs84 } from '../../shared/datum.ts';
import { FIELDS, type Field, type Mapping, suggestedMapping } from '../../shared/import-fields.ts';
import { distanceMeters, type Position } from '../../shared/position.ts';
import type { Store, StoreFields, WirePosition } from '../../shared/store.ts';
import { cellOf } from '../export/store-cells.ts';
import { regionOf } from '../geography/region.ts';
import { timeZoneAt } from '../geography/time-zone.ts';
import { checkStore } from '../storage/store-check.ts';
import { type Geocoded, SURE } from '../upstream/geocoders.ts';
import type { AddressLookup } from './address-lookup.ts';
import { CELL_CLEARERS, CELL_READERS, type Draft } from './cell-readers.ts';
import { splitPair } from './coordinate.ts';
import { FEATURE_ID } from './geojson.ts';
import { guarded, unguarded } from './guarded-cell.ts';
import type { FieldChange, Judged, PlannedPut, Rejected, Risk } from './judged.ts';
import { LIMITS } from './limits.ts';
import type { ImportOptions } from './options.ts';
import {
  datumOfCell,
  type Fault,
  fitsOtherDatum,
  outsideCity,
  type PositionReading,
  placed,
  readPosition,
} from './position-reading.ts';
import type { Issue, RowReason, WarningReason } from './reasons.ts';
import type { Table, TableRow } from './table.ts';

/** What a judge asks of the catalogue. */
export type Catalogue = {
  /** The stores of these ids and of these keys, in any order. */
  find(ids: readonly string[], sids: readonly string[]): Promise<readonly Store[]>;
  /** Whether any key begins with a zero, so that one that lost it may be looked for. */
  readonly hasLeadingZeros: boolean;
  /** The id of a category by its id and its names, in lower case. */
  readonly categories: ReadonlyMap<string, string>;
  /** Looks an address up; absent: nobody can. */
  readonly lookUp?: AddressLookup;
  /** Whether whoever imports may write such a store; absent: any. */
  readonly mayWrite?: (store: Pick<StoreFields, 'address' | 'tags'>) => boolean;
};

type Cells = Partial<Record<Field, string>>;
type Reading = {
  readonly row: TableRow;
  /** As the file has them, without the mark for text. */
  readonly cells: Cells;
  readonly faults: Fault<RowReason>[];
  readonly warnings: Fault<WarningReason>[];
  position?: Position;
  /** Found for its address. */
  found?: Geocoded;
  /** The id of a record without a key. */
  contentId?: string;
};

export class Judge {
  readonly #table: Table;
  readonly #options: ImportOptions;
  readonly #catalogue: Catalogue;
  readonly #at: string;
  /** The field of each column, in the order of the columns; grows with them. */
  readonly #fields: (Field | null)[] = [];
  readonly #mapped = new Set<Field>();
  /** The record that a key was seen in first. */
  readonly #seen = new Map<string, number>();
  readonly #occurrences = new Map<string, number>();
  /** Stores that the file speaks of, rejected records included. */
  readonly named = new Set<string>();
  /** A position was read whose datum nobody has said. */
  needsDatum = false;

  constructor(table: Table, options: ImportOptions, catalogue: Catalogue, at: string) {
    this.#table = table;
    this.#options = options;
    this.#catalogue = catalogue;
    this.#at = at;
    this.#growMapping();
  }

  /** What every record of a batch becomes, in their order. */
  async judge(rows: readonly TableRow[]): Promise<Judged[]> {
    this.#growMapping();
    const readings = rows.map((row) => this.#read(row));
    const stores = await this.#find(readings);
    if (this.#options.geocode) await this.#lookUp(readings, stores);
    return readings.map((reading) => this.#judged(reading, stores));
  }

  #growMapping(): void {
    const { columns } = this.#table;
    if (this.#fields.length === columns.length) return;
    const mapping: Mapping = mappingOf(this.#table, this.#options.mapping);
    for (const column of columns.slice(this.#fields.length)) {
      const field = mapping[column] ?? null;
      this.#fields.push(field);
      if (field) this.#mapped.add(field);
    }
  }

  #read(row: TableRow): Reading {
    const cells: Cells = {};
    const reading: Reading = { row, cells, faults: [], warnings: [] };
    if (row.fault) reading.faults.push({ field: undefined, ...row.fault });
    for (const warning of row.warnings ?? []) reading.warnings.push({ field: undefined, ...warning });
    const { isGuarded, isDamaged } = this.#table;
    let isBlank = row.point === undefined;
    for (let index = 0; index < row.cells.length; index++) {
      const cell = row.cells[index];
      if (cell === undefined || cell === '') continue;
      if (isBlank && cell.trim() !== '') isBlank = false;
      const field = this.#fields[index];
      if (!field) continue;
      const fault = unfit(field, cell, isDamaged);
      if (fault) reading.faults.push(fault);
      else cells[field] = isGuarded ? unguarded(cell) : cell;
    }
    if (isBlank && reading.faults.length === 0) {
      reading.faults.push({ field: undefined, reason: 'blank-row', message: 'All fields are empty.' });
    }
    if (reading.faults.length > 0) return reading;
    if (this.#mapped.has('name') && !cells.name?.trim()) {
      reading.faults.push({ field: 'name', reason: 'missing-name', message: 'The name is empty.' });
    }
    this.#readPosition(reading);
    return reading;
  }

  #readPosition(reading: Reading): void {
    const { row, cells } = reading;
    const { swapAxes } = this.#options;
    let read: PositionReading;
    if (row.point) read = placed(row.point, swapAxes);
    else {
      const pair = cells.position === undefined ? undefined : splitPair(cells.position);
      const [longitude, latitude] = pair ?? [cells.longitude ?? cells.position ?? '', cells.latitude ?? ''];
      read = readPosition(longitude, latitude, swapAxes);
    }
    if (read.kind === 'fault') reading.faults.push(read.fault);
    else if (read.kind === 'position') {
      reading.position = read.position;
      reading.warnings.push(...read.warnings);
    }
  }

  async #find(readings: readonly Reading[]): Promise<Stores> {
    const ids: string[] = [];
    const sids: string[] = [];
    for (const reading of readings) {
      const { id, sid } = keysOf(reading.cells);
      if (id !== undefined) ids.push(id);
      if (sid !== undefined) {
        sids.push(sid);
        if (this.#catalogue.hasLeadingZeros) sids.push(...withZeros(sid));
      } else if (id === undefined && reading.faults.length === 0) {
        reading.contentId = this.#idOfContent(reading);
        ids.push(reading.contentId);
      }
    }
    const found = ids.length + sids.length === 0 ? [] : await this.#catalogue.find(ids, sids);
    return {
      byId: new Map(found.map((store) => [store.id, store])),
      bySid: new Map(found.flatMap((store) => (store.sid === undefined ? [] : [[store.sid, store]]))),
    };
  }

  /** Positions for new stores that have only an address. */
  async #lookUp(readings: readonly Reading[], stores: Stores): Promise<void> {
    const { lookUp } = this.#catalogue;
    for (const reading of readings) {
      const { cells, faults, position, contentId } = reading;
      if (position || faults.length > 0) continue;
      const { id, sid } = keysOf(cells);
      const isKnown = stores.byId.has(id ?? contentId ?? '') || (sid !== undefined && stores.bySid.has(sid));
      const address = addressLine(cells);
      if (isKnown || address === '') continue;
      const found = await lookUp?.(address);
      if (!found) {
        const message = lookUp
          ? 'No service knows where the address is.'
          : 'No service is set up that looks addresses up.';
        faults.push({ field: 'street', reason: 'not-geocoded', message });
        continue;
      }
      reading.found = found;
      if (found.confidence >= SURE) continue;
      const percent = Math.round(found.confidence * 100);
      const message = `${found.source} is not sure of the position (${percent} %); the store waits as a draft.`;
      reading.warnings.push({ field: 'street', reason: 'low-confidence', message });
    }
  }

  /**
   * Records without a key are known again by what they say: name, branch and place. Two alike are two stores, the
   * first and the second of that content.
   */
  #idOfContent({ cells, position }: Reading): string {
    const content = JSON.stringify([cells.name, cells.branch ?? null, position ?? cells.street ?? null]);
    const count = (this.#occurrences.get(content) ?? 0) + 1;
    this.#occurrences.set(content, count);
    return createHash('sha256').update(`${content} ${count}`).digest('base64url').slice(0, 22);
  }

  #judged(reading: Reading, stores: Stores): Judged {
    const { row, cells, faults, contentId } = reading;
    const { id, sid } = keysOf(cells);
    const key = id ?? sid;
    const store = this.#storeOf(reading, stores, id ?? contentId);
    if (store) this.named.add(store.id);
    if (id !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(id)) {
      faults.push({ field: 'id', reason: 'invalid-value', message: 'An id is 1 to 64 of A-Z a-z 0-9 - _.' });
    }
    if (faults.length > 0) return this.#rejected(reading);
    const first = key === undefined ? undefined : this.#seenBefore(store?.id ?? key, row.record);
    if (first !== undefined) {
      faults.push({
        field: id === undefined ? 'sid' : 'id',
        reason: 'duplicate-id',
        message: `The key is that of record ${first} already; the first one counts.`,
      });
      return this.#rejected(reading);
    }
    const holder = sid === undefined ? undefined : stores.bySid.get(sid);
    if (id !== undefined && holder && holder.id !== id) {
      const message = `The key "${sid}" belongs to another store (${holder.id}).`;
      faults.push({ field: 'sid', reason: 'duplicate-id', message });
      return this.#rejected(reading);
    }
    return this.#planned(reading, store, id ?? contentId);
  }

  #storeOf(reading: Reading, { byId, bySid }: Stores, id: string | undefined): Store | undefined {
    if (id !== undefined) return byId.get(id);
    const sid = reading.cells.sid?.trim();
    if (!sid) return undefined;
    const found = bySid.get(sid);
    if (found || !this.#catalogue.hasLeadingZeros) return found;
    const padded = withZeros(sid).find((longer) => bySid.has(longer));
    if (padded === undefined) return undefined;
    const isMatched = this.#options.matchLeadingZeros;
    const message = isMatched
      ? `The key is read as the existing "${padded}".`
      : `There is a store "${padded}": a spreadsheet may have dropped the zero of this key.`;
    reading.warnings.push({ field: 'sid', reason: 'leading-zero', message });
    if (!isMatched) return undefined;
    reading.cells.sid = padded;
    return bySid.get(padded);
  }

  #seenBefore(key: string, record: number): number | undefined {
    const first = this.#seen.get(key);
    if (first === undefined) this.#seen.set(detached(key), record);
    return first;
  }

  #planned(reading: Reading, store: Store | undefined, id: string | undefined): Judged {
    const { row, faults } = reading;
    const position = this.#positionOf(reading, store);
    if (!position) {
      const message = 'The record has no coordinates, and the store is not known yet.';
      faults.push({ field: 'longitude', reason: 'missing-coordinates', message });
      return this.#rejected(reading);
    }
    if (!store && !this.#mapped.has('name')) {
      faults.push({
        field: undefined,
        reason: 'missing-name',
        message: 'The store is not known yet and has no name.',
      });
      return this.#rejected(reading);
    }
    const fields = this.#merged(reading, store, position);
    try {
      checkStore(fields);
    } catch (error) {
      if (!isInvalid(error)) throw error;
      const field = fieldAt(error.parameter);
      faults.push({ field, reason: 'invalid-value', message: error.message });
      return this.#rejected(reading);
    }
    const { mayWrite } = this.#catalogue;
    if (mayWrite && !(mayWrite(fields) && (!store || mayWrite(store)))) {
      const message = 'The store is outside the provinces, cities and tags that you may change.';
      faults.push({ field: undefined, reason: 'outside-limits', message });
      return this.#rejected(reading);
    }
    const changes = store ? changesBetween(store, fields) : [];
    const place = { record: row.record, line: row.line, warnings: this.#issues(reading, reading.warnings) };
    if (store && changes.length === 0) return { ...place, outcome: 'unchanged', id: store.id };
    const movedMeters = store ? metersBetween(store.position, fields.position) : 0;
    return {
      ...place,
      outcome: store ? 'update' : 'create',
      id: store?.id ?? id ?? uuidv7(),
      ifVersion: store?.version ?? 0,
      wasPublished: store?.status === 'published',
      isFreshId: !store && id === undefined,
      fields,
      risk: riskOf(changes, movedMeters, fields),
      changes,
      movedMeters,
    } satisfies PlannedPut;
  }

  /** The store's own numbers where the record says nothing else, or the same. */
  #positionOf(
    { cells, position, found, warnings }: Reading,
    store: Store | undefined,
  ): WirePosition | undefined {
    if (found) return { longitude: found.position[0], latitude: found.position[1], datum: found.datum };
    if (!position) return store?.position;
    const named = cells.datum === undefined ? undefined : datumOfCell(cells.datum);
    if (named === undefined && this.#options.datum === undefined) this.needsDatum = true;
    const datum = named ?? this.#options.datum ?? 'wgs84';
    const [longitude, latitude] = position;
    const given: WirePosition = { longitude, latitude, datum };
    if (!store) return given;
    const { position: stored } = store;
    if (stored.longitude === longitude && stored.latitude === latitude && stored.datum === datum)
      return stored;
    const other = fitsOtherDatum(stored, given);
    if (other) {
      const message = `Read as ${other} the position is where the store stands already; as ${datum} it is not.`;
      warnings.push({ field: 'longitude', reason: 'fits-other-datum', message });
    }
    return given;
  }

  #merged(reading: Reading, store: Store | undefined, position: WirePosition): StoreFields {
    const { cells, warnings, found } = reading;
    const isUnsure = found !== undefined && found.confidence < SURE;
    const draft = store ? fieldsOf(store) : newStore(position, isUnsure ? 'draft' : this.#options.newStatus);
    if (draft.position !== position) {
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
    const context = {
      categories: this.#catalogue.categories,
      at: this.#at,
      cells,
      warn: (field: Field, reason: WarningReason, message: string) =>
        void warnings.push({ field, reason, message }),
    };
    for (const field of MERGED) {
      if (!this.#mapped.has(field)) continue;
      const cell = cells[field] ?? '';
      // What the export would write says nothing new, unless it is 营业 beside a closure that the file knows nothing of.
      const isTold = field === 'status' && !this.#mapped.has('closedFrom');
      if (store && !isTold && saysTheSame(cellOf(store, field), cell)) continue;
      const text = cell.trim();
      if (text !== '') CELL_READERS[field]?.(draft, text, context);
      else if (store && this.#options.emptyClears) CELL_CLEARERS[field]?.(draft);
    }
    if (!this.#mapped.has('branch') && !store) splitBranch(draft);
    return draft;
  }

  #rejected(reading: Reading): Rejected {
    const { row } = reading;
    return {
      outcome: 'reject',
      record: row.record,
      line: row.line,
      warnings: this.#issues(reading, reading.warnings),
      issues: this.#issues(reading, reading.faults),
      cells: row.cells.map((cell) => cell?.slice(0, LIMITS.cell)),
    };
  }

  #issues<Reason extends RowReason | WarningReason>(
    { row }: Reading,
    faults: readonly Fault<Reason>[],
  ): Issue<Reason>[] {
    return faults.map(({ field, reason, message }) => {
      const index = field === undefined ? -1 : this.#fields.indexOf(field);
      const value = index < 0 ? undefined : row.cells[index];
      return {
        record: row.record,
        line: row.line,
        column: index < 0 ? null : (this.#table.columns[index] ?? null),
        value: value === undefined ? null : value.slice(0, 200),
        reason,
        message: `Record ${row.record} (line ${row.line}): ${message}`,
      };
    });
  }
}

/** As the export writes it, also when a CSV of ours went through a spreadsheet. */
const saysTheSame = (kept: string, cell: string) =>
  kept === cell || (cell.startsWith("'") && guarded(kept) === cell);

type Stores = { readonly byId: ReadonlyMap<string, Store>; readonly bySid: ReadonlyMap<string, Store> };

/** Fields whose cells are merged one by one; position, key and datum are settled before. */
const MERGED: readonly Field[] = FIELDS.filter((field) => CELL_READERS[field] !== undefined);

/** The mapping in force: what was decided, and what the headers suggest for the rest. */
export function mappingOf({ columns }: Pick<Table, 'columns'>, decided: Mapping = {}): Mapping {
  const mapping = { ...suggestedMapping(columns, decided) };
  if (columns.includes(FEATURE_ID) && !Object.hasOwn(decided, FEATURE_ID)) {
    // A feature's own id is its key, unless a property is one; a reference of somebody is none beside it.
    const keyed = columns.find((column) => mapping[column] === 'sid' || mapping[column] === 'id');
    const isReference =
      keyed !== undefined && !Object.hasOwn(decided, keyed) && /^(?:ref|code)$/i.test(keyed);
    if (keyed !== undefined && isReference) mapping[keyed] = null;
    mapping[FEATURE_ID] = keyed === undefined || isReference ? 'sid' : null;
  }
  return mapping;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/** Why a cell is no text; undefined when it is. */
function unfit(field: Field, cell: string, isDamaged: boolean): Fault<RowReason> | undefined {
  if (cell.length > LIMITS.cell) {
    return { field, reason: 'too-large', message: `The cell is longer than ${LIMITS.cell} characters.` };
  }
  if (!cell.isWellFormed() || (isDamaged && cell.includes('\uFFFD'))) {
    const message = 'The cell holds bytes that are no text in the encoding of the file.';
    return { field, reason: 'encoding-error', message };
  }
  if (!CONTROLS.test(cell)) return undefined;
  return { field, reason: 'nul-byte', message: 'The cell holds control characters, such as U+0000.' };
}

function keysOf({ id, sid }: Cells): { id: string | undefined; sid: string | undefined } {
  return { id: id?.trim() || undefined, sid: sid?.trim() || undefined };
}

/** The keys that a spreadsheet makes this one of. */
const withZeros = (sid: string): string[] =>
  /^[1-9]\d*$/.test(sid) ? [`0${sid}`, `00${sid}`, `000${sid}`] : [];

/** A text cut out of a larger one keeps all of that in memory; this one does not. */
const detached = (text: string): string => (text.length < SHORT ? text : Buffer.from(text).toString());
/** V8 copies texts that are shorter than this anyway (SlicedString::kMinLength). */
const SHORT = 13;

const newStore = (position: WirePosition, status: 'published' | 'draft'): Draft => ({
  name: '',
  categories: [],
  services: [],
  address: {},
  phones: [],
  // Replaced by a copy of its own when the region is derived.
  position: { ...position },
  region: 'other',
  timeZone: 'UTC',
  exceptions: [],
  linkTo: 'page',
  status,
});

function fieldsOf({ id: _, version: __, createdAt: ___, updatedAt: ____, ...fields }: Store): Draft {
  return { ...fields };
}

/** 星巴克（五道口店） in a table without a column for branches. */
function splitBranch(draft: Draft): void {
  const found = /^(.+?)\s*[（(]+\s*([^（()）]+?)\s*[）)]+$/.exec(draft.name);
  if (!found?.[1] || !found[2]) return;
  draft.name = found[1];
  draft.branch = found[2];
}

const COMPARED = FIELDS.filter(
  (field) => field !== 'position' && field !== 'opensAt' && field !== 'closesAt',
);

function changesBetween(store: Store, fields: StoreFields): FieldChange[] {
  const after = { ...fields, id: store.id };
  return COMPARED.flatMap((field) => {
    const [from, to] = [cellOf(store, field), cellOf(after, field)];
    return from === to ? [] : [{ field, from, to }];
  });
}

function metersBetween(from: WirePosition, to: WirePosition): number {
  if (from === to) return 0;
  const [before, after] = [from, to].map(({ longitude, latitude, datum }) =>
    toWgs84({ position: [longitude, latitude], datum }),
  );
  return Math.round(distanceMeters(before!, after!) * 10) / 10;
}

/** Less than this is another rounding of the same place. */
const MOVED_METERS = 20;
const CLOSING: ReadonlySet<Field> = new Set(['status', 'closedFrom', 'closedUntil', 'closureReason']);

function riskOf(changes: readonly FieldChange[], movedMeters: number, { status }: StoreFields): Risk {
  if (changes.length === 0) return 'other';
  if (movedMeters >= MOVED_METERS) return 'moved';
  if (
    changes.some(({ field }) => CLOSING.has(field)) &&
    (status !== 'published' || changes.some(({ field }) => field !== 'status'))
  )
    return 'closed';
  return changes.some(({ field }) => field === 'name' || field === 'branch') ? 'renamed' : 'other';
}

type Invalid = Error & { readonly parameter: string };
const isInvalid = (error: unknown): error is Invalid =>
  error instanceof Error && 'parameter' in error && typeof error.parameter === 'string';

/** The field that a path such as /address/street or /phones/0 leads to. */
function fieldAt(path: string): Field | undefined {
  const [, first = '', second = ''] = path.split('/');
  return FIELDS.find((field) => field === first || field === second);
}
