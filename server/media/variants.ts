// The sizes of a picture that chat clients and pages show.
import sharp from 'sharp';
import { COVER_SIZES, COVER_VARIANTS, type CoverVariant } from '../../shared/cover.ts';
import { middle, type Rectangle, wholePixels } from '../../shared/cover-crop.ts';
import type { Original } from '../storage/media/contract.ts';

/**
 * Each size from the middle of the crop; without one, from where the picture draws the eye.
 * @param crop  in pixels of the original
 */
export async function variantsOf(
  original: Original,
  crop: Rectangle | undefined,
): Promise<Map<CoverVariant, Buffer>> {
  const variants = new Map<CoverVariant, Buffer>();
  for (const variant of COVER_VARIANTS) {
    const [width, height] = COVER_SIZES[variant];
    const picture = sharp(original.bytes);
    const cut = crop
      ? picture
          .extract(extracted(wholePixels(middle(crop, width / height), original)))
          .resize(width, height, { fit: 'fill' })
      : picture.resize(width, height, { fit: 'cover', position: sharp.strategy.attention });
    variants.set(variant, await cut.jpeg({ quality: 84, mozjpeg: true }).toBuffer());
  }
  return variants;
}

const extracted = ({ x, y, width, height }: Rectangle) => ({ left: x, top: y, width, height });
