// The one place where a store becomes the record that the API and the pages answer with.
import { addressLine } from '../../shared/address.ts';
import { convert, type Datum, toWgs84 } from '../../shared/datum.ts';
import type { StoreRecord } from '../../shared/nearby.ts';
import { hoursOn, openingStateOf } from '../../shared/opening-hours.ts';
import type { Position } from '../../shared/position.ts';
import type { Store } from '../../shared/store.ts';

/** A store as answered where nobody asked from a place. */
export type PlainStoreRecord = Omit<StoreRecord, 'distanceMeters'>;

/** The store at `at`, its position in `datum`, its page below `publicUrl` (no slash at the end; '' for a path alone). */
export function storeRecord(store: Store, datum: Datum, at: Date, publicUrl: string): PlainStoreRecord {
  const [longitude, latitude] = positionIn(store, datum);
  return {
    ...fixedFields(store),
    url: ownAddress(store) ?? `${publicUrl}/s/${store.id}`,
    position: { longitude, latitude, datum },
    timeZone: store.timeZone,
    hoursToday: hoursOn(store, at),
    open: openingStateOf(store, at),
  };
}

/** What of the record is the same at any time, in any datum and wherever our own addresses begin. */
export const fixedFields = (store: Store) => ({
  id: store.id,
  sid: store.sid ?? null,
  name: store.name,
  branch: store.branch ?? null,
  address: addressLine(store.address),
  phones: store.phones,
  categories: store.categories,
  services: store.services,
  region: store.region,
  updatedAt: store.updatedAt,
  cover: store.cover ?? null,
});

/** The store's own website where ops chose it as the article's link. */
export const ownAddress = ({ linkTo, website }: Store): string | undefined =>
  linkTo === 'website' && website ? website : undefined;

// 0.1 m at the equator: the public formulas are no better than 0.6 m, so more would only pretend.
const DECIMALS = 1e6;

/** The original numbers where the datum does not move them, else converted and rounded to six decimals. */
export function positionIn({ position: { longitude, latitude, datum: own } }: Store, datum: Datum): Position {
  const original: Position = [longitude, latitude];
  const converted = convert(original, own, datum);
  if (converted === original) return original;
  const [lon, lat] = converted;
  return [Math.round(lon * DECIMALS) / DECIMALS, Math.round(lat * DECIMALS) / DECIMALS];
}

/** Where the store is on the ground, WGS-84, unrounded: what distances are measured to. */
export const groundOf = ({ position: { longitude, latitude, datum } }: Store): Position =>
  toWgs84({ position: [longitude, latitude], datum });
