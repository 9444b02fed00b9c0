// Writes names onto one plane so that none lies over another: first come, first served.
import type { Language } from '../language.ts';
import { boxAround, grown, type Pixel, type PixelBox, touches } from './mercator.ts';
import { Occupied } from './occupied.ts';
import type { Palette } from './palette.ts';
import { type Glyph, type Lettering, type Measure, Track, writeAlong, writeBlock } from './writing.ts';

export type WrittenName = {
  readonly glyphs: readonly Glyph[];
  readonly font: string;
  readonly color: keyof Palette['text'];
  /** The middle of a dot that is drawn above the name, for a station or a town. */
  readonly dot: Pixel | undefined;
  readonly box: PixelBox;
};

/** Something with a name, and where known its English one. */
export type Named = { readonly name?: string; readonly nameEn?: string };

export const DOT_PIXELS = 5;
export const HALO_PIXELS = 3;
const FAMILY = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
/** Pixels between two writings of one street's name, along it and between its carriageways. */
const REPEAT_PIXELS = 420;
const SAME_NAME_PIXELS = 260;
/** Where else along the line a name is tried when its place is taken. */
const SHIFTS = [0, 36, -36, 72, -72, 120, -120];
/** From a dot down to the middle of its name. */
const NAME_DROP = 13;

export class NameWriter {
  readonly zoom: number;
  readonly written: WrittenName[] = [];
  readonly #occupied = new Occupied();
  readonly #language: Language;
  readonly #measure: Measure;

  /** @param taken  where nothing is written */
  constructor(zoom: number, language: Language, measure: Measure, taken: readonly PixelBox[] = []) {
    this.zoom = zoom;
    this.#language = language;
    this.#measure = measure;
    for (const box of taken) this.#occupied.take(box);
  }

  nameOf({ name, nameEn }: Named): string {
    return (this.#language === 'en' && nameEn) || name || '';
  }

  lettering(size: number, weight: number): Lettering {
    return { font: `${weight} ${size}px ${FAMILY}`, size, measure: this.#measure };
  }

  /** A dot with the name below it. */
  dot([x, y]: Pixel, name: string, lettering: Lettering, color: WrittenName['color']) {
    this.put(writeBlock([x, y + NAME_DROP], name, lettering), lettering, color, [x, y]);
  }

  /** Along all lines of one name, the longest first, again and again on a long one. */
  along(
    lines: readonly (readonly Pixel[])[],
    name: string,
    lettering: Lettering,
    color: WrittenName['color'],
  ) {
    const places: Pixel[] = [];
    const isApart = ([x, y]: Pixel) =>
      places.every(([otherX, otherY]) => Math.hypot(otherX - x, otherY - y) >= SAME_NAME_PIXELS);
    const tracks = lines.map((line) => new Track(line));
    for (const track of tracks.sort((a, b) => b.length - a.length)) {
      const times = Math.max(1, Math.round(track.length / REPEAT_PIXELS));
      for (let i = 0; i < times; i++) {
        const middles = SHIFTS.map((shift) => (track.length * (i + 0.5)) / times + shift);
        const middle = middles.find((middle) => {
          const glyphs = isApart(track.at(middle)) && writeAlong(track, middle, name, lettering);
          return glyphs && this.put(glyphs, lettering, color);
        });
        if (middle !== undefined) places.push(track.at(middle));
      }
    }
  }

  /** Writes the name if there is room for all of it. */
  put(
    glyphs: readonly Glyph[],
    { font, size }: Lettering,
    color: WrittenName['color'],
    dot?: Pixel,
  ): boolean {
    const boxes = glyphs.map((glyph) => boxOf(glyph, size));
    if (dot) boxes.push(grown([...dot, ...dot], DOT_PIXELS + 1));
    if (!boxes.every((box) => this.#occupied.isFree(box))) return false;
    for (const box of boxes) this.#occupied.take(grown(box, 2));
    const corners = boxes.flatMap(([left, top, right, bottom]): Pixel[] => [
      [left, top],
      [right, bottom],
    ]);
    this.written.push({ glyphs, font, color, dot, box: grown(boxAround(corners), HALO_PIXELS) });
    return true;
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
