// Where things are drawn: the one place where a position changes its datum and its axis order for the map.

import { convert, type Datum, type Located } from '../../shared/datum.ts';
import type { LatLng } from './leaflet.ts';

/** Leaflet's order. It never leaves this folder. */
export type LatLngPair = [lat: number, lon: number];

/** Of latitude, on the sphere that the map is a picture of. */
export const METERS_PER_DEGREE = 111_195;

/**
 * Where a position lies on a map of the datum `ground`.
 * @param near  a longitude; of the world's copies the one closest to it is taken, so that neighbours across the
 *   antimeridian are drawn as neighbours
 */
export function placedOn(ground: Datum, { position, datum }: Located, near?: number): LatLngPair {
  const [lon, lat] = convert(position, datum, ground);
  return [lat, near === undefined ? lon : lon + 360 * Math.round((near - lon) / 360)];
}

/** The same place on a map of another datum, in the same copy of the world. */
export function moved([lat, lon]: LatLngPair, from: Datum, to: Datum): LatLngPair {
  const position = [lon - 360 * Math.round(lon / 360), lat] as const;
  return placedOn(to, { position, datum: from }, lon);
}

/** The position under a point of a map of the datum `ground`. */
export function locatedOn(ground: Datum, point: LatLng): Located {
  const { lng, lat } = point.wrap();
  return { position: [lng, lat], datum: ground };
}
