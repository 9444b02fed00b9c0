// A street sheet in memory: its files' lines unpacked into pixels, ready to be drawn at any zoom.
import { boxAround, type Pixel, type PixelBox, pixelOf } from './mercator.ts';
import type { QuantisedLine, SheetFeature, SheetFile, SheetStreet, WorldFile } from './sheet-file.ts';

/** The zoom whose pixels a sheet is kept in; other zooms are a matter of scale. */
export const SHEET_ZOOM = 16;

export type DrawnFeature = Omit<SheetFeature, 'lines'> & {
  readonly lines: readonly (readonly Pixel[])[];
  readonly box: PixelBox;
};
export type DrawnStreet = Omit<SheetStreet, 'lines'> & { readonly lines: readonly (readonly Pixel[])[] };

/** All pixels are those of SHEET_ZOOM, counted from `origin`, so that they stay small enough for a canvas. */
export type Sheet = {
  readonly origin: Pixel;
  readonly features: readonly DrawnFeature[];
  readonly streets: readonly DrawnStreet[];
};

export function sheetOf({ bbox, steps, features, streets }: SheetFile): Sheet {
  const corner = [bbox[0], bbox[1]] as const;
  const origin = pixelOf(corner, SHEET_ZOOM);
  const unpack = (lines: QuantisedLine[]) => unpacked(lines, corner, steps, SHEET_ZOOM, origin);
  return {
    origin,
    features: features.map((feature) => {
      const lines = unpack(feature.lines);
      return { ...feature, lines, box: boxAround(lines.flat()) };
    }),
    streets: streets.map((street) => ({ ...street, lines: unpack(street.lines) })),
  };
}

/** The rings of all land in pixels of zoom 0. */
export const landOf = ({ steps, lines }: WorldFile): Pixel[][] =>
  unpacked(lines, [-180, -90], steps, 0, [0, 0]);

function unpacked(
  lines: readonly QuantisedLine[],
  [west, south]: Pixel,
  steps: number,
  zoom: number,
  origin: Pixel,
): Pixel[][] {
  return lines.map((line) => {
    const points: Pixel[] = [];
    let [east, north] = [0, 0];
    for (let i = 0; i < line.length; i += 2) {
      east += line[i]!;
      north += line[i + 1]!;
      const [x, y] = pixelOf([west + east / steps, south + north / steps], zoom);
      points.push([x - origin[0], y - origin[1]]);
    }
    return points;
  });
}
