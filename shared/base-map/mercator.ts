// The projection of web maps (EPSG:3857): the world as a square of 256 px × 2^zoom, y downwards.
import type { Position } from '../position.ts';

export type Pixel = readonly [x: number, y: number];
/** Left, top, right, bottom. */
export type PixelBox = readonly [left: number, top: number, right: number, bottom: number];

/** Beyond this latitude the square ends. */
const MAX_LATITUDE = 85.0511287798;

export function pixelOf([lon, lat]: Position, zoom: number): Pixel {
  const size = 256 * 2 ** zoom;
  const sine = Math.sin((Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat)) * Math.PI) / 180);
  return [size * (lon / 360 + 0.5), size * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI))];
}

export const touches = (a: PixelBox, b: PixelBox) =>
  a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

export const grown = ([left, top, right, bottom]: PixelBox, margin: number): PixelBox => [
  left - margin,
  top - margin,
  right + margin,
  bottom + margin,
];

export function boxAround(points: Iterable<Pixel>): PixelBox {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return [left, top, right, bottom];
}
