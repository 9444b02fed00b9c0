// Where a follower of the changes stands: after this revision. Opaque to whoever passes it on.
const PREFIX = 'c1.';

export const cursorOfRevision = (revision: number): string =>
  Buffer.from(`${PREFIX}${revision}`).toString('base64url');

/** Undefined for anything that {@link cursorOfRevision} did not make. */
export function revisionOfCursor(cursor: string): number | undefined {
  const text = Buffer.from(cursor, 'base64url').toString();
  const revision = /^c1\.(\d{1,10})$/.exec(text)?.[1];
  return revision !== undefined && cursorOfRevision(Number(revision)) === cursor
    ? Number(revision)
    : undefined;
}
