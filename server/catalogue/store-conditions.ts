// Filters as they come in a request, as storage understands them.
import type { Limits } from '../../shared/access.ts';
import { readBbox } from '../../shared/bbox.ts';
import { type Datum, toWgs84 } from '../../shared/datum.ts';
import type { Position } from '../../shared/position.ts';
import type { StoreFilter } from '../../shared/store-filter.ts';
import { invalidParameter } from '../errors.ts';
import type { StoreConditions } from '../storage/catalogue/contract.ts';

/**
 * @param limits  where the rights of whoever asks end
 * @param datum  of the polygon; the box is in WGS-84
 * @throws INVALID_PARAMETER
 */
export function storeConditions(
  { q, bbox, polygon, openAt, updatedFrom, updatedUntil, confirmedBefore, ...others }: StoreFilter,
  limits?: Limits,
  datum: Datum = 'wgs84',
): StoreConditions {
  const given: { [Name in keyof StoreConditions]?: StoreConditions[Name] | undefined } = {
    ...others,
    text: q,
    bbox: bbox === undefined ? undefined : boxOf(bbox),
    polygon: polygon === undefined ? undefined : cornersOf(polygon, datum),
    openAt: openAt === undefined ? undefined : instantOf('openAt', openAt),
    updatedFrom: updatedFrom && instantOf('updatedFrom', updatedFrom).toISOString(),
    updatedUntil: updatedUntil && instantOf('updatedUntil', updatedUntil).toISOString(),
    confirmedBefore: confirmedBefore && instantOf('confirmedBefore', confirmedBefore).toISOString(),
    within: limits,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** @throws INVALID_PARAMETER for a second that computers do not have, such as 23:59:60 */
export function instantOf(name: string, text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()))
    throw invalidParameter(name, text, 'must be an instant such as 2026-10-01T10:00:00+08:00');
  return at;
}

function boxOf(text: string) {
  const bbox = readBbox(text);
  if (bbox) return bbox;
  throw invalidParameter(
    'bbox',
    text,
    'must be west,south,east,north in degrees, the south not over the north',
  );
}

const MOST_CORNERS = 200;

function cornersOf(text: string, datum: Datum): Position[] {
  const corners = text
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(','));
  const wrong = corners.some(
    (pair) =>
      pair.length !== 2 ||
      !pair.every((degrees) => /^-?\d{1,3}(\.\d{1,15})?$/.test(degrees)) ||
      Math.abs(Number(pair[0])) > 180 ||
      Math.abs(Number(pair[1])) > 90,
  );
  if (wrong || corners.length < 3 || corners.length > MOST_CORNERS) {
    throw invalidParameter(
      'polygon',
      text,
      `must be 3 to ${MOST_CORNERS} pairs of longitude,latitude in degrees, separated by blanks`,
    );
  }
  return corners.map(([longitude, latitude]) =>
    toWgs84({ position: [Number(longitude), Number(latitude)], datum }),
  );
}
