import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

// Long enough to be an id, short and plain enough for a log line.
const sane = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

// Eight hexadecimal digits each, and numbers that V8 holds without memory of their own.
const FIRST = 0x1000_0000;
const LAST = 0x3fff_ffff;

/** What ids of this process have in common; the digits before it count. */
let common = randomUUID().slice(8);
let last = FIRST;

/** The id that the caller gave in `x-request-id`, if it is one; else a new one. */
export function requestId({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && sane.test(given) ? given : newId();
}

/** As a random UUID looks: one for each request would cost as much as reading its parameters. */
function newId(): string {
  if (last === LAST) {
    common = randomUUID().slice(8);
    last = FIRST;
  }
  return (++last).toString(16) + common;
}
