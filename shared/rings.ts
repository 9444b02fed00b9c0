// Whether a position lies in a polygon of one or more rings, in degrees as on a map: straight edges between the corners.
import type { Position } from './position.ts';

/** A ring's last position is its first (RFC 7946, section 3.1.6); the first ring is the outer one, others are holes. */
export type Rings = readonly (readonly Position[])[];

/** Edges and corners lie in it, those of holes too. */
export function isInsideRings([lon, lat]: Position, rings: Rings): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [x1, y1] = ring[i - 1]!;
      const [x2, y2] = ring[i]!;
      // Twice the area of the triangle with this edge: its sign is the side, none is on the line.
      const side = (x2 - x1) * (lat - y1) - (lon - x1) * (y2 - y1);
      if (side === 0 && isBetween(lon, x1, x2) && isBetween(lat, y1, y2)) return true;
      // The edge crosses the way to the east.
      if (y1 > lat !== y2 > lat && side > 0 === y2 > y1) inside = !inside;
    }
  }
  return inside;
}

const isBetween = (value: number, a: number, b: number) =>
  a < b ? value >= a && value <= b : value >= b && value <= a;
