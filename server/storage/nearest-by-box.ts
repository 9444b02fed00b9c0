// Nearest on two ordinary indexed columns: a box that cannot miss anything within a distance, then exact measuring.
import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import { type Bbox, bboxAround } from '../../shared/bbox.ts';
import { distanceMeters, type Position } from '../../shared/position.ts';
import type { Near, NearestQuery } from './engine.ts';
import { type StoreVersionsTable, type Tables, VERSION_COLUMNS } from './tables.ts';

/** The first look around, when no radius is asked for. */
const FIRST_RADIUS_METERS = 5_000;
/** Nothing is further away: half a meridian is 20,004 km, and near the antipode a distance may be 0.3 % too long. */
const FURTHEST_METERS = 20_100_000;

export async function nearestByBox(db: Kysely<Tables>, from: Position, query: NearestQuery): Promise<Near[]> {
  const furthest = query.radiusMeters ?? FURTHEST_METERS;
  for (let radius = Math.min(FIRST_RADIUS_METERS, furthest); ; radius = Math.min(radius * 4, furthest)) {
    const found = await within(db, from, radius, query);
    // Nothing outside the radius can be nearer than what lies inside.
    if (found.length >= query.limit || radius === furthest) return found.slice(0, query.limit);
  }
}

export async function nearestVersionsByBox(
  db: Kysely<Tables>,
  from: Position,
  query: NearestQuery,
): Promise<(Near & { version: StoreVersionsTable })[]> {
  const near = await nearestByBox(db, from, query);
  if (near.length === 0) return [];
  const versions = await db
    .selectFrom('stores')
    .innerJoin('store_versions', 'store_versions.revision', 'stores.revision')
    .select(VERSION_COLUMNS.map((column) => `store_versions.${column}` as const))
    .where(
      'stores.id',
      'in',
      near.map(({ id }) => id),
    )
    .execute();
  const byId = new Map(versions.map((version) => [version.store_id, version]));
  return near.flatMap((each) => {
    const version = byId.get(each.id);
    return version ? [{ ...each, version }] : [];
  });
}

/** All within the radius, nearest first, ties by id. */
async function within(
  db: Kysely<Tables>,
  from: Position,
  radiusMeters: number,
  { categories, patterns = [] }: NearestQuery,
): Promise<Near[]> {
  const bbox = bboxAround(from, radiusMeters);
  let candidates = db
    .selectFrom('stores')
    .select(['id', 'longitude', 'latitude'])
    .where('status', '=', 'published')
    .where((row) => insideBox(row, bbox));
  if (categories) candidates = candidates.where((row) => inCategories(row, categories));
  for (const pattern of patterns) {
    candidates = candidates.where(sql<boolean>`stores.search_text like ${pattern} escape '!'`);
  }
  const near: Near[] = [];
  for (const { id, longitude, latitude } of await candidates.execute()) {
    const meters = distanceMeters(from, [longitude, latitude]);
    if (meters <= radiusMeters) near.push({ id, distanceMeters: meters });
  }
  return near.sort((a, b) => a.distanceMeters - b.distanceMeters || (a.id < b.id ? -1 : 1));
}

export const insideBox = (
  row: ExpressionBuilder<Tables, 'stores'>,
  [west, south, east, north]: Bbox,
): Expression<SqlBool> =>
  row.and([
    row.between('stores.latitude', south, north),
    west <= east
      ? row.between('stores.longitude', west, east)
      : row.or([row('stores.longitude', '>=', west), row('stores.longitude', '<=', east)]),
  ]);

export const inCategories = (
  row: ExpressionBuilder<Tables, 'stores'>,
  categories: readonly string[],
): Expression<SqlBool> =>
  row.exists(
    row
      .selectFrom('store_categories')
      .select('store_id')
      .whereRef('store_id', '=', 'stores.id')
      .where('category', 'in', categories),
  );
