// Which names of a street sheet are written at a zoom, and where. Decided for the whole sheet at once, so that a name
// that crosses the edge of a tile is the same on both sides of it.
import type { Language } from '../language.ts';
import type { Pixel, PixelBox } from './mercator.ts';
import { NameWriter, type WrittenName } from './name-writer.ts';
import { roadStyle } from './road-style.ts';
import { type DrawnFeature, type DrawnStreet, SHEET_ZOOM, type Sheet } from './sheet.ts';
import { type Glyph, type Lettering, type Measure, writeBlock } from './writing.ts';

const STATIONS_FROM = 14;
const WATERWAYS_FROM = 14;
const RAILWAYS_FROM = 16;
const MAIN_STREET_RANK = 6;

/** Names of areas: from which zoom on when they fit, and from which one in any case. */
type AreaRule = {
  readonly size: number;
  readonly weight: number;
  readonly color: WrittenName['color'];
  readonly fitsFrom: number;
  readonly alwaysFrom: number;
};
const small = { size: 11, weight: 400 } as const;
const campusRule: AreaRule = { size: 12, weight: 600, color: 'area', fitsFrom: 13, alwaysFrom: 15 };
/** In this order. */
const areaRules: Readonly<Record<string, AreaRule>> = {
  water: { ...small, color: 'water', fitsFrom: 15, alwaysFrom: 17 },
  green: { ...small, color: 'green', fitsFrom: 15, alwaysFrom: 17 },
  leisure: { ...small, color: 'green', fitsFrom: 16, alwaysFrom: 17 },
  plaza: { ...small, color: 'building', fitsFrom: 16, alwaysFrom: 17 },
  landuse: { ...small, color: 'building', fitsFrom: 16, alwaysFrom: 17 },
  building: { ...small, color: 'building', fitsFrom: 17, alwaysFrom: 18 },
};

/**
 * @param taken  where no name is written, like the names themselves in pixels of `zoom` from the sheet's origin
 * @returns the names in pixels of `zoom`, counted from the sheet's origin, none over another; the more important
 *   first: stations, campuses, streets from the widest down, waters, then other areas, the larger first
 */
export function writeNames(
  sheet: Sheet,
  zoom: number,
  language: Language,
  measure: Measure,
  taken: readonly PixelBox[] = [],
): WrittenName[] {
  const writer = new NameWriter(zoom, language, measure, taken);
  const layer = (name: string) => sheet.features.filter((feature) => feature.layer === name && feature.name);
  if (zoom >= STATIONS_FROM) writeStations(writer, layer('station'));
  writeAreas(writer, layer('campus'), campusRule);
  writeStreets(writer, sheet.streets);
  if (zoom >= WATERWAYS_FROM) writeLines(writer, layer('waterway'), 'water');
  if (zoom >= RAILWAYS_FROM) writeLines(writer, layer('rail'), 'station');
  for (const [name, rule] of Object.entries(areaRules)) writeAreas(writer, layer(name), rule);
  return writer.written;
}

const scaleOf = ({ zoom }: NameWriter) => 2 ** (zoom - SHEET_ZOOM);

function scaled(writer: NameWriter, [x, y]: Pixel): Pixel {
  const scale = scaleOf(writer);
  return [x * scale, y * scale];
}

const scaledLines = (writer: NameWriter, lines: readonly (readonly Pixel[])[]) =>
  lines.map((line) => line.map((point) => scaled(writer, point)));

function writeStations(writer: NameWriter, stations: readonly DrawnFeature[]) {
  for (const station of stations) {
    const point = scaled(writer, station.lines[0]![0]!);
    writer.dot(point, writer.nameOf(station), writer.lettering(11, 600), 'station');
  }
}

function writeStreets(writer: NameWriter, streets: readonly DrawnStreet[]) {
  const ranked = streets
    .map((street) => ({ street, style: roadStyle(street.kind) }))
    .filter(({ style }) => writer.zoom >= style.nameFrom)
    .sort((a, b) => b.style.rank - a.style.rank);
  for (const { street, style } of ranked) {
    const main = style.rank >= MAIN_STREET_RANK;
    writer.along(
      scaledLines(writer, street.lines),
      writer.nameOf(street),
      main ? writer.lettering(writer.zoom >= 16 ? 13 : 12, 500) : writer.lettering(11, 400),
      main ? 'mainStreet' : 'street',
    );
  }
}

/** Waters and railways: all the lines of one name together. */
function writeLines(writer: NameWriter, features: readonly DrawnFeature[], color: WrittenName['color']) {
  for (const name of new Set(features.map((feature) => writer.nameOf(feature)))) {
    const lines = features
      .filter((feature) => writer.nameOf(feature) === name)
      .flatMap((feature) => scaledLines(writer, feature.lines));
    writer.along(lines, name, writer.lettering(11, 500), color);
  }
}

function writeAreas(writer: NameWriter, features: DrawnFeature[], rule: AreaRule) {
  if (writer.zoom < rule.fitsFrom) return;
  const lettering = writer.lettering(rule.size, rule.weight);
  for (const feature of features.sort((a, b) => sizeOf(b.box) - sizeOf(a.box))) {
    const glyphs = writeBlock(scaled(writer, middleOf(feature)), writer.nameOf(feature), lettering);
    if (writer.zoom >= rule.alwaysFrom || fits(glyphs, feature.box, lettering, scaleOf(writer))) {
      writer.put(glyphs, lettering, rule.color);
    }
  }
}

function fits(
  glyphs: readonly Glyph[],
  [left, top, right, bottom]: PixelBox,
  { size }: Lettering,
  scale: number,
): boolean {
  const width = Math.max(...glyphs.map((glyph) => glyph.width));
  return width <= (right - left) * scale && glyphs.length * size <= (bottom - top) * scale;
}

const sizeOf = ([left, top, right, bottom]: PixelBox) => (right - left) * (bottom - top);

/** The centroid of the largest ring. */
function middleOf({ lines, box }: DrawnFeature): Pixel {
  let best = { area: 0, x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 };
  for (const ring of lines) {
    let [doubleArea, x, y] = [0, 0, 0];
    ring.forEach(([fromX, fromY], index) => {
      const [toX, toY] = ring[(index + 1) % ring.length]!;
      const cross = fromX * toY - toX * fromY;
      doubleArea += cross;
      x += (fromX + toX) * cross;
      y += (fromY + toY) * cross;
    });
    if (Math.abs(doubleArea) > Math.abs(best.area)) {
      best = { area: doubleArea, x: x / (3 * doubleArea), y: y / (3 * doubleArea) };
    }
  }
  return [best.x, best.y];
}
