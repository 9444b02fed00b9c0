// From bytes that nobody vouches for to a picture of ours: decoded whole, upright, in sRGB, and nothing else in it. Names and
// content types are not asked; EXIF, GPS, XMP, thumbnails and profiles end here.
import { createHash } from 'node:crypto';
import sharp, { type Metadata } from 'sharp';
import type { Original } from '../storage/media/contract.ts';
import { PictureAnimated, PictureDimensions, PictureTypeUnknown, PictureUnreadable } from './errors.ts';
import { type PictureType, pictureType } from './picture-type.ts';

/** Telephones take pictures of 48 million. Two dimensions in a header cost a few bytes, their pixels hundreds of megabytes. */
const MOST_PIXELS = 50_000_000;
/** Of the smallest size that is shown. */
const LEAST_SIDE = 80;
/** Twice the largest size that is shown, so that half of a picture can be cut out of it. */
const KEPT_SIDE = 2_000;
const DECODING_SECONDS = 20;

/** What sharp calls them. */
const FORMATS: Readonly<Record<PictureType, string>> = {
  jpeg: 'jpeg',
  png: 'png',
  webp: 'webp',
  avif: 'heif',
};

/** @throws PICTURE_TYPE_UNKNOWN, PICTURE_UNREADABLE, PICTURE_ANIMATED, PICTURE_DIMENSIONS */
export async function originalOf(bytes: Buffer): Promise<Original> {
  const type = pictureType(bytes);
  if (type === undefined) throw new PictureTypeUnknown();
  // `error`: what decoders only warn of, such as padding after the end, is in many a telephone's pictures.
  const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 });
  checkMetadata(await metadataOf(bytes), type);
  const { data, info } = await picture
    .timeout({ seconds: DECODING_SECONDS })
    .autoOrient()
    .resize(KEPT_SIDE, KEPT_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw new PictureUnreadable();
    });
  const hash = createHash('sha256').update(data).digest('hex');
  return { hash, width: info.width, height: info.height, bytes: data };
}

/** Of the header alone. Its own limit would say less: too large is told apart from broken. */
const metadataOf = (bytes: Buffer): Promise<Metadata> =>
  sharp(bytes, { limitInputPixels: false, failOn: 'error' })
    .metadata()
    .catch(() => {
      throw new PictureUnreadable();
    });

function checkMetadata({ format, compression, pages = 1, width, height }: Metadata, type: PictureType): void {
  if (format !== FORMATS[type] || (type === 'avif' && compression !== 'av1')) throw new PictureTypeUnknown();
  if (pages > 1) throw new PictureAnimated(pages);
  if (Math.min(width, height) < LEAST_SIDE || width * height > MOST_PIXELS) {
    throw new PictureDimensions(width, height, LEAST_SIDE, MOST_PIXELS / 1_000_000);
  }
}
