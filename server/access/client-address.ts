import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';

/** Addresses remembered: reading one takes longer than all else that counting a request takes. */
const MOST_KNOWN = 10_000;
const known = new Map<string, string>();

/** Where a request came from, as it is counted: an address of IPv4, or the network of one subscriber of IPv6 (/64). */
export function addressOf({ ip }: Pick<FastifyRequest, 'ip'>): string {
  let address = known.get(ip);
  if (address === undefined) {
    if (known.size === MOST_KNOWN) known.clear();
    address = normalizeIP(ip);
    known.set(ip, address);
  }
  return address;
}
