import { DOT_PIXELS, HALO_PIXELS, type WrittenName } from '../../shared/base-map/name-writer.ts';
import type { Palette } from '../../shared/base-map/palette.ts';
import type { Measure } from '../../shared/base-map/writing.ts';

/** Draws names whose pixels are the canvas's units; every halo first, so that none covers a name. */
export function drawNames(
  context: CanvasRenderingContext2D,
  names: readonly WrittenName[],
  { text }: Palette,
) {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = HALO_PIXELS;
  context.strokeStyle = text.halo;
  for (const name of names) {
    context.font = name.font;
    eachGlyph(context, name, (glyph) => context.strokeText(glyph, 0, 0));
  }
  for (const name of names) {
    context.font = name.font;
    context.fillStyle = text[name.color];
    eachGlyph(context, name, (glyph) => context.fillText(glyph, 0, 0));
    if (!name.dot) continue;
    context.beginPath();
    context.arc(...name.dot, DOT_PIXELS, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}

function eachGlyph(context: CanvasRenderingContext2D, { glyphs }: WrittenName, draw: (text: string) => void) {
  for (const { text, x, y, angle } of glyphs) {
    context.translate(x, y);
    context.rotate(angle);
    draw(text);
    context.rotate(-angle);
    context.translate(-x, -y);
  }
}

/** Measures through a canvas; a text is measured once, and Chinese characters are all as wide as one of them. */
export function textMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d')!;
  const widths = new Map<string, number>();
  const measured: Measure = (text, font) => {
    const key = `${font} ${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      context.font = font;
      width = context.measureText(text).width;
      widths.set(key, width);
    }
    return width;
  };
  return (text, font) =>
    /^\p{Script=Han}+$/u.test(text) ? measured('店', font) * [...text].length : measured(text, font);
}
