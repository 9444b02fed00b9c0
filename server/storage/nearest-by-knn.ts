// Nearest by PostGIS: the GiST index gives candidates in the order of their distance on a sphere, exact measuring the answer.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { distanceMeters, type Position } from '../../shared/position.ts';
import type { Near, NearestQuery } from './engine.ts';
import { type StoreVersionsTable, type Tables, VERSION_COLUMNS } from './tables.ts';

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
  const near = await nearestOf(from, query, (wanted) => candidates(from, query, wanted).execute(db));
  return near.map(({ id, distanceMeters }) => ({ id, distanceMeters }));
}

export async function nearestVersionsByKnn(
  db: Kysely<Tables>,
  from: Position,
  query: NearestQuery,
): Promise<(Near & { version: StoreVersionsTable })[]> {
  const columns = sql.join(VERSION_COLUMNS.map((column) => sql.ref(`store_versions.${column}`)));
  const near = await nearestOf(from, query, (wanted) =>
    sql<Candidate & StoreVersionsTable>`
      select id, longitude, latitude, "sphereMeters", ${columns}
      from (${candidates(from, query, wanted)}) as near
      join store_versions on store_versions.revision = near.revision
      order by "sphereMeters"`.execute(db),
  );
  return near.map(({ id, distanceMeters, longitude, latitude, sphereMeters, ...version }) => ({
    id,
    distanceMeters,
    version,
  }));
}

/** @param look  answers so many candidates, in the order of their distance on the sphere */
async function nearestOf<Row extends Candidate>(
  from: Position,
  { limit, radiusMeters = Number.POSITIVE_INFINITY }: NearestQuery,
  look: (wanted: number) => Promise<{ rows: Row[] }>,
): Promise<(Row & Near)[]> {
  for (let wanted = limit + SPARE; ; wanted *= 4) {
    const { rows } = await look(wanted);
    const near: (Row & Near)[] = [];
    for (const row of rows) {
      const meters = distanceMeters(from, [row.longitude, row.latitude]);
      if (meters <= radiusMeters) near.push({ ...row, distanceMeters: meters });
    }
    near.sort((a, b) => a.distanceMeters - b.distanceMeters || (a.id < b.id ? -1 : 1));
    if (rows.length < wanted) return near.slice(0, limit);
    // Whatever is not among the candidates lies beyond the last of them on the sphere.
    const needed = onSphere(
      Math.min(near[limit - 1]?.distanceMeters ?? Number.POSITIVE_INFINITY, radiusMeters),
    );
    if (rows.at(-1)!.sphereMeters > needed) return near.slice(0, limit);
  }
}

/** The longest that a distance may be on the sphere; a metre covers rounding. */
const onSphere = (meters: number) => meters * SPHERE_OVER_ELLIPSOID + 1;

function candidates(
  [lon, lat]: Position,
  { radiusMeters, categories, patterns = [] }: NearestQuery,
  limit: number,
): RawBuilder<Candidate> {
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
  const like = patterns.map((pattern) => sql`and search_text like ${pattern} escape '!'`);
  return sql<Candidate>`
    select id, longitude, latitude, revision, ${ground} <-> ${from} as "sphereMeters"
    from stores where status = 'published' ${within} ${inCategories} ${sql.join(like, sql` `)}
    order by ${ground} <-> ${from} limit ${limit}`;
}
