// What a page's picture of the surroundings shows: a window onto the Mercator plane.
import { boxAround, type Pixel, pixelOf } from '../../shared/base-map/mercator.ts';
import type { Position } from '../../shared/position.ts';

/** Units of the picture; on a phone about as many pixels. */
export const WIDTH = 360;
export const HEIGHT = 240;
/** Room around several points, for their pins and names. */
const MARGIN = 40;
/** A street corner fills the picture. */
const CLOSEST_ZOOM = 16;

export type MapView = {
  /** Whole: the base map's looks and names are made for whole ones. */
  readonly zoom: number;
  /** The picture's top left in pixels of the zoom. */
  readonly origin: Pixel;
  /** Where a WGS-84 position is in the picture. */
  place(position: Position): Pixel;
  readonly metersPerUnit: number;
};

/** @param positions  at least one, WGS-84; all of them are in the picture */
export function viewOf(positions: readonly Position[]): MapView {
  const [first] = positions;
  // Neighbours across the antimeridian are drawn as neighbours.
  const unwrapped = positions.map(
    ([lon, lat]): Position => [lon + 360 * Math.round((first![0] - lon) / 360), lat],
  );
  const boxAt = (zoom: number) => boxAround(unwrapped.map((position) => pixelOf(position, zoom)));
  let zoom = CLOSEST_ZOOM;
  let box = boxAt(zoom);
  while (zoom > 0 && (box[2] - box[0] > WIDTH - 2 * MARGIN || box[3] - box[1] > HEIGHT - 2 * MARGIN)) {
    box = boxAt(--zoom);
  }
  const [left, top, right, bottom] = box;
  const origin: Pixel = [(left + right - WIDTH) / 2, (top + bottom - HEIGHT) / 2];
  const latitude = positions.reduce((sum, [, lat]) => sum + lat, 0) / positions.length;
  return {
    zoom,
    origin,
    place([lon, lat]) {
      const near: Position = [lon + 360 * Math.round((first![0] - lon) / 360), lat];
      const [x, y] = pixelOf(near, zoom);
      return [x - origin[0], y - origin[1]];
    },
    // The equator is 40,075 km of 256 pixels.
    metersPerUnit: (40_075_017 * Math.cos((latitude * Math.PI) / 180)) / (256 * 2 ** zoom),
  };
}
