// Boxes of longitudes and latitudes (RFC 7946, section 5). A west over the east crosses the antimeridian.
import type { Position } from './position.ts';

/** In degrees, edges included. */
export type Bbox = readonly [west: number, south: number, east: number, north: number];

const DEGREES = /^[-+]?\d{1,3}(\.\d{1,15})?$/;

/** The box that `west,south,east,north` tells; undefined unless all four are decimal degrees in range, the south not over the north. */
export function readBbox(text: string): Bbox | undefined {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length !== 4 || !parts.every((part) => DEGREES.test(part))) return undefined;
  const bbox = parts.map(Number) as unknown as Bbox;
  const [west, south, east, north] = bbox;
  const inRange = Math.max(Math.abs(west), Math.abs(east)) <= 180 && south >= -90 && north <= 90;
  return inRange && south <= north ? bbox : undefined;
}

// WGS-84: a degree of latitude is nowhere shorter than at the equator, and a parallel's radius is nowhere under a·cos(lat).
const SHORTEST_DEGREE_METERS = 110_574;
const SEMI_MAJOR_AXIS_METERS = 6_378_137;
const RADIANS = Math.PI / 180;

/**
 * A box that holds every position within the radius. A way of that length never leaves the band of latitudes, and
 * inside the band a metre is worth most degrees of longitude at the edge nearest to a pole.
 */
export function bboxAround([lon, lat]: Position, radiusMeters: number): Bbox {
  // A metre more than asked covers rounding.
  const reach = radiusMeters + 1;
  const height = reach / SHORTEST_DEGREE_METERS;
  const [south, north] = [Math.max(-90, lat - height), Math.min(90, lat + height)];
  if (south === -90 || north === 90) return [-180, south, 180, north];
  const narrowest = Math.cos(Math.max(Math.abs(south), Math.abs(north)) * RADIANS);
  const width = reach / (SEMI_MAJOR_AXIS_METERS * narrowest) / RADIANS;
  if (width >= 180) return [-180, south, 180, north];
  return [wrapped(lon - width), south, wrapped(lon + width), north];
}

const wrapped = (lon: number) => (lon < -180 ? lon + 360 : lon > 180 ? lon - 360 : lon);
