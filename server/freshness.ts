// What caches may keep, and for how long. An answer with opening states stays what it is until the catalogue changes or
// the first state or day in it does: both stand in its ETag, so nobody has to look at the bytes.
import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestHeaders } from './request-headers.ts';

export type Freshness = {
  /** What the answer was made from, in letters and digits: the revision of the catalogue, or the version of a store. */
  readonly stamp: string | number;
  /** Milliseconds: the first instant at which the same catalogue would give another answer; Infinity for never. */
  readonly until: number;
  /** Which form of it this is, where an address has several that are told apart by a header. */
  readonly form?: string;
  /** The same byte for byte whoever asks: its ETag is strong, and If-Match may name it. */
  readonly exact?: boolean;
};

/** A change of the catalogue is seen by everybody after so many seconds. */
const LONGEST_AGE_SECONDS = 60;

/**
 * Says in the headers what the answer is and how long it may be kept: never past an opening or closing in it.
 * @returns whether the client holds this very answer; a 304 without a body is what it wants then
 */
export function isHeld(request: FastifyRequest, reply: FastifyReply, freshness: Freshness): boolean {
  const etag = etagOf(freshness);
  const left = Math.floor((freshness.until - Date.now()) / 1000);
  const seconds = Math.max(0, Math.min(LONGEST_AGE_SECONDS, left));
  reply.header('etag', etag);
  reply.header('cache-control', cacheControl(request, seconds));
  const held = request.headers['if-none-match'];
  return held !== undefined && (held === etag || matches(held, etag));
}

/**
 * 304 without a body, and without the headers that the client has from the answer it holds (RFC 9110, section 15.4.5):
 * making them costs more than everything else here. Hooks after this are passed over, but for whoever has a session,
 * whose answers may carry a cookie.
 */
export function sendHeld(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.code(304);
  if (request.headers.cookie !== undefined) return reply.send();
  if (request.server.wholeAnswers.sendHeld(request, reply)) return reply;
  reply.hijack();
  const headers = { ...requestHeaders(request), ...(reply.getHeaders() as OutgoingHttpHeaders) };
  reply.raw.writeHead(304, headers).end();
  return reply;
}

/** Weak, unless told otherwise: compressed or not, it is the same answer. Two addresses may well have the same. */
const etagOf = ({ stamp, until, form, exact }: Freshness): string =>
  `${exact ? '' : 'W/'}"${stamp}-${until === Number.POSITIVE_INFINITY ? '' : until}${form === undefined ? '' : `-${form}`}"`;

/** What is given to somebody known may be kept by them alone. */
const cacheControl = ({ actor }: FastifyRequest, seconds: number): string =>
  `${actor.kind === 'anonymous' ? 'public' : 'private'}, max-age=${seconds}, must-revalidate`;

/** RFC 9110, section 13.1.2: any of the list, weak or not. */
function matches(held: string, etag: string): boolean {
  if (held.trim() === '*') return true;
  const own = etag.replace(/^W\//, '');
  return held.split(',').some((each) => each.trim().replace(/^W\//, '') === own);
}
