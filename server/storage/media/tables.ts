/** Pictures as they came, turned upright and stripped of all that is not picture. */
export type MediaOriginalsTable = { hash: string; width: number; height: number; base64: string };

/** What was cut out of them. */
export type MediaTable = {
  hash: string;
  original: string;
  /** A rectangle as JSON; null where nobody said which part matters. */
  crop: string | null;
  at: string;
  by_kind: string;
  by_name: string;
  /** Until then nobody asks whether a store still has it. */
  kept_until: string;
};

/** A picture in one of its sizes, in base64 as all bytes here: both engines carry text, and so does the copy between them. */
export type MediaVariantsTable = { media: string; variant: string; base64: string };

export type MediaTables = {
  media_originals: MediaOriginalsTable;
  media: MediaTable;
  media_variants: MediaVariantsTable;
};
