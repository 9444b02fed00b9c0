// Which encoding a text is in, and its text piece by piece. Not UTF-8, so Chinese, means GB18030: it reads GB2312 and GBK
// as well, and the four-byte codes that those lack.
import type { ByteSource } from './byte-source.ts';
import { ImportRefused } from './reasons.ts';

export const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export type DetectedEncoding = {
  readonly encoding: Encoding;
  readonly bom: boolean;
  /** Somewhere are bytes that are no text in it: U+FFFD stands for them. */
  readonly isDamaged: boolean;
};

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * By its mark; else strict UTF-8, then strict GB18030, over all of it.
 * @throws ImportRefused encoding-undetected
 */
export async function detectEncoding(source: ByteSource, start: Uint8Array): Promise<DetectedEncoding> {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => start[index] === byte));
  if (marked) return { ...(await namedEncoding(source, marked[0])), bom: true };
  const wide = wideEncoding(start);
  if (wide && (await isAllIn(source, wide))) return { encoding: wide, bom: false, isDamaged: false };
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    if (await isAllIn(source, encoding)) return { encoding, bom: false, isDamaged: false };
  }
  throw new ImportRefused(
    'encoding-undetected',
    'The text is neither UTF-8 nor GB18030 throughout. Say which encoding it is in, or save it as CSV UTF-8.',
  );
}

/** An encoding that somebody, or the mark of the file, has named. */
export const namedEncoding = async (source: ByteSource, encoding: Encoding): Promise<DetectedEncoding> => ({
  encoding,
  bom: false,
  isDamaged: !(await isAllIn(source, encoding)),
});

/** The text in pieces, without its mark. Bytes that are no text become U+FFFD: the record that holds one is refused. */
export async function* textOf(source: ByteSource, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of source.read(0, source.size)) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

async function isAllIn(source: ByteSource, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const piece of source.read(0, source.size)) decoder.decode(piece, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** UTF-16 without a mark: of the ASCII in it, every second byte is zero. A few zeros elsewhere are dirt, not UTF-16. */
function wideEncoding(start: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 0];
  start.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]!++;
  });
  const [even = 0, odd = 0] = zeros;
  const enough = start.length / 20;
  if (odd > enough && even * 10 < odd) return 'utf-16le';
  return even > enough && odd * 10 < even ? 'utf-16be' : undefined;
}
