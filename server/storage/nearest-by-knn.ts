// Nearest by PostGIS: the GiST index gives candidates in the order of their distance on a sphere, exact measuring the answer.
import { type Kysely, sql } from 'kysely';
import { distanceMeters, type Position } from '../../shared/position.ts';
import type { Near, NearestQuery } from './engine.ts';
import type { Tables } from './tables.ts';

/** Candidates beyond those asked for, so that one look is mostly enough. */
const SPARE = 8;
/**
 * How much longer than `distanceMeters` the sphere may measure: its radius of 6,371 km over the least of the ellipsoid,
 * 6,335 km, is 0.57 %; near the antipode `distanceMeters` itself may be 1 % short.
 */
const SPHERE_OVER_ELLIPSOID = 1.02;
/** Wider than this a search within a radius is no help to the index. */
const WIDEST_METERS = 5_000_000;

type Candidate = { id: string; longitude: number; latitude: number; sphereMeters: number };

export async function nearestByKnn(db: Kysely<Tables>, from: Position, query: NearestQuery): Promise<Near[]> {
  const { limit, radiusMeters = Number.POSITIVE_INFINITY } = query;
  for (let wanted = limit + SPARE; ; wanted *= 4) {
    const candidates = await nearestOnSphere(db, from, query, wanted);
    const near: Near[] = [];
    for (const { id, longitude, latitude } of candidates) {
      const meters = distanceMeters(from, [longitude, latitude]);
      if (meters <= radiusMeters) near.push({ id, distanceMeters: meters });
    }
    near.sort((a, b) => a.distanceMeters - b.distanceMeters || (a.id < b.id ? -1 : 1));
    if (candidates.length < wanted) return near.slice(0, limit);
    // Whatever is not among the candidates lies beyond the last of them on the sphere.
    const needed = onSphere(
      Math.min(near[limit - 1]?.distanceMeters ?? Number.POSITIVE_INFINITY, radiusMeters),
    );
    if (candidates.at(-1)!.sphereMeters > needed) return near.slice(0, limit);
  }
}

/** The longest that a distance may be on the sphere; a metre covers rounding. */
const onSphere = (meters: number) => meters * SPHERE_OVER_ELLIPSOID + 1;

async function nearestOnSphere(
  db: Kysely<Tables>,
  [lon, lat]: Position,
  { radiusMeters, categories }: NearestQuery,
  limit: number,
): Promise<Candidate[]> {
  // Both as they stand in the index `stores_by_ground`; the planner knows it by them.
  const ground = sql`st_makepoint(longitude, latitude)::geography`;
  const from = sql`st_makepoint(${lon}, ${lat})::geography`;
  const within =
    radiusMeters === undefined || radiusMeters > WIDEST_METERS
      ? sql``
      : sql`and st_dwithin(${ground}, ${from}, ${onSphere(radiusMeters)}, false)`;
  const inCategories =
    categories === undefined
      ? sql``
      : sql`and exists (select from store_categories where store_id = id and category = any(${categories}))`;
  const { rows } = await sql<Candidate>`
    select id, longitude, latitude, ${ground} <-> ${from} as "sphereMeters"
    from stores where status = 'published' ${within} ${inCategories}
    order by ${ground} <-> ${from} limit ${limit}`.execute(db);
  return rows;
}
