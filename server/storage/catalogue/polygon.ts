import type { Bbox } from '../../../shared/bbox.ts';
import type { Position } from '../../../shared/position.ts';

/** The box around a polygon's corners; none of its edges crosses the antimeridian. */
export function boxAround(corners: readonly Position[]): Bbox {
  const longitudes = corners.map(([longitude]) => longitude);
  const latitudes = corners.map(([, latitude]) => latitude);
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}

/** Whether a position lies inside a polygon, by the edges that a way from it to the east crosses. */
export function isInside([longitude, latitude]: Position, corners: readonly Position[]): boolean {
  let inside = false;
  let [beforeLongitude, beforeLatitude] = corners.at(-1) ?? [0, 0];
  for (const [nextLongitude, nextLatitude] of corners) {
    if (nextLatitude > latitude !== beforeLatitude > latitude) {
      const slope = (beforeLongitude - nextLongitude) / (beforeLatitude - nextLatitude);
      if (longitude < nextLongitude + (latitude - nextLatitude) * slope) inside = !inside;
    }
    [beforeLongitude, beforeLatitude] = [nextLongitude, nextLatitude];
  }
  return inside;
}
