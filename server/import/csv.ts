// Delimited text (RFC 4180 and what Excel makes of it) in records, each with its line. Our own, because a record that is
// refused is told by its line, broken quotes must cost one record and not the file, and nothing may grow without a bound.
import { LIMITS } from './limits.ts';
import { ImportRefused } from './reasons.ts';

export type CsvRecord = {
  /** The line it begins in, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Its quotes are broken: the cells are those of the one line, as they stand. */
  readonly broken?: true;
};

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export class CsvReader {
  readonly #delimiter: Delimiter;
  #rest = '';
  #line = 1;

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter;
  }

  /**
   * The records that are whole once `text` is read. Blank lines are none.
   * @throws ImportRefused too-large
   */
  push(text: string): CsvRecord[] {
    return this.#read(this.#rest + text, false);
  }

  /** What is left: a last line without an end. */
  end(): CsvRecord[] {
    return this.#read(this.#rest, true);
  }

  #read(text: string, isEnd: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    const lines = new LineEnds(text, isEnd);
    const quotes = new Finder(text, '"');
    let at = 0;
    while (at < text.length) {
      const lineEnd = lines.after(at);
      if (lineEnd === undefined) break;
      if (quotes.from(at) >= lineEnd.at) {
        if (lineEnd.at > at) {
          records.push({ line: this.#line, cells: text.slice(at, lineEnd.at).split(this.#delimiter) });
        }
        at = lineEnd.next;
        this.#line++;
        continue;
      }
      const quoted = this.#quotedRecord(text, at, lines);
      if (quoted === undefined) break;
      records.push({ line: this.#line, ...quoted.record });
      this.#line += quoted.lines;
      at = quoted.next;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > LIMITS.record) {
      throw new ImportRefused(
        'too-large',
        `The record in line ${this.#line} is longer than ${LIMITS.record.toLocaleString('en')} characters. A quote that is never closed does that too.`,
      );
    }
    return records;
  }

  /** The record at `at`, quotes in it; undefined when its end is still to come. */
  #quotedRecord(text: string, start: number, ends: LineEnds) {
    const cells: string[] = [];
    let lines = 1;
    let at = start;
    for (;;) {
      if (text[at] !== '"') {
        const end = nextOf(text, at, this.#delimiter);
        cells.push(text.slice(at, end));
        at = end;
      } else {
        const closing = closingQuote(text, at + 1);
        if (closing < 0 || (closing === text.length - 1 && !ends.isEnd)) {
          return ends.isEnd ? this.#brokenRecord(text, start, ends) : undefined;
        }
        const cell = text.slice(at + 1, closing);
        lines += lineEndsIn(cell);
        cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
        at = closing + 1;
        if (at < text.length && !isBoundary(text[at]!, this.#delimiter)) {
          return this.#brokenRecord(text, start, ends);
        }
      }
      if (text[at] === this.#delimiter) {
        at++;
        continue;
      }
      const end = ends.after(at);
      return end && { record: { cells }, lines, next: end.next };
    }
  }

  /** The first line alone, so that what follows it is not lost with it. */
  #brokenRecord(text: string, start: number, ends: LineEnds) {
    const end = ends.after(start);
    if (end === undefined) return undefined;
    const cells = text.slice(start, end.at).split(this.#delimiter);
    return { record: { cells, broken: true as const }, lines: 1, next: end.next };
  }
}

type LineEnd = { readonly at: number; readonly next: number };

/** Where lines end: at a line feed, a return, or both. */
class LineEnds {
  /** No more text comes after this one. */
  readonly isEnd: boolean;
  readonly #text: string;
  readonly #feeds: Finder;
  readonly #returns: Finder;

  constructor(text: string, isEnd: boolean) {
    this.isEnd = isEnd;
    this.#text = text;
    this.#feeds = new Finder(text, '\n');
    this.#returns = new Finder(text, '\r');
  }

  /** The first at or after `start`; undefined while it may still be to come. */
  after(start: number): LineEnd | undefined {
    const { length } = this.#text;
    const feed = this.#feeds.from(start);
    const carriage = this.#returns.from(start);
    const at = Math.min(feed, carriage);
    if (at === length) return this.isEnd ? { at, next: at } : undefined;
    if (feed === at) return { at, next: at + 1 };
    if (feed === at + 1) return { at, next: at + 2 };
    return at + 1 < length || this.isEnd ? { at, next: at + 1 } : undefined;
  }
}

/** Finds a character again and again, mostly onwards: what it found last holds until it is passed. */
class Finder {
  readonly #text: string;
  readonly #character: string;
  #askedFrom = 0;
  #found = -1;

  constructor(text: string, character: string) {
    this.#text = text;
    this.#character = character;
  }

  /** Its place at or after `start`; the end of the text where there is none. */
  from(start: number): number {
    if (start < this.#askedFrom || start > this.#found) {
      const found = this.#text.indexOf(this.#character, start);
      this.#found = found < 0 ? this.#text.length : found;
      this.#askedFrom = start;
    }
    return this.#found;
  }
}

function nextOf(text: string, start: number, delimiter: string): number {
  let at = start;
  while (at < text.length && !isBoundary(text[at]!, delimiter)) at++;
  return at;
}

const isBoundary = (character: string, delimiter: string) =>
  character === delimiter || character === '\n' || character === '\r';

/** Where the quote that opened before `start` is closed; -1 where it is not. */
function closingQuote(text: string, start: number): number {
  let at = text.indexOf('"', start);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

const lineEndsIn = (cell: string) => cell.match(/\r\n?|\n/g)?.length ?? 0;
