// What queries look through, derived from a store.
import { toWgs84 } from '../../shared/datum.ts';
import type { Store } from '../../shared/store.ts';
import { searchText, sortName } from './search-text.ts';
import type { StoresTable } from './tables.ts';

export function storeRow(revision: number, store: Store): StoresTable {
  const { longitude, latitude, datum } = store.position;
  const [lon, lat] = toWgs84({ position: [longitude, latitude], datum });
  return {
    id: store.id,
    revision,
    sid: store.sid ?? null,
    status: store.status,
    longitude: lon,
    latitude: lat,
    ...listedColumns(store),
  };
}

/** What stores are found, filtered and sorted by. */
export const listedColumns = (store: Store) => ({
  search_text: searchText(store),
  sort_name: sortName(store),
  province: store.address.province ?? '',
  city: store.address.city ?? '',
  district: store.address.district ?? '',
  updated_at: store.updatedAt,
  confirmed_at: instant(store.confirmedAt),
  closed_from: instant(store.closure?.from),
  closed_until: instant(store.closure?.until),
  has_cover: Number(store.cover !== undefined),
  has_hours: Number(store.openingHours !== undefined),
  has_phone: Number(store.phones.length > 0),
});

/** Its tags and holiday sets, a row each. */
export function markRows({ id, tags = [], exceptions }: Store) {
  const sets = new Set(exceptions.flatMap(({ holidaySet }) => holidaySet ?? []));
  return {
    tags: [...new Set(tags)].map((tag) => ({ store_id: id, tag })),
    holidaySets: [...sets].map((holiday_set) => ({ store_id: id, holiday_set })),
  };
}

/** In UTC with milliseconds, so that it sorts as text. Null for a second that computers do not have, 23:59:60. */
function instant(text: string | undefined): string | null {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
