// Texts by slot, outside the heap of the language: a million records there would keep the garbage collector busy for
// nothing. Each record is a number (its tag) and a fixed row of pieces of UTF-8, one after the other.

/** Pieces of a record. */
export const PIECES = 8;

// Records begin at multiples of 8 bytes, so a 32-bit place reaches 32 GB.
const ALIGNMENT = 8;
const CHUNK_BYTES = 4 * 1024 * 1024;
// What comes before the pieces: slot and tag in 32 bits, the length of each piece in 16.
const HEADER_BYTES = 8 + PIECES * 2;
const LONGEST_PIECE_BYTES = 0xffff;
const NOWHERE = 0xffffffff;

type Chunk = {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly words: Uint32Array;
  readonly halves: Uint16Array;
  used: number;
  /** Bytes of records that still stand. */
  live: number;
};

export class PieceStore {
  /** Of the record that {@link find} found: where its bytes are, and the lengths of its pieces. */
  bytes: Buffer<ArrayBuffer>;
  tag = 0;
  /** Where its first piece begins in `bytes`. */
  start = 0;
  readonly #chunks: (Chunk | undefined)[] = [];
  #current: Chunk;
  #found: Chunk;
  #lengthsAt = 0;
  #places = new Uint32Array(0);

  constructor() {
    this.#current = this.#addChunk();
    this.#found = this.#current;
    this.bytes = this.#current.bytes;
  }

  /** Bytes taken, gaps included. */
  get bytesTaken(): number {
    const chunks = this.#chunks.reduce((sum, chunk) => sum + (chunk?.bytes.length ?? 0), 0);
    return chunks + this.#places.byteLength;
  }

  /** Keeps the pieces of a slot that has none. @throws RangeError for a piece over 64 KB */
  put(slot: number, tag: number, pieces: readonly string[]): void {
    let longest = HEADER_BYTES;
    for (const piece of pieces) longest += piece.length * 3;
    const chunk = this.#roomFor(longest);
    const at = chunk.used;
    let end = at + HEADER_BYTES;
    for (let i = 0; i < PIECES; i++) {
      const length = chunk.bytes.write(pieces[i]!, end);
      if (length > LONGEST_PIECE_BYTES) throw new RangeError(`A piece of a record has ${length} bytes`);
      chunk.halves[at / 2 + 4 + i] = length;
      end += length;
    }
    chunk.words[at / 4] = slot;
    chunk.words[at / 4 + 1] = tag;
    this.#place(slot, chunk, at, aligned(end) - at);
  }

  /** Turns to the record of a slot; the fields and {@link length} are its own from then on. */
  find(slot: number): void {
    const place = this.#places[slot]!;
    const chunk = this.#chunks[Math.floor(place / (CHUNK_BYTES / ALIGNMENT))]!;
    const at = (place % (CHUNK_BYTES / ALIGNMENT)) * ALIGNMENT;
    this.#found = chunk;
    this.bytes = chunk.bytes;
    this.tag = chunk.words[at / 4 + 1]!;
    this.start = at + HEADER_BYTES;
    this.#lengthsAt = at / 2 + 4;
  }

  /** Bytes of a piece of the record found. */
  length(piece: number): number {
    return this.#found.halves[this.#lengthsAt + piece]!;
  }

  /** A piece of the record found, as text. */
  text(piece: number): string {
    let from = this.start;
    for (let i = 0; i < piece; i++) from += this.length(i);
    return this.bytes.toString('utf8', from, from + this.length(piece));
  }

  remove(slot: number): void {
    const place = this.#places[slot]!;
    this.#places[slot] = NOWHERE;
    const number = Math.floor(place / (CHUNK_BYTES / ALIGNMENT));
    const chunk = this.#chunks[number]!;
    chunk.live -= sizeAt(chunk, (place % (CHUNK_BYTES / ALIGNMENT)) * ALIGNMENT);
    if (chunk !== this.#current && chunk.live * 2 < chunk.used) this.#empty(number);
  }

  /** Moves what still stands out of a chunk, and gives the chunk up. */
  #empty(number: number) {
    const chunk = this.#chunks[number]!;
    for (let at = 0, size = 0; at < chunk.used; at += size) {
      size = sizeAt(chunk, at);
      const slot = chunk.words[at / 4]!;
      if (this.#places[slot] !== (number * CHUNK_BYTES + at) / ALIGNMENT) continue;
      const to = this.#roomFor(size);
      chunk.bytes.copy(to.bytes, to.used, at, at + size);
      this.#place(slot, to, to.used, size);
    }
    this.#chunks[number] = undefined;
  }

  #place(slot: number, chunk: Chunk, at: number, size: number) {
    if (slot >= this.#places.length) {
      const places = new Uint32Array(Math.max(1_024, slot + 1, this.#places.length * 2)).fill(NOWHERE);
      places.set(this.#places);
      this.#places = places;
    }
    this.#places[slot] = (this.#chunks.indexOf(chunk) * CHUNK_BYTES + at) / ALIGNMENT;
    chunk.used = at + size;
    chunk.live += size;
  }

  #roomFor(bytes: number): Chunk {
    if (this.#current.used + bytes > CHUNK_BYTES) this.#current = this.#addChunk();
    return this.#current;
  }

  #addChunk(): Chunk {
    const bytes = Buffer.from(new ArrayBuffer(CHUNK_BYTES));
    const chunk = {
      bytes,
      words: new Uint32Array(bytes.buffer),
      halves: new Uint16Array(bytes.buffer),
      used: 0,
      live: 0,
    };
    const gap = this.#chunks.indexOf(undefined);
    if (gap >= 0) this.#chunks[gap] = chunk;
    else this.#chunks.push(chunk);
    return chunk;
  }
}

const aligned = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

function sizeAt({ halves }: Chunk, at: number): number {
  let bytes = HEADER_BYTES;
  for (let i = 0; i < PIECES; i++) bytes += halves[at / 2 + 4 + i]!;
  return aligned(bytes);
}
