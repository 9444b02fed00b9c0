// The world for small scales: land, sea, a graticule.
import { type Pixel, pixelOf } from '../../shared/base-map/mercator.ts';
import type { Pen } from './sheet-drawing.ts';

/** The outline has a point every 50 km or so: nearer than this it would put harbours into the sea. */
export const LAND_UNTIL = 5;
/** Towns are named up to here; the streets come soon after. */
export const PLACES_UNTIL = 11;

export type Land = { readonly area: Path2D; readonly coast: Path2D };

/** Draws with the pixels of zoom 0 as the canvas's units. */
export function drawWorld({ context, palette, zoom, pixel }: Pen, { area, coast }: Land) {
  context.fillStyle = palette.sea;
  context.fillRect(0, 0, 256, 256);
  context.fillStyle = palette.land;
  context.fill(area, 'evenodd');
  context.lineJoin = 'round';
  context.lineWidth = pixel;
  context.strokeStyle = palette.coast;
  context.stroke(coast);
  context.strokeStyle = palette.graticule;
  context.stroke(graticule(zoom < 4 ? 30 : 10));
}

/** @param rings  in pixels of zoom 0 */
export function landPaths(rings: readonly (readonly Pixel[])[]): Land {
  const area = new Path2D();
  const coast = new Path2D();
  for (const ring of rings) {
    ring.forEach(([x, y], index) => {
      const before = ring[index - 1];
      if (before) area.lineTo(x, y);
      else area.moveTo(x, y);
      // Along the edges of the map a ring is only closed, there is no shore.
      if (before && !(isEdge(before) && isEdge([x, y]))) coast.lineTo(x, y);
      else coast.moveTo(x, y);
    });
    area.closePath();
  }
  return { area, coast };
}

const isEdge = ([, y]: Pixel) => y > 255.9;

/** Meridians and parallels every `step` degrees. */
function graticule(step: number): Path2D {
  const path = new Path2D();
  for (let lon = -180; lon <= 180; lon += step) {
    const [x] = pixelOf([lon, 0], 0);
    path.moveTo(x, 0);
    path.lineTo(x, 256);
  }
  for (let lat = step - 90; lat < 90; lat += step) {
    const [, y] = pixelOf([0, lat], 0);
    path.moveTo(0, y);
    path.lineTo(256, y);
  }
  return path;
}
