// Pictures of stores: taken in, cut, kept.
import { createHash } from 'node:crypto';
import { type Rectangle, wholePixels } from '../../shared/cover-crop.ts';
import type { Media, MediaRepository, Original } from '../storage/media/contract.ts';
import type { Author } from '../storage/repository.ts';
import { MediaNotFound } from './errors.ts';
import { originalOf } from './original.ts';
import type { Turns } from './turns.ts';
import { variantsOf } from './variants.ts';

/** The part that matters, in shares of the upright picture from 0 to 1. */
export type Focus = Rectangle;

export class Gallery {
  readonly #media: MediaRepository;
  readonly #turns: Turns;

  constructor(media: MediaRepository, turns: Turns) {
    this.#media = media;
    this.#turns = turns;
  }

  /** @throws what originalOf throws */
  add(bytes: Buffer, focus: Focus | undefined, by: Author): Promise<Media> {
    return this.#turns.take(async () => this.#keep(await originalOf(bytes), focus, by));
  }

  /** Another part of a picture that is there. @throws MEDIA_NOT_FOUND */
  cutAgain(hash: string, focus: Focus, by: Author): Promise<Media> {
    return this.#turns.take(async () => {
      const original = await this.#media.original(hash);
      if (!original) throw new MediaNotFound(hash);
      return this.#keep(original, focus, by);
    });
  }

  async #keep(original: Original, focus: Focus | undefined, by: Author): Promise<Media> {
    const crop = focus && wholePixels(scaled(focus, original), original);
    const hash = createHash('sha256')
      .update(original.bytes)
      .update(crop ? JSON.stringify([crop.x, crop.y, crop.width, crop.height]) : '')
      .digest('hex');
    // Attention may be drawn elsewhere by a later version of the library: what is kept stays what it is.
    if (!(await this.#media.renew(hash))) {
      await this.#media.put({ hash, original, crop, variants: await variantsOf(original, crop) }, by);
    }
    const { bytes: _, ...kept } = original;
    return { hash, original: kept, crop };
  }
}

const scaled = ({ x, y, width, height }: Focus, original: Original): Rectangle => ({
  x: x * original.width,
  y: y * original.height,
  width: width * original.width,
  height: height * original.height,
});
