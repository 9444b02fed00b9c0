import { oneLine, shortened } from '../../shared/plain-text.ts';

const LONGEST_EXCERPT = 120;
/** Openids and tickets are that long, coordinates and words of the client are not. */
const LONG_NAME = /[\w-]{12,}([\w-]{4})/g;

/** A short copy of what the client sent, for a log: one line, without anybody's account in it. */
export function excerptOf(input: unknown): string {
  if (typeof input !== 'string') return `(${input === null ? 'null' : typeof input})`;
  return shortened(oneLine(input.slice(0, 4 * LONGEST_EXCERPT)).replace(LONG_NAME, '…$1'), LONGEST_EXCERPT);
}
