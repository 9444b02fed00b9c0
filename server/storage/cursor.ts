import { excerpt } from '../errors.ts';
import { InvalidCursor } from './errors.ts';

/** Where the next page begins: after this id. Opaque to whoever passes it on. */
export const cursorAfter = (id: string): string => Buffer.from(id).toString('base64url');

/** @throws INVALID_CURSOR for anything that `cursorAfter` did not make */
export function idOfCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id) || cursorAfter(id) !== cursor)
    throw new InvalidCursor(excerpt(cursor));
  return id;
}
