// Stores in an order, page after page, each one that meets the conditions exactly once.
import { setImmediate as turn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { type OpeningFields, openingStateOf } from '../../../shared/opening-hours.ts';
import type { Sort } from '../../../shared/store-filter.ts';
import { excerpt } from '../../errors.ts';
import { cursorAfter, idOfCursor } from '../cursor.ts';
import { InvalidCursor } from '../errors.ts';
import { fromJson } from '../json.ts';
import type { Tables } from '../tables.ts';
import { conditionsMet } from './conditions.ts';
import type { StoreConditions } from './contract.ts';
import { isInside } from './polygon.ts';

export type Listed = {
  readonly id: string;
  /** What it is sorted by. */
  readonly key: string;
  readonly longitude: number;
  readonly latitude: number;
};

/** After which store a page begins: what that one is sorted by, and its id. */
export type Place = Pick<Listed, 'id' | 'key'>;

/** Rows that are read at a time, and looked at before others get their turn. */
const PAGE = 5_000;

/**
 * @param atOnce  how many the caller wants: not many more are read
 * @param categories  the asked category and those below it; absent: any
 */
export async function* inOrder(
  db: Kysely<Tables>,
  conditions: StoreConditions,
  categories: readonly string[] | undefined,
  sort: Sort,
  after?: Place,
  atOnce = PAGE,
): AsyncGenerator<readonly Listed[], undefined> {
  const { polygon, openAt } = conditions;
  const now = new Date().toISOString();
  const isOpen = openAt && openAsOf(openAt);
  const size = Math.min(PAGE, isOpen || polygon ? Math.max(atOnce, 500) : atOnce);
  const [key, direction] = [
    KEYS[sort.replace('-', '') as Column],
    sort.startsWith('-') ? 'desc' : 'asc',
  ] as const;
  for (let place = after; ; ) {
    let page = db
      .selectFrom('stores')
      .select(['stores.id', key.as('key'), 'stores.longitude', 'stores.latitude'])
      .where((row) => conditionsMet(row, conditions, categories, now))
      .orderBy(key, direction)
      .orderBy('stores.id', direction)
      .limit(size);
    if (place !== undefined) {
      const further = sql.raw(direction === 'asc' ? '>' : '<');
      page = page.where(sql<boolean>`(${key}, stores.id) ${further} (${place.key}, ${place.id})`);
    }
    const rows: readonly Listed[] = await page.execute();
    let met = polygon
      ? rows.filter(({ longitude, latitude }) => isInside([longitude, latitude], polygon))
      : rows;
    if (isOpen) met = await whereOpen(db, met, isOpen);
    if (met.length > 0) yield met;
    place = rows.at(-1);
    if (place === undefined || rows.length < size) return;
    await turn();
  }
}

const KEYS = {
  id: sql<string>`stores.id`,
  name: sql<string>`stores.sort_name`,
  sid: sql<string>`coalesce(stores.sid, '')`,
  city: sql<string>`stores.city`,
  updated: sql<string>`stores.updated_at`,
};
type Column = keyof typeof KEYS;

/** Where the next page begins: after this store. Opaque to whoever passes it on. */
export const cursorAt = (sort: Sort, { id, key }: Place): string =>
  sort === 'id' ? cursorAfter(id) : Buffer.from(JSON.stringify([sort, key, id])).toString('base64url');

/** @throws INVALID_CURSOR for anything that `cursorAt` did not make of the same order */
export function placeOfCursor(sort: Sort, cursor: string): Place {
  if (sort === 'id') {
    const id = idOfCursor(cursor);
    return { id, key: id };
  }
  try {
    const [own, key, id]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (own === sort && typeof key === 'string' && typeof id === 'string') return { id, key };
  } catch {
    // It is not JSON.
  }
  throw new InvalidCursor(excerpt(cursor));
}

/** Branches of a chain share their hours: each timetable is asked once. */
function openAsOf(at: Date): (fields: OpeningFields) => boolean {
  const known = new Map<string, boolean>();
  return ({ region, timeZone, openingHours, openingHoursNote, exceptions, closure }) => {
    const fields = { region, timeZone, openingHours, openingHoursNote, exceptions, closure };
    const key = JSON.stringify(fields);
    let open = known.get(key);
    if (open === undefined) {
      open = openingStateOf(fields, at).state === 'open';
      known.set(key, open);
    }
    return open;
  };
}

async function whereOpen(
  db: Kysely<Tables>,
  listed: readonly Listed[],
  isOpen: (fields: OpeningFields) => boolean,
): Promise<Listed[]> {
  const open: Listed[] = [];
  for (let from = 0; from < listed.length; from += 500) {
    const chunk = listed.slice(from, from + 500);
    const rows = await db
      .selectFrom('stores')
      .innerJoin('store_versions', 'store_versions.revision', 'stores.revision')
      .select(['stores.id', 'store_versions.fields'])
      .where(
        'stores.id',
        'in',
        chunk.map(({ id }) => id),
      )
      .execute();
    const openIds = new Set(
      rows.filter(({ fields }) => fields !== null && isOpen(fromJson(fields))).map(({ id }) => id),
    );
    open.push(...chunk.filter(({ id }) => openIds.has(id)));
    await turn();
  }
  return open;
}
