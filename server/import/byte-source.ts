// Where the bytes of a file come from: a file, memory, or the database. Read from the start to the end, or in parts.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

export type ByteSource = {
  readonly size: number;
  /** The bytes from `start` up to `end`, in pieces. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
};

/** The name of the file tells nothing: what it is, is in its bytes. */
export async function fileSource(path: string): Promise<ByteSource> {
  const { size } = await stat(path);
  return {
    size,
    read: (start, end) =>
      end <= start ? nothing() : createReadStream(path, { start, end: end - 1, highWaterMark: 256 * 1024 }),
  };
}

export function bufferSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    async *read(start, end) {
      for (let at = start; at < end; at += PIECE) yield bytes.subarray(at, Math.min(at + PIECE, end));
    },
  };
}

/** The first bytes, as many as there are up to `length`. */
export async function head(source: ByteSource, length: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source.read(0, Math.min(length, source.size))) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** A source that knows how far the reading from its start has come. */
export function metered(source: ByteSource): ByteSource & { share(): number } {
  let at = 0;
  return {
    size: source.size,
    share: () => (source.size === 0 ? 1 : at / source.size),
    async *read(start, end) {
      at = start;
      for await (const piece of source.read(start, end)) {
        yield piece;
        at += piece.length;
      }
    },
  };
}

const PIECE = 256 * 1024;

async function* nothing(): AsyncGenerator<Uint8Array> {}
