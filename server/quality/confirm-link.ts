// Links for the managers of stores: whoever has one may confirm that store and propose changes to it until it expires.
// Nothing is kept of a link; it is known by its signature.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Of `secretOf`. */
export const CONFIRM_LINKS = 'links for store managers';

const TOKEN = /^([A-Za-z0-9_-]{1,64})\.([0-9a-z]{1,9})\.([A-Za-z0-9_-]{43})$/;

export type ConfirmLinkReading =
  | { readonly state: 'valid'; readonly storeId: string }
  | { readonly state: 'expired'; readonly storeId: string }
  | { readonly state: 'wrong' };

export function confirmToken(key: Buffer, storeId: string, expiresAt: Date): string {
  const said = `${storeId}.${Math.floor(expiresAt.getTime() / 1000).toString(36)}`;
  return `${said}.${signatureOf(key, said).toString('base64url')}`;
}

export function readConfirmToken(key: Buffer, token: string, now: Date): ConfirmLinkReading {
  const [, storeId, expires, signature] = TOKEN.exec(token) ?? [];
  if (!storeId || !expires || !signature) return { state: 'wrong' };
  const given = Buffer.from(signature, 'base64url');
  const right = signatureOf(key, `${storeId}.${expires}`);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return { state: 'wrong' };
  const isOver = Number.parseInt(expires, 36) * 1000 <= now.getTime();
  return { state: isOver ? 'expired' : 'valid', storeId };
}

const signatureOf = (key: Buffer, said: string) => createHmac('sha256', key).update(said).digest();
