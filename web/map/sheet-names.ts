// Which names of a street sheet are written at a zoom, and where. Decided for the whole sheet at once, so that a name
// that crosses the edge of a tile is the same on both sides of it.
import type { Language } from '../../shared/language.ts';
import { boxAround, grown, type Pixel, type PixelBox, touches } from './mercator.ts';
import { Occupied } from './occupied.ts';
import type { Palette } from './palette.ts';
import { roadStyle } from './road-style.ts';
import { type DrawnFeature, type DrawnStreet, SHEET_ZOOM, type Sheet } from './sheet.ts';
import { type Glyph, type Lettering, type Measure, Track, writeAlong, writeBlock } from './writing.ts';

export type WrittenName = {
  readonly glyphs: readonly Glyph[];
  readonly font: string;
  readonly color: keyof Palette['text'];
  /** A dot is drawn above the name: a station. */
  readonly dot: Pixel | undefined;
  readonly box: PixelBox;
};

const FAMILY = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
/** Pixels between two writings of one street's name, along it and between its carriageways. */
const REPEAT_PIXELS = 420;
const SAME_NAME_PIXELS = 260;
/** Where else along the line a name is tried when its place is taken. */
const SHIFTS = [0, 36, -36, 72, -72, 120, -120];
/** From a station's dot down to its name. */
const STATION_DROP = 13;
export const DOT_PIXELS = 6;
export const HALO_PIXELS = 3;

/** Names of areas: where in the order, from which zoom on when they fit, and from which one in any case. */
type AreaRule = {
  size: number;
  weight: number;
  color: WrittenName['color'];
  fitsFrom: number;
  alwaysFrom: number;
};
const small = { size: 11, weight: 400 } as const;
const areaRules: Readonly<Record<string, AreaRule>> = {
  campus: { size: 12, weight: 600, color: 'area', fitsFrom: 13, alwaysFrom: 15 },
  water: { ...small, color: 'water', fitsFrom: 15, alwaysFrom: 17 },
  green: { ...small, color: 'green', fitsFrom: 15, alwaysFrom: 17 },
  leisure: { ...small, color: 'green', fitsFrom: 16, alwaysFrom: 17 },
  plaza: { ...small, color: 'building', fitsFrom: 16, alwaysFrom: 17 },
  landuse: { ...small, color: 'building', fitsFrom: 16, alwaysFrom: 17 },
  building: { ...small, color: 'building', fitsFrom: 17, alwaysFrom: 18 },
};

/**
 * @returns the names in pixels of `zoom`, counted from the sheet's origin, none over another; the more important
 *   first: stations, campuses, streets from the widest down, waters, then other areas, the larger first
 */
export function writeNames(sheet: Sheet, zoom: number, language: Language, measure: Measure): WrittenName[] {
  const writer = new NameWriter(zoom, language, measure);
  const layer = (name: string) => sheet.features.filter((feature) => feature.layer === name && feature.name);
  writer.stations(layer('station'));
  writer.areas('campus', layer('campus'));
  writer.streets(sheet.streets);
  writer.lines(layer('waterway'), 'water', 14);
  writer.lines(layer('rail'), 'station', 16);
  for (const name of ['water', 'green', 'leisure', 'plaza', 'landuse', 'building']) {
    writer.areas(name, layer(name));
  }
  return writer.written;
}

class NameWriter {
  readonly written: WrittenName[] = [];
  readonly #occupied = new Occupied();
  readonly #zoom: number;
  readonly #scale: number;
  readonly #language: Language;
  readonly #measure: Measure;

  constructor(zoom: number, language: Language, measure: Measure) {
    this.#zoom = zoom;
    this.#scale = 2 ** (zoom - SHEET_ZOOM);
    this.#language = language;
    this.#measure = measure;
  }

  stations(stations: readonly DrawnFeature[]) {
    if (this.#zoom < 14) return;
    const lettering = this.#lettering(11, 600);
    for (const station of stations) {
      const [x, y] = this.#scaled(station.lines[0]![0]!);
      this.#put(writeBlock([x, y + STATION_DROP], this.#nameOf(station), lettering), lettering, 'station', [
        x,
        y,
      ]);
    }
  }

  streets(streets: readonly DrawnStreet[]) {
    const ranked = streets
      .map((street) => ({ street, style: roadStyle(street.kind) }))
      .filter(({ style }) => this.#zoom >= style.nameFrom)
      .sort((a, b) => b.style.rank - a.style.rank);
    for (const { street, style } of ranked) {
      const main = style.rank >= 6;
      const lettering = main ? this.#lettering(this.#zoom >= 16 ? 13 : 12, 500) : this.#lettering(11, 400);
      this.#along(street.lines, this.#nameOf(street), lettering, main ? 'mainStreet' : 'street');
    }
  }

  /** Waters and railways: all the lines of one name together. */
  lines(features: readonly DrawnFeature[], color: WrittenName['color'], from: number) {
    if (this.#zoom < from) return;
    for (const name of new Set(features.map((feature) => this.#nameOf(feature)))) {
      const lines = features
        .filter((feature) => this.#nameOf(feature) === name)
        .flatMap(({ lines }) => lines);
      this.#along(lines, name, this.#lettering(11, 500), color);
    }
  }

  areas(layer: string, features: DrawnFeature[]) {
    const rule = areaRules[layer]!;
    if (this.#zoom < rule.fitsFrom) return;
    const lettering = this.#lettering(rule.size, rule.weight);
    for (const feature of features.sort((a, b) => sizeOf(b.box) - sizeOf(a.box))) {
      const glyphs = writeBlock(this.#scaled(middleOf(feature)), this.#nameOf(feature), lettering);
      if (this.#zoom >= rule.alwaysFrom || this.#fits(glyphs, feature.box, lettering)) {
        this.#put(glyphs, lettering, rule.color);
      }
    }
  }

  #fits(glyphs: readonly Glyph[], [left, top, right, bottom]: PixelBox, { size }: Lettering): boolean {
    const width = Math.max(...glyphs.map((glyph) => glyph.width));
    return width <= (right - left) * this.#scale && glyphs.length * size <= (bottom - top) * this.#scale;
  }

  #along(
    lines: readonly (readonly Pixel[])[],
    name: string,
    lettering: Lettering,
    color: WrittenName['color'],
  ) {
    const places: Pixel[] = [];
    const isApart = ([x, y]: Pixel) =>
      places.every(([otherX, otherY]) => Math.hypot(otherX - x, otherY - y) >= SAME_NAME_PIXELS);
    const tracks = lines.map((line) => new Track(line.map((point) => this.#scaled(point))));
    for (const track of tracks.sort((a, b) => b.length - a.length)) {
      const times = Math.max(1, Math.round(track.length / REPEAT_PIXELS));
      for (let i = 0; i < times; i++) {
        const middles = SHIFTS.map((shift) => (track.length * (i + 0.5)) / times + shift);
        const middle = middles.find((middle) => {
          const glyphs = isApart(track.at(middle)) && writeAlong(track, middle, name, lettering);
          return glyphs && this.#put(glyphs, lettering, color);
        });
        if (middle !== undefined) places.push(track.at(middle));
      }
    }
  }

  /** Writes the name if there is room for all of it. */
  #put(
    glyphs: readonly Glyph[],
    { font, size }: Lettering,
    color: WrittenName['color'],
    dot?: Pixel,
  ): boolean {
    const boxes = glyphs.map((glyph) => boxOf(glyph, size));
    if (dot) boxes.push(grown([...dot, ...dot], DOT_PIXELS));
    if (!boxes.every((box) => this.#occupied.isFree(box))) return false;
    for (const box of boxes) this.#occupied.take(grown(box, 2));
    const corners = boxes.flatMap(([left, top, right, bottom]): Pixel[] => [
      [left, top],
      [right, bottom],
    ]);
    this.written.push({ glyphs, font, color, dot, box: grown(boxAround(corners), HALO_PIXELS) });
    return true;
  }

  #scaled([x, y]: Pixel): Pixel {
    return [x * this.#scale, y * this.#scale];
  }

  #nameOf({ name, nameEn }: { name?: string; nameEn?: string }): string {
    return (this.#language === 'en' && nameEn) || name || '';
  }

  #lettering(size: number, weight: number): Lettering {
    return { font: `${weight} ${size}px ${FAMILY}`, size, measure: this.#measure };
  }
}

/** The names of which something lies within `shown`. */
export const namesWithin = (names: readonly WrittenName[], shown: PixelBox) =>
  names.filter(({ box }) => touches(box, shown));

/** Around a glyph however it is turned. */
function boxOf({ x, y, angle, width }: Glyph, height: number): PixelBox {
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const halfWidth = (width * cos + height * sin) / 2;
  const halfHeight = (width * sin + height * cos) / 2;
  return [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight];
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
