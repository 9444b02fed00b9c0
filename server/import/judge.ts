// Record by record: what it says, which store it is, and what would become of that store. Reads the catalogue, writes nothing.
import { addressLine } from '../../shared/address.ts';
import { FIELDS, type Field } from '../../shared/import-fields.ts';
import type { Store, WirePosition } from '../../shared/store.ts';
import { checkStore } from '../storage/store-check.ts';
import { SURE } from '../upstream/geocoders.ts';
import type { Catalogue } from './catalogue.ts';
import { ColumnFields } from './column-fields.ts';
import { FreshIds } from './fresh-ids.ts';
import type { Judged, PlannedPut, Rejected } from './judged.ts';
import { type KnownStores, keysOf, StoreFinder } from './known-stores.ts';
import { LIMITS } from './limits.ts';
import { mergedStore } from './merged-store.ts';
import type { ImportOptions } from './options.ts';
import { datumOfCell, type Fault, fitsOtherDatum } from './position-reading.ts';
import type { Issue, RowReason, WarningReason } from './reasons.ts';
import { type RecordReading, readRecord } from './record-reading.ts';
import { changesBetween, metersBetween, riskOf } from './store-changes.ts';
import type { Table, TableRow } from './table.ts';

export class Judge {
  readonly #table: Table;
  readonly #options: ImportOptions;
  readonly #catalogue: Catalogue;
  readonly #at: string;
  readonly #fields: ColumnFields;
  readonly #finder: StoreFinder;
  readonly #freshIds = new FreshIds();
  /** The record that an id or a key was seen in first; where records have both, keys stand after a U+0000. */
  readonly #seen = new Map<string, number>();
  /** Stores that the file speaks of, rejected records included. */
  readonly named = new Set<string>();
  /** A position was read whose datum nobody has said. */
  needsDatum = false;

  constructor(table: Table, options: ImportOptions, catalogue: Catalogue, at: string) {
    this.#table = table;
    this.#options = options;
    this.#catalogue = catalogue;
    this.#at = at;
    this.#fields = new ColumnFields(table, options.mapping);
    this.#finder = new StoreFinder(catalogue);
  }

  /** What every record of a batch becomes, in their order. */
  async judge(rows: readonly TableRow[]): Promise<Judged[]> {
    this.#fields.grow();
    const { swapAxes, geocode } = this.#options;
    const readings = rows.map((row) => readRecord(row, this.#fields, this.#table, swapAxes));
    const stores = await this.#finder.find(readings);
    if (geocode) await this.#lookUp(readings, stores);
    return readings.map((reading) => this.#judged(reading, stores));
  }

  /** Positions for new stores that have only an address. */
  async #lookUp(readings: readonly RecordReading[], stores: KnownStores): Promise<void> {
    const { lookUp } = this.#catalogue;
    for (const reading of readings) {
      const { cells, faults, warnings, position } = reading;
      if (position || faults.length > 0) continue;
      const address = addressLine(cells);
      if (address === '' || stores.has(reading)) continue;
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
      warnings.push({ field: 'street', reason: 'low-confidence', message });
    }
  }

  #judged(reading: RecordReading, stores: KnownStores): Judged {
    const { row, cells, faults } = reading;
    const store = stores.of(reading, this.#options);
    const { id, sid } = keysOf(cells);
    if (store) this.named.add(store.id);
    if (id !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(id)) {
      faults.push({ field: 'id', reason: 'invalid-value', message: 'An id is 1 to 64 of A-Z a-z 0-9 - _.' });
    }
    if (faults.length > 0) return this.#rejected(reading);
    const key = store?.id ?? id ?? sid;
    const first = key === undefined ? undefined : this.#seenBefore(key, row.record);
    if (first !== undefined) {
      const message = `The key is that of record ${first} already; the first one counts.`;
      return this.#rejected(reading, id === undefined ? 'sid' : 'id', 'duplicate-id', message);
    }
    const holder = sid === undefined ? undefined : stores.holderOf(sid);
    if (id !== undefined && holder && holder.id !== id) {
      const message = `The key "${sid}" belongs to another store (${holder.id}).`;
      return this.#rejected(reading, 'sid', 'duplicate-id', message);
    }
    // Under ids of their own, two records could give their stores one key.
    const alike =
      sid !== undefined && this.#fields.has('id') ? this.#seenBefore(`\0${sid}`, row.record) : undefined;
    if (alike !== undefined) {
      const message = `The key "${sid}" is that of record ${alike} already; the first one counts.`;
      return this.#rejected(reading, 'sid', 'duplicate-id', message);
    }
    return this.#planned(reading, store, id ?? reading.contentId);
  }

  #seenBefore(key: string, record: number): number | undefined {
    const first = this.#seen.get(key);
    if (first === undefined) this.#seen.set(detached(key), record);
    return first;
  }

  #planned(reading: RecordReading, store: Store | undefined, id: string | undefined): Judged {
    const { row } = reading;
    const position = this.#positionOf(reading, store);
    if (!position) {
      const message = 'The record has no coordinates, and the store is not known yet.';
      return this.#rejected(reading, 'longitude', 'missing-coordinates', message);
    }
    if (!store && !this.#fields.has('name')) {
      const message = 'The store is not known yet and has no name.';
      return this.#rejected(reading, undefined, 'missing-name', message);
    }
    const fields = mergedStore(reading, store, position, {
      fields: this.#fields,
      options: this.#options,
      categories: this.#catalogue.categories,
      at: this.#at,
    });
    try {
      checkStore(fields);
    } catch (error) {
      if (!isInvalid(error)) throw error;
      return this.#rejected(reading, fieldAt(error.parameter), 'invalid-value', error.message);
    }
    const { mayWrite } = this.#catalogue;
    if (mayWrite && !(mayWrite(fields) && (!store || mayWrite(store)))) {
      const message = 'The store is outside the provinces, cities and tags that you may change.';
      return this.#rejected(reading, undefined, 'outside-limits', message);
    }
    const changes = store ? changesBetween(store, fields) : NONE;
    const place = { record: row.record, line: row.line, warnings: this.#issues(reading, reading.warnings) };
    if (store && changes.length === 0) return { ...place, outcome: 'unchanged', id: store.id };
    const movedMeters = store ? metersBetween(store.position, fields.position) : 0;
    return {
      ...place,
      outcome: store ? 'update' : 'create',
      id: store?.id ?? id ?? this.#freshIds.next(),
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
    { cells, position, found, warnings }: RecordReading,
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

  /** With one more reason, where one is given. */
  #rejected(reading: RecordReading, field?: Field, reason?: RowReason, message = ''): Rejected {
    const { row, faults } = reading;
    if (reason) faults.push({ field, reason, message });
    return {
      outcome: 'reject',
      record: row.record,
      line: row.line,
      warnings: this.#issues(reading, reading.warnings),
      issues: this.#issues(reading, faults),
      cells: row.cells.map((cell) => cell?.slice(0, LIMITS.cell)),
    };
  }

  #issues<Reason extends RowReason | WarningReason>(
    { row }: RecordReading,
    faults: readonly Fault<Reason>[],
  ): readonly Issue<Reason>[] {
    if (faults.length === 0) return NONE;
    return faults.map(({ field, reason, message }) => {
      const column = field === undefined ? undefined : this.#fields.columnOf(field);
      return {
        record: row.record,
        line: row.line,
        column: column?.name ?? null,
        value: (column && row.cells[column.index]?.slice(0, 200)) ?? null,
        reason,
        message: `Record ${row.record} (line ${row.line}): ${message}`,
      };
    });
  }
}

/** Most records have no doubts and no changes. */
const NONE: readonly never[] = [];

/** A text cut out of a larger one keeps all of that in memory; this one does not. */
const detached = (text: string): string => (text.length < SHORT ? text : Buffer.from(text).toString());
/** V8 copies texts that are shorter than this anyway (SlicedString::kMinLength). */
const SHORT = 13;

type Invalid = Error & { readonly parameter: string };
const isInvalid = (error: unknown): error is Invalid =>
  error instanceof Error && 'parameter' in error && typeof error.parameter === 'string';

/** The field that a path such as /address/street or /phones/0 leads to. */
function fieldAt(path: string): Field | undefined {
  const [, first = '', second = ''] = path.split('/');
  return FIELDS.find((field) => field === first || field === second);
}
