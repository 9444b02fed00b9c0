// Nearest on two ordinary indexed columns: a box that cannot miss anything within a distance, then exact measuring.
import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import { distanceMeters, type Position } from '../../shared/position.ts';
import type { Near, NearestQuery } from './engine.ts';
import type { Tables } from './tables.ts';

/** The first look around, when no radius is asked for. */
const FIRST_RADIUS_METERS = 5_000;
/** Nothing on the ellipsoid is further away than this (half a meridian is 20,004 km). */
const FURTHEST_METERS = 20_040_000;

export async function nearestByBox(db: Kysely<Tables>, from: Position, query: NearestQuery): Promise<Near[]> {
  const furthest = query.radiusMeters ?? FURTHEST_METERS;
  for (let radius = Math.min(FIRST_RADIUS_METERS, furthest); ; radius = Math.min(radius * 4, furthest)) {
    const found = await within(db, from, radius, query.categories);
    // Nothing outside the radius can be nearer than what lies inside.
    if (found.length >= query.limit || radius === furthest) return found.slice(0, query.limit);
  }
}

/** All within the radius, nearest first, ties by id. */
async function within(
  db: Kysely<Tables>,
  from: Position,
  radiusMeters: number,
  categories: readonly string[] | undefined,
): Promise<Near[]> {
  const [west, south, east, north] = boxAround(from, radiusMeters);
  let candidates = db
    .selectFrom('stores')
    .select(['id', 'longitude', 'latitude'])
    .where('status', '=', 'published')
    .where((row) => insideBox(row, [west, south, east, north]));
  if (categories) candidates = candidates.where((row) => inCategories(row, categories));
  const near: Near[] = [];
  for (const { id, longitude, latitude } of await candidates.execute()) {
    const meters = distanceMeters(from, [longitude, latitude]);
    if (meters <= radiusMeters) near.push({ id, distanceMeters: meters });
  }
  return near.sort((a, b) => a.distanceMeters - b.distanceMeters || (a.id < b.id ? -1 : 1));
}

/** [west, south, east, north], edges included; west over east crosses the antimeridian. */
export type Box = readonly [west: number, south: number, east: number, north: number];

export const insideBox = (
  row: ExpressionBuilder<Tables, 'stores'>,
  [west, south, east, north]: Box,
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

// WGS-84: a degree of latitude is nowhere shorter than at the equator, and a parallel's radius is nowhere under a·cos(lat).
const SHORTEST_DEGREE_METERS = 110_574;
const SEMI_MAJOR_AXIS_METERS = 6_378_137;
const RADIANS = Math.PI / 180;

/**
 * A box that holds every position within the radius. A way of that length never leaves the band of latitudes, and
 * inside the band a metre is worth most degrees of longitude at the edge nearest to a pole.
 */
export function boxAround([lon, lat]: Position, radiusMeters: number): Box {
  // A metre more than asked covers rounding.
  const reach = radiusMeters + 1;
  const height = reach / SHORTEST_DEGREE_METERS;
  const [south, north] = [Math.max(-90, lat - height), Math.min(90, lat + height)];
  const narrowest = Math.cos(Math.max(Math.abs(lat - height), Math.abs(lat + height)) * RADIANS);
  const aroundPole = lat - height <= -90 || lat + height >= 90;
  const width = aroundPole ? 180 : reach / (SEMI_MAJOR_AXIS_METERS * narrowest) / RADIANS;
  if (width >= 180) return [-180, south, 180, north];
  return [wrapped(lon - width), south, wrapped(lon + width), north];
}

const wrapped = (lon: number) => (lon < -180 ? lon + 360 : lon > 180 ? lon - 360 : lon);
