// The pictures of stores that have none of their own, kept in memory while they are asked for.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { COVER_SIZES, type CoverVariant } from '../../shared/cover.ts';
import { middle, wholePixels } from '../../shared/cover-crop.ts';
import { hasChineseFont } from './fonts.ts';
import { type DrawnStore, storeDrawing } from './store-drawing.ts';
import type { Turns } from './turns.ts';

export type StorePicture = { readonly png: Buffer; readonly etag: string };

/** Some 20 KB each. */
const MOST_KEPT = 500;

const covers = join(import.meta.dirname, '..', '..', 'web', 'static', 'covers');

export class StorePictures {
  readonly #turns: Turns;
  /** By what is in them; the one asked for last is last. */
  readonly #kept = new Map<string, Promise<StorePicture>>();

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  /** The store's streets and name where the shipped map has them, else the picture of its category. */
  async of(store: DrawnStore, variant: CoverVariant): Promise<StorePicture> {
    const drawing = storeDrawing(store, variant, await hasChineseFont());
    return drawing === undefined
      ? this.ofCategory(store.category, variant)
      : this.#keep(drawing, () => sharp(Buffer.from(drawing)));
  }

  /** @param category  one that is shipped */
  ofCategory(category: string, variant: CoverVariant): Promise<StorePicture> {
    return this.#keep(`${category} ${variant}`, async () => {
      const picture = sharp(await readFile(join(covers, `${category}.png`)));
      const { width: fullWidth, height: fullHeight } = await picture.metadata();
      const [width, height] = COVER_SIZES[variant];
      const whole = { x: 0, y: 0, width: fullWidth, height: fullHeight };
      const part = wholePixels(middle(whole, width / height), whole);
      return picture
        .extract({ left: part.x, top: part.y, width: part.width, height: part.height })
        .resize(width, height, { fit: 'fill' });
    });
  }

  #keep(content: string, draw: () => Sharp | Promise<Sharp>): Promise<StorePicture> {
    const key = createHash('sha256').update(content).digest('base64url');
    const kept = this.#kept.get(key) ?? this.#turns.take(async () => pictureOf(await draw()));
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    kept.catch(() => this.#kept.delete(key));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return kept;
  }
}

async function pictureOf(picture: Sharp): Promise<StorePicture> {
  const png = await picture.png({ palette: true, colours: 16, dither: 0, effort: 10 }).toBuffer();
  return { png, etag: `"${createHash('sha256').update(png).digest('base64url').slice(0, 27)}"` };
}
