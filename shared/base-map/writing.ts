// Sets a name along a line or in a block: where each of its characters stands and how it is turned.
import { turnBetween } from './line-joining.ts';
import type { Pixel } from './mercator.ts';

/** One character, or a whole line of a block; `x`, `y` is its middle, `angle` clockwise in radians. */
export type Glyph = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly width: number;
};

/** The width of a text in pixels. */
export type Measure = (text: string, font: string) => number;

export type Lettering = { readonly font: string; readonly size: number; readonly measure: Measure };

/** A name that would have to bend more between two characters is not written there. */
const MAX_BEND = Math.PI / 6;
/** Room between Chinese characters, in parts of their size. */
const TRACKING = 0.14;
const CHARACTERS_A_LINE = 7;
const LATIN_LINE_EMS = 8;

const isChinese = (text: string) => /\p{Script=Han}/u.test(text);

/** A line one can walk along. */
export class Track {
  readonly length: number;
  readonly #points: readonly Pixel[];
  readonly #lengths: number[] = [0];

  constructor(points: readonly Pixel[]) {
    this.#points = points;
    for (let i = 1; i < points.length; i++) {
      const [[x, y], [toX, toY]] = [points[i - 1]!, points[i]!];
      this.#lengths.push(this.#lengths[i - 1]! + Math.hypot(toX - x, toY - y));
    }
    this.length = this.#lengths.at(-1)!;
  }

  /** The point `distance` from the start; beyond an end, that end. */
  at(distance: number): Pixel {
    let low = 1;
    let high = this.#points.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#lengths[middle]! < distance) low = middle + 1;
      else high = middle;
    }
    const [from, to] = [this.#lengths[low - 1]!, this.#lengths[low]!];
    const part = to > from ? Math.min(1, Math.max(0, (distance - from) / (to - from))) : 0;
    const [[x, y], [toX, toY]] = [this.#points[low - 1]!, this.#points[low]!];
    return [x + part * (toX - x), y + part * (toY - y)];
  }
}

/**
 * The name written along the track with its middle at `middle`, so that it can be read: Latin never upside down, Chinese
 * characters upright, on steep roads from top to bottom. Undefined where the track is too short or too crooked.
 */
export function writeAlong(track: Track, middle: number, name: string, lettering: Lettering) {
  const chinese = isChinese(name);
  const advances = chinese ? chineseAdvances(name, lettering) : latinAdvances(name, lettering);
  const length = advances.reduce((sum, { advance }) => sum + advance, 0);
  const start = middle - length / 2;
  if (start < 0 || start + length > track.length) return undefined;

  const [[fromX, fromY], [toX, toY]] = [track.at(start), track.at(start + length)];
  const steep = Math.abs(toY - fromY) > Math.abs(toX - fromX);
  const stacked = chinese && steep;
  const backwards = stacked ? toY < fromY : toX < fromX;
  const glyphs: Glyph[] = [];
  let [walked, lastHeading]: [number, number | undefined] = [0, undefined];
  for (const { text, advance, width } of advances) {
    const ends = [start + walked, start + walked + advance].map((distance) =>
      track.at(backwards ? 2 * start + length - distance : distance),
    );
    const [[x, y], [nextX, nextY]] = [ends[0]!, ends[1]!];
    const heading = Math.atan2(nextY - y, nextX - x);
    if (lastHeading !== undefined && turnBetween(lastHeading, heading) > MAX_BEND) return undefined;
    lastHeading = heading;
    walked += advance;
    const angle = stacked ? heading - Math.PI / 2 : heading;
    glyphs.push({ text, x: (x + nextX) / 2, y: (y + nextY) / 2, angle, width });
  }
  return glyphs;
}

const chineseAdvances = (name: string, { font, size, measure }: Lettering) =>
  [...name].map((text) => {
    const width = measure(text, font);
    return { text, width, advance: Math.max(width, size * 0.6) + size * TRACKING };
  });

/** From the widths of the beginnings, so that kerning is kept. */
function latinAdvances(name: string, { font, measure }: Lettering) {
  let written = '';
  return [...name].map((text) => {
    const before = measure(written, font);
    written += text;
    const advance = measure(written, font) - before;
    return { text, width: advance, advance };
  });
}

/** The name around a point, level, in as many lines as it needs. */
export function writeBlock([x, y]: Pixel, name: string, { font, size, measure }: Lettering): Glyph[] {
  const lines = isChinese(name) ? chineseLines(name) : latinLines(name, size * LATIN_LINE_EMS, font, measure);
  return lines.map((text, index) => ({
    text,
    x,
    y: y + (index - (lines.length - 1) / 2) * size * 1.25,
    angle: 0,
    width: measure(text, font),
  }));
}

/** Lines of about the same length. */
function chineseLines(name: string): string[] {
  const characters = [...name];
  const each = Math.ceil(characters.length / Math.ceil(characters.length / CHARACTERS_A_LINE));
  const lines: string[] = [];
  for (let i = 0; i < characters.length; i += each)
    lines.push(
      characters
        .slice(i, i + each)
        .join('')
        .trim(),
    );
  return lines;
}

function latinLines(name: string, widest: number, font: string, measure: Measure): string[] {
  const lines: string[] = [];
  for (const word of name.split(/\s+/)) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && measure(longer, font) <= widest) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
