import { isIP } from 'node:net';
import { invalidParameter } from '../errors.ts';
import { isLoopback } from '../host-name.ts';
import { isPublicAddress } from '../upstream/public-address.ts';

/**
 * The address as it is kept. A name is not looked up here: it may lead elsewhere tomorrow, and is judged whenever a
 * connection is made.
 * @throws INVALID_PARAMETER
 */
export function readReceiverUrl(text: string, privateToo: boolean): string {
  const refuse = (rule: string) => invalidParameter('/url', text, rule);
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw refuse('must be an http or https address');
  if (url.username || url.password || url.hash) throw refuse('must have no user, password or #');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isPrivate = isLoopback(host) || (isIP(host) !== 0 && !isPublicAddress(host));
  if (isPrivate && !privateToo) {
    throw refuse('must lead to a public address unless the setting WEBHOOK_PRIVATE is on');
  }
  return url.href;
}
