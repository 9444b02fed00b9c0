import { type Datum, toWgs84 } from '../../shared/datum.ts';
import { invalidParameter } from '../errors.ts';

type Bbox = readonly [west: number, south: number, east: number, north: number];

const decimal = /^\s*[-+]?\d{1,3}(\.\d{1,15})?\s*$/;

/**
 * The box of a `bbox` parameter. A west over the east crosses the antimeridian (RFC 7946, section 5.2).
 * @throws INVALID_PARAMETER
 */
export function bboxInWgs84(text: string, datum: Datum): Bbox {
  const parts = text.split(',');
  const [west, south, east, north] = parts.map(Number) as unknown as Bbox;
  const inRange = Math.max(Math.abs(west), Math.abs(east)) <= 180 && south >= -90 && north <= 90;
  if (parts.length !== 4 || !parts.every((part) => decimal.test(part)) || !inRange || south > north) {
    throw invalidParameter(
      'bbox',
      text,
      'must be west,south,east,north in degrees, the south not over the north',
    );
  }
  const southWest = toWgs84({ position: [west, south], datum });
  const northEast = toWgs84({ position: [east, north], datum });
  return [...southWest, ...northEast];
}
