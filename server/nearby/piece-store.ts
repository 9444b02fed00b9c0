// Texts by slot, outside the heap of the language: a million records there would keep the garbage collector busy for
// nothing. Each record is a number and a row of pieces of UTF-8, one after the other.

/** Pieces of a record. */
export const PIECES = 7;

// Records begin at multiples of 8 bytes in chunks of 4 MB, so a place of 32 bits reaches 32 GB: the chunk above, the
// number of 8 bytes below.
const ALIGNMENT = 8;
const CHUNK_BYTES = 4 * 1024 * 1024;
const CHUNK_SHIFT = 19;
const IN_CHUNK = CHUNK_BYTES / ALIGNMENT - 1;
const NOWHERE = 0xffffffff;

// A processor reads memory in lines of 64 bytes. What an answer takes of most records is within eight of them; the end of
// a chunk is left free, so that there are always as many.
const LINE_WORDS = 16;
const FETCHED_WORDS = 8 * LINE_WORDS;
const USED_AT_MOST = CHUNK_BYTES - FETCHED_WORDS * 4;

// Before the pieces: slot and tag in 32 bits each; where each piece ends, counted from the first, in 16.
const TAG_WORD = 1;
const ENDS_HALF = 4;
const HEADER_BYTES = ENDS_HALF * 2 + PIECES * 2;
const LONGEST_BYTES = 0xffff;

type Chunk = {
  readonly number: number;
  readonly bytes: Buffer<ArrayBuffer>;
  readonly words: Uint32Array;
  readonly halves: Uint16Array;
  used: number;
  /** Bytes of records that still stand. */
  live: number;
};

export class PieceStore {
  /** Of the record that {@link find} found: its number, where its bytes are and where its first piece begins. */
  tag = 0;
  bytes: Buffer<ArrayBuffer>;
  start = 0;
  #halves: Uint16Array;
  #endsAt = 0;
  readonly #chunks: (Chunk | undefined)[] = [];
  #current: Chunk;
  #places = new Uint32Array(0);
  /** What {@link fetch} read: nobody needs it, but a read whose result is not kept would not be done. */
  fetched = 0;

  constructor() {
    this.#current = this.#addChunk();
    this.bytes = this.#current.bytes;
    this.#halves = this.#current.halves;
  }

  /** Bytes taken, gaps included. */
  get bytesTaken(): number {
    const chunks = this.#chunks.reduce((sum, chunk) => sum + (chunk?.bytes.length ?? 0), 0);
    return chunks + this.#places.byteLength;
  }

  /** Keeps the pieces of a slot that has none. @throws RangeError for more than 64 KB */
  put(slot: number, tag: number, pieces: readonly string[]): void {
    const longest = pieces.reduce((sum, piece) => sum + piece.length * 3, HEADER_BYTES);
    const chunk = this.#roomFor(longest);
    const at = chunk.used;
    const start = at + HEADER_BYTES;
    let end = start;
    for (let i = 0; i < PIECES; i++) {
      end += chunk.bytes.write(pieces[i]!, end);
      chunk.halves[at / 2 + ENDS_HALF + i] = end - start;
    }
    if (end - start > LONGEST_BYTES) throw new RangeError(`A record has ${end - start} bytes`);
    chunk.words[at / 4] = slot;
    chunk.words[at / 4 + TAG_WORD] = tag;
    this.#place(slot, chunk, at, aligned(end) - at);
  }

  /**
   * Has the processor fetch the records of these slots from memory, many lines at a time. One after the other, as they
   * are read later, each would be waited for: a third of the time of an answer.
   */
  fetch(found: readonly { readonly slot: number }[]): void {
    let read = 0;
    for (let i = 0; i < found.length; i++) {
      const place = this.#places[found[i]!.slot]!;
      const { words } = this.#chunks[place >>> CHUNK_SHIFT]!;
      const first = (place & IN_CHUNK) * (ALIGNMENT / 4);
      for (let word = first; word < first + FETCHED_WORDS; word += LINE_WORDS) read |= words[word]!;
    }
    this.fetched = read;
  }

  /** Turns to the record of a slot: the fields, {@link end} and {@link text} speak of it from then on. */
  find(slot: number): void {
    const place = this.#places[slot]!;
    const chunk = this.#chunks[place >>> CHUNK_SHIFT]!;
    const at = (place & IN_CHUNK) * ALIGNMENT;
    this.tag = chunk.words[(at >> 2) + TAG_WORD]!;
    this.bytes = chunk.bytes;
    this.start = at + HEADER_BYTES;
    this.#halves = chunk.halves;
    this.#endsAt = (at >> 1) + ENDS_HALF;
  }

  /** Where a piece of the record found ends in `bytes`; the next one begins there. */
  end(piece: number): number {
    return this.start + this.#halves[this.#endsAt + piece]!;
  }

  /** A piece of the record found. */
  text(piece: number): string {
    return this.bytes.toString('utf8', piece === 0 ? this.start : this.end(piece - 1), this.end(piece));
  }

  remove(slot: number): void {
    const place = this.#places[slot]!;
    this.#places[slot] = NOWHERE;
    const chunk = this.#chunks[place >>> CHUNK_SHIFT]!;
    chunk.live -= sizeAt(chunk, (place & IN_CHUNK) * ALIGNMENT);
    if (chunk !== this.#current && chunk.live * 2 < chunk.used) this.#clear(chunk);
  }

  /** Moves what still stands out of a chunk, and gives the chunk up. */
  #clear(chunk: Chunk) {
    for (let at = 0, size = 0; at < chunk.used; at += size) {
      size = sizeAt(chunk, at);
      const slot = chunk.words[at / 4]!;
      if (this.#places[slot] !== placeOf(chunk, at)) continue;
      const to = this.#roomFor(size);
      chunk.bytes.copy(to.bytes, to.used, at, at + size);
      this.#place(slot, to, to.used, size);
    }
    this.#chunks[chunk.number] = undefined;
  }

  #place(slot: number, chunk: Chunk, at: number, size: number) {
    if (slot >= this.#places.length) {
      const places = new Uint32Array(Math.max(1_024, slot + 1, this.#places.length * 2)).fill(NOWHERE);
      places.set(this.#places);
      this.#places = places;
    }
    this.#places[slot] = placeOf(chunk, at);
    chunk.used = at + size;
    chunk.live += size;
  }

  #roomFor(bytes: number): Chunk {
    if (this.#current.used + bytes > USED_AT_MOST) this.#current = this.#addChunk();
    return this.#current;
  }

  #addChunk(): Chunk {
    const gap = this.#chunks.indexOf(undefined);
    const number = gap >= 0 ? gap : this.#chunks.length;
    const bytes = Buffer.from(new ArrayBuffer(CHUNK_BYTES));
    const words = new Uint32Array(bytes.buffer);
    const halves = new Uint16Array(bytes.buffer);
    const chunk = { number, bytes, words, halves, used: 0, live: 0 };
    this.#chunks[number] = chunk;
    return chunk;
  }
}

const aligned = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

const placeOf = ({ number }: Chunk, at: number) => number * (CHUNK_BYTES / ALIGNMENT) + at / ALIGNMENT;

const sizeAt = ({ halves }: Chunk, at: number) =>
  aligned(HEADER_BYTES + halves[at / 2 + ENDS_HALF + PIECES - 1]!);
