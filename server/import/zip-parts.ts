// The parts of a ZIP, each unpacked as a stream and never to more than it says and may be: a small file can hold a
// very large one.
import type { Readable } from 'node:stream';
import { Readable as ReadableStream } from 'node:stream';
import { type Entry, fromRandomAccessReader, RandomAccessReader, type ZipFile } from 'yauzl';
import type { ByteSource } from './byte-source.ts';
import { LIMITS } from './limits.ts';
import { ImportRefused } from './reasons.ts';

export type ZipParts = {
  has(path: string): boolean;
  /** Bytes of a part when it is unpacked. */
  sizeOf(path: string): number;
  /** @throws ImportRefused when there is no such part, or it is damaged */
  read(path: string): AsyncIterable<Uint8Array>;
};

/** Parts of a workbook; one with a thousand pictures has about as many. */
const MOST_PARTS = 10_000;

/** @throws ImportRefused malformed-file, too-large */
export async function zipParts(source: ByteSource): Promise<ZipParts> {
  const zip = await opened(source);
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on('error', (error) => reject(damaged(error)));
    zip.on('end', () => resolve());
    zip.on('entry', (entry: Entry) => {
      unpacked += entry.uncompressedSize;
      const isBomb = entry.uncompressedSize > entry.compressedSize * LIMITS.unpackRatio + 1_000_000;
      if (isBomb || unpacked > LIMITS.unpacked || entries.size >= MOST_PARTS) return reject(tooLarge());
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
  const entryOf = (path: string): Entry => {
    const entry = entries.get(path);
    if (!entry) throw new ImportRefused('malformed-file', `The workbook has no part ${path.slice(0, 80)}.`);
    if (entry.isEncrypted()) {
      throw new ImportRefused('unsupported-format', 'The file is encrypted. Save it without a password.');
    }
    return entry;
  };
  return {
    has: (path) => entries.has(path),
    sizeOf: (path) => entryOf(path).uncompressedSize,
    async *read(path) {
      const entry = entryOf(path);
      const stream = await new Promise<Readable>((resolve, reject) => {
        zip.openReadStream(entry, (error, stream) => (error ? reject(damaged(error)) : resolve(stream)));
      });
      try {
        yield* stream;
      } catch (error) {
        throw damaged(error);
      } finally {
        stream.destroy();
      }
    },
  };
}

class SourceReader extends RandomAccessReader {
  readonly #source: ByteSource;
  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return ReadableStream.from(this.#source.read(start, end), { objectMode: false });
  }
}

const opened = (source: ByteSource): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
    fromRandomAccessReader(new SourceReader(source), source.size, options, (error, zip) =>
      error ? reject(damaged(error)) : resolve(zip),
    );
  });

function damaged(error: unknown): Error {
  if (error instanceof ImportRefused) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new ImportRefused(
    'malformed-file',
    `The file is damaged and cannot be unpacked: ${reason.slice(0, 120)}.`,
  );
}

const tooLarge = () =>
  new ImportRefused(
    'too-large',
    'The file becomes far too large when it is unpacked; that is no table of stores.',
  );
