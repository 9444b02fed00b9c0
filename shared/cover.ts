// The picture of a store in a news article, on its page and in lists: its own, else one that the service draws.
import type { StoreRecord } from './nearby.ts';

/** Width and height in pixels: what news articles show large, then small, each for both kinds of screens. */
export const COVER_SIZES = {
  '900x383': [900, 383],
  '640x320': [640, 320],
  '200x200': [200, 200],
  '80x80': [80, 80],
} as const;
export type CoverVariant = keyof typeof COVER_SIZES;
export const COVER_VARIANTS = Object.keys(COVER_SIZES) as readonly CoverVariant[];
/** The one whose address is kept as a store's cover. */
const MAIN: CoverVariant = '900x383';

const MEDIA = /^\/media\/([0-9a-f]{64})-(\d+x\d+)\.jpg$/;

/** A picture that was uploaded, below the service's own address. */
export const mediaPath = (hash: string, variant: CoverVariant = MAIN): string =>
  `/media/${hash}-${variant}.jpg`;

/** The hash and the variant that such an address names; undefined for any other text. */
export function readMediaPath(path: string): { hash: string; variant: CoverVariant } | undefined {
  const [, hash, variant = ''] = MEDIA.exec(path) ?? [];
  return hash !== undefined && Object.hasOwn(COVER_SIZES, variant)
    ? { hash, variant: variant as CoverVariant }
    : undefined;
}

/** Of every uploaded picture that a text mentions. */
export const mediaHashesIn = (text: string): string[] =>
  [...text.matchAll(/\/media\/([0-9a-f]{64})-/g)].map(([, hash]) => hash!);

/**
 * Absolute address of a store's picture; never empty. A picture from elsewhere comes in the one size it has.
 * @param publicBase  where customers reach this service, without a slash at the end
 */
export function coverOf(
  { id, cover }: Pick<StoreRecord, 'id' | 'cover'>,
  publicBase: string,
  variant: CoverVariant = MAIN,
): string {
  if (cover !== null && /^https?:\/\//i.test(cover)) return cover;
  const own = cover === null ? undefined : readMediaPath(cover);
  return `${publicBase}${own ? mediaPath(own.hash, variant) : `/covers/store/${encodeURIComponent(id)}-${variant}.png`}`;
}
