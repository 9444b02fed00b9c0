// Keys for whatever is signed, sealed or hashed with a key here, all from one secret that every node has.
import { hkdfSync } from 'node:crypto';

/**
 * A key of 32 bytes for one purpose, such as `session cookies`: the same on every node and after every start, and no
 * help in finding the key of another purpose (HKDF, RFC 5869).
 */
export type SecretOf = (purpose: string) => Buffer;

const KEY_BYTES = 32;

/** @param root  SECRET_KEY, or else what the database keeps */
export const secretsFrom =
  (root: string | Buffer): SecretOf =>
  (purpose) =>
    Buffer.from(hkdfSync('sha256', root, 'nearby-stores', purpose, KEY_BYTES));
