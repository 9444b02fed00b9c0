// Where a follower of the changes stands. Opaque to whoever passes it on.

/** After this revision. */
export const cursorOfRevision = (revision: number): string => encoded(`c1.${revision}`);

/** In the middle of all that was published as of a revision: after this id. */
export const cursorOfSnapshot = (revision: number, afterId: string): string =>
  encoded(`s1.${revision}.${afterId}`);

export type ChangesPlace = {
  readonly revision: number;
  /** Undefined: all as of the revision is known. */
  readonly afterId: string | undefined;
};

/** Undefined for anything that was not made here. */
export function placeOfChanges(cursor: string): ChangesPlace | undefined {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (encoded(text) !== cursor) return undefined;
  const after = /^c1\.(\d{1,10})$/.exec(text);
  if (after) return { revision: Number(after[1]), afterId: undefined };
  const within = /^s1\.(\d{1,10})\.([A-Za-z0-9_-]{1,64})$/.exec(text);
  return within ? { revision: Number(within[1]), afterId: within[2] } : undefined;
}

const encoded = (text: string): string => Buffer.from(text).toString('base64url');
