import { COVER_VARIANTS, mediaPath } from '../../shared/cover.ts';
import type { WireMedia } from '../../shared/media.ts';
import type { Media } from '../storage/media/contract.ts';

/** Enough for the pixels of what is kept. */
const share = (part: number, whole: number): number => Math.round((part / whole) * 1e6) / 1e6;

export function mediaView({ hash, original: { width, height }, crop }: Media): WireMedia {
  return {
    hash,
    cover: mediaPath(hash),
    width,
    height,
    focus: crop
      ? {
          x: share(crop.x, width),
          y: share(crop.y, height),
          width: share(crop.width, width),
          height: share(crop.height, height),
        }
      : null,
    variants: Object.fromEntries(COVER_VARIANTS.map((variant) => [variant, mediaPath(hash, variant)])),
  };
}
