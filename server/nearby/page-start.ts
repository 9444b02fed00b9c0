// Where the next page of a nearby answer begins: after the last store of the one before, in the reach that was found.
import { invalidParameter } from '../errors.ts';
import { type Reach, reachAsked } from './reach.ts';

export type PageStart = {
  readonly reach: Reach & { readonly radiusMeters: number };
  /** The last store so far: stores further away follow, and those as far with a later id. */
  readonly distanceMeters: number;
  readonly id: string;
};

/** What asks for the first page. */
export const FIRST_PAGE = '*';

/** Undefined where there is no next page: the list was not full, or it is the nearest few anywhere. */
export function nextPage(
  reach: Reach,
  limit: number,
  found: number,
  last: Pick<PageStart, 'distanceMeters' | 'id'> | undefined,
): string | undefined {
  if (last === undefined || found < limit || reach.radiusMeters === null) return undefined;
  const { radiusMeters, askedRadiusMeters } = reach;
  const text = JSON.stringify([radiusMeters, askedRadiusMeters, last.distanceMeters, last.id]);
  return Buffer.from(text).toString('base64url');
}

/** Undefined for the first page. @throws INVALID_PARAMETER for anything that {@link nextPage} did not make */
export function readPageStart(cursor: unknown): PageStart | undefined {
  if (cursor === FIRST_PAGE) return undefined;
  const [radiusMeters, asked, distanceMeters, id] = typeof cursor === 'string' ? parts(cursor) : [];
  const isOurs =
    [radiusMeters, asked, distanceMeters].every((each) => Number.isFinite(each) && Number(each) >= 0) &&
    typeof id === 'string' &&
    /^[A-Za-z0-9_-]{1,64}$/.test(id);
  if (!isOurs)
    throw invalidParameter('cursor', cursor, `must be ${FIRST_PAGE}, or as in next of the page before`);
  const widened = radiusMeters !== asked;
  return {
    reach: { ...reachAsked(Number(asked)), radiusMeters: Number(radiusMeters), widened },
    distanceMeters: Number(distanceMeters),
    id,
  };
}

function parts(cursor: string): unknown[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}

/** Whether a store comes after what was shown. */
export const isAfter = (start: PageStart, distanceMeters: number, id: () => string): boolean =>
  distanceMeters > start.distanceMeters || (distanceMeters === start.distanceMeters && id() > start.id);
