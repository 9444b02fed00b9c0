// What a request brings to say who asks.
import { createHash, randomBytes } from 'node:crypto';
import type { NewSecret } from '../storage/access/contract.ts';

const SECRET_BYTES = 32;
/** Recognised by people and by scanners for lost secrets. */
const KEY_MARK = 'nbs_';
/** The mark and 8 of 43 characters: enough to tell keys apart, no help in guessing one. */
const PREFIX_LENGTH = KEY_MARK.length + 8;

/** 256 random bits as text for an address or a cookie. */
export const randomSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** As secrets are kept. They are random and long: a fast hash cannot be searched backwards, and is looked for as it is. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** A new key, shown to its owner once, and what is kept of it. */
export function newKey(): { readonly secret: string; readonly kept: NewSecret } {
  const secret = KEY_MARK + randomSecret();
  return { secret, kept: { hash: hashOf(secret), prefix: secret.slice(0, PREFIX_LENGTH) } };
}

/**
 * The key in an Authorization header: the token of Bearer (RFC 6750), or the password of Basic (RFC 7617) whatever the
 * name before it, since many programs have fields for those two and nothing else.
 */
export function keyIn(authorization: string): string | undefined {
  const [, scheme = '', value = ''] = /^(\S+) +(\S+) *$/.exec(authorization) ?? [];
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return value;
    case 'basic': {
      const pair = Buffer.from(value, 'base64').toString();
      return pair.slice(pair.indexOf(':') + 1);
    }
    default:
      return undefined;
  }
}
