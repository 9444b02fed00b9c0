// A store as one flat row: what CSV, GeoJSON and OGC features say of it. Every row has every column, null where nothing
// is known, and a column has one type. Nothing here depends on the time of asking.
import { addressLine } from '../shared/address.ts';
import type { Position } from '../shared/position.ts';
import type { Store } from '../shared/store.ts';
import { ownAddress, positionIn } from './nearby/store-record.ts';

export type Scalar = string | number | null;
export type Column = {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number';
  readonly format?: 'date-time' | 'uri';
  /** One phrase, for people. */
  readonly title: string;
  /** `base` as publicBase answers it. */
  readonly of: (store: Store, base: string) => Scalar;
};

/** Between the parts of a list in one text. */
const joined = (parts: readonly string[]): Scalar => (parts.length === 0 ? null : parts.join(';'));

const text = (name: string, title: string, of: Column['of']): Column => ({ name, type: 'string', title, of });
const instant = (name: string, title: string, of: Column['of']): Column => ({
  name,
  type: 'string',
  format: 'date-time',
  title,
  of,
});
const address = (name: string, title: string, of: Column['of']): Column => ({
  name,
  type: 'string',
  format: 'uri',
  title,
  of,
});
const degrees = (name: string, title: string, of: Column['of']): Column => ({
  name,
  type: 'number',
  title,
  of,
});

/** All but the id and the position. */
export const STORE_COLUMNS: readonly Column[] = [
  text('sid', "The owner's own key", (store) => store.sid ?? null),
  text('name', 'Name', (store) => store.name),
  text('branch', 'Which one of the chain', (store) => store.branch ?? null),
  text('address', 'The address in one line', (store) => addressLine(store.address) || null),
  text('province', 'Province, municipality or state', (store) => store.address.province ?? null),
  text('city', 'City', (store) => store.address.city ?? null),
  text('district', 'District or county', (store) => store.address.district ?? null),
  text('street', 'Street, number, building, floor', (store) => store.address.street ?? null),
  text('postcode', 'Postal code', (store) => store.address.postcode ?? null),
  text('phones', 'Telephone numbers, with ; between', (store) => joined(store.phones)),
  text('categories', 'Category ids, with ; between', (store) => joined(store.categories)),
  text('services', 'What it offers, with ; between', (store) => joined(store.services)),
  text('region', 'CN (the mainland), HK, MO, TW or other', (store) => store.region),
  text('time_zone', 'IANA name of its time zone', (store) => store.timeZone),
  text('opening_hours', 'Hours in OSM opening_hours syntax', (store) => store.openingHours ?? null),
  text('opening_hours_note', 'Hours that syntax cannot say', (store) => store.openingHoursNote ?? null),
  instant('closure_from', 'Temporarily closed from', (store) => store.closure?.from ?? null),
  instant('closure_until', 'Temporarily closed until', (store) => store.closure?.until ?? null),
  degrees('gcj02_longitude', 'Degrees east in GCJ-02', (store) => positionIn(store, 'gcj02')[0]),
  degrees('gcj02_latitude', 'Degrees north in GCJ-02', (store) => positionIn(store, 'gcj02')[1]),
  text('datum', 'What the stored position is measured against', (store) => store.position.datum),
  address('cover', 'Its picture', (store) => store.cover ?? null),
  address('website', 'Its own website', (store) => store.website ?? null),
  address('url', "The customer's page", (store, base) => ownAddress(store) ?? `${base}/s/${store.id}`),
  instant('created', 'First stored', (store) => store.createdAt),
  instant('updated', 'Last changed', (store) => store.updatedAt),
  instant('confirmed', 'Last confirmed to be right', (store) => store.confirmedAt ?? null),
  { name: 'version', type: 'integer', title: 'Grows by one with every change', of: (store) => store.version },
];

/** Where the three datums are not one. */
const SHIFTED_REGIONS: ReadonlySet<string> = new Set(['CN', 'HK', 'MO']);

/**
 * The position in WGS-84. Undefined where it had to be converted and this deployment gives out no converted ones
 * (mainland law restricts that); never one of another datum instead.
 */
export function publicPosition(store: Store, givesConverted: boolean): Position | undefined {
  const isConverted = store.position.datum !== 'wgs84' && SHIFTED_REGIONS.has(store.region);
  return isConverted && !givesConverted ? undefined : positionIn(store, 'wgs84');
}

/** The columns of a store by name. */
export const flatFields = (store: Store, base: string): Record<string, Scalar> =>
  Object.fromEntries(STORE_COLUMNS.map(({ name, of }) => [name, of(store, base)]));
