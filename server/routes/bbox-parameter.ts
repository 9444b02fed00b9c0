import { type Bbox, readBbox } from '../../shared/bbox.ts';
import { type Datum, toWgs84 } from '../../shared/datum.ts';
import { invalidParameter } from '../errors.ts';

/**
 * The box of a `bbox` parameter. A west over the east crosses the antimeridian (RFC 7946, section 5.2).
 * @throws INVALID_PARAMETER
 */
export function bboxInWgs84(text: string, datum: Datum): Bbox {
  const bbox = readBbox(text);
  if (!bbox) {
    throw invalidParameter(
      'bbox',
      text,
      'must be west,south,east,north in degrees, the south not over the north',
    );
  }
  const [west, south, east, north] = bbox;
  const southWest = toWgs84({ position: [west, south], datum });
  const northEast = toWgs84({ position: [east, north], datum });
  return [...southWest, ...northEast];
}
