// Stores counted by the cells of a grid, for the map: 100,000 of them are a few hundred rows then.
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';
import { conditionsMet } from './conditions.ts';
import type { Cell, StoreConditions } from './contract.ts';
import { inOrder } from './store-order.ts';

type Size = { readonly longitude: number; readonly latitude: number };

/** The grid begins at -180, -90, so that a cell stays where it is while the map moves. */
export async function cellsOf(
  db: Kysely<Tables>,
  conditions: StoreConditions,
  categories: readonly string[] | undefined,
  size: Size,
): Promise<Cell[]> {
  if (conditions.polygon || conditions.openAt) return counted(db, conditions, categories, size);
  const column = sql<number>`floor((stores.longitude + 180) / ${sql.lit(size.longitude)})`;
  const line = sql<number>`floor((stores.latitude + 90) / ${sql.lit(size.latitude)})`;
  const now = new Date().toISOString();
  const rows = await db
    .selectFrom('stores')
    .select(({ fn }) => [
      fn.countAll<number>().as('stores'),
      fn.avg<number>('stores.longitude').as('longitude'),
      fn.avg<number>('stores.latitude').as('latitude'),
      fn.min('stores.longitude').as('west'),
      fn.min('stores.latitude').as('south'),
      fn.max('stores.longitude').as('east'),
      fn.max('stores.latitude').as('north'),
      fn.min('stores.id').as('id'),
    ])
    .where((row) => conditionsMet(row, conditions, categories, now))
    .groupBy([column, line])
    .execute();
  return rows.map(({ stores, longitude, latitude, west, south, east, north, id }) => ({
    stores,
    longitude,
    latitude,
    bbox: [west, south, east, north],
    id,
  }));
}

/** The same for conditions that SQL cannot say. */
async function counted(
  db: Kysely<Tables>,
  conditions: StoreConditions,
  categories: readonly string[] | undefined,
  size: Size,
): Promise<Cell[]> {
  const cells = new Map<string, Cell>();
  for await (const page of inOrder(db, conditions, categories, 'id')) {
    for (const { id, longitude, latitude } of page) {
      const column = Math.floor((longitude + 180) / size.longitude);
      const line = Math.floor((latitude + 90) / size.latitude);
      const one: Cell = {
        stores: 1,
        longitude,
        latitude,
        bbox: [longitude, latitude, longitude, latitude],
        id,
      };
      const key = `${column} ${line}`;
      const cell = cells.get(key);
      cells.set(key, cell ? together(cell, one) : one);
    }
  }
  return [...cells.values()];
}

export function together(a: Cell, b: Cell): Cell {
  const stores = a.stores + b.stores;
  return {
    stores,
    longitude: (a.longitude * a.stores + b.longitude * b.stores) / stores,
    latitude: (a.latitude * a.stores + b.latitude * b.stores) / stores,
    bbox: [
      Math.min(a.bbox[0], b.bbox[0]),
      Math.min(a.bbox[1], b.bbox[1]),
      Math.max(a.bbox[2], b.bbox[2]),
      Math.max(a.bbox[3], b.bbox[3]),
    ],
    id: a.id < b.id ? a.id : b.id,
  };
}
