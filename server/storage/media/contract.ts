// What pictures of stores ask of storage. Nothing here is ever changed: what is other has another hash.
import type { CoverVariant } from '../../../shared/cover.ts';
import type { Rectangle } from '../../../shared/cover-crop.ts';
import type { Author } from '../repository.ts';

/** A picture upright, without metadata. */
export type Original = {
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
};

/** A part of an original, in every size that it is shown in. */
export type Media = {
  readonly hash: string;
  readonly original: Omit<Original, 'bytes'>;
  /** Of the original's pixels; undefined where nobody said which part matters. */
  readonly crop: Rectangle | undefined;
};

export interface MediaRepository {
  /** What is there already stays as it is, and is kept as long as if it were new. */
  put(
    media: Omit<Media, 'original'> & {
      readonly original: Original;
      readonly variants: ReadonlyMap<CoverVariant, Buffer>;
    },
    by: Author,
  ): Promise<void>;
  /** Keeps it as long as if it were new. Answers whether it is there. */
  renew(hash: string): Promise<boolean>;
  get(hash: string): Promise<Media | undefined>;
  /** What the media of this hash was cut out of. */
  original(hash: string): Promise<Original | undefined>;
  variant(hash: string, variant: CoverVariant): Promise<Buffer | undefined>;
  /**
   * Forgets what no store refers to, in any version or draft, and nobody put for 30 days. Answers how many it forgot.
   */
  purge(now: Date): Promise<number>;
}
