import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

// Long enough to be an id, short and plain enough for a log line.
const sane = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

/** The id that the caller gave in `x-request-id`, if it is one; else a new one. */
export function requestId({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && sane.test(given) ? given : randomUUID();
}
