// A GeoJSON document cut into its features while it is read: each can be parsed by itself, the rest at the end. JSON.parse
// wants all of a file at once, and recursion ends where nesting is deep; this counts brackets and keeps neither.
import { LIMITS } from './limits.ts';
import { ImportRefused } from './reasons.ts';

export type Piece = {
  /** Where it begins, from 1. */
  readonly line: number;
  /** Absent when it was not kept: the fault says why. */
  readonly text: string | undefined;
  readonly fault?: 'too-deep' | 'too-large';
};

type OpenFeature = { line: number; kept: string; fault?: 'too-deep' | 'too-large' };

const QUOTE = 34;
const BACKSLASH = 92;

export class JsonDocument {
  readonly #root: string[] = [];
  #rootLength = 0;
  #depth = 0;
  #line = 1;
  #inString = false;
  #escaped = false;
  /** The last string on the first level, and the key that the value there belongs to. */
  #lastString = '';
  #key = '';
  #inFeatures = false;
  #isDone = false;
  /** The feature that is being read: what was kept of it from the texts before. */
  #feature: OpenFeature | undefined;

  /** The features that are whole once `text` is read. @throws ImportRefused */
  push(text: string): Piece[] {
    const pieces: Piece[] = [];
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (code === BACKSLASH) this.#escaped = true;
        else if (code === QUOTE) this.#inString = false;
        if (this.#depth === 1 && this.#inString && this.#lastString.length < 20) this.#lastString += text[at];
        continue;
      }
      if (code === 10) this.#line++;
      if (code <= 32) continue;
      if (this.#isDone) throw malformed(this.#line, 'something follows the end of the document');
      if (this.#inFeatures && this.#depth === 2) {
        if (code === 44 || code === 93) {
          if (this.#feature) pieces.push(this.#finished(text.slice(start, at)));
          start = at;
          if (code === 93) {
            this.#inFeatures = false;
            this.#depth = 1;
          } else start = at + 1;
          continue;
        }
        if (!this.#feature) {
          this.#feature = { line: this.#line, kept: '' };
          start = at;
        }
      }
      if (code === QUOTE) {
        this.#inString = true;
        if (this.#depth === 1) this.#lastString = '';
      } else if (code === 58 && this.#depth === 1) this.#key = this.#lastString;
      else if (code === 123 || code === 91) {
        this.#depth++;
        if (code === 91 && this.#depth === 2 && this.#key === 'features') {
          this.#keepRoot(text.slice(start, at + 1));
          this.#inFeatures = true;
          start = at + 1;
        } else if (this.#depth > LIMITS.depth) this.#tooDeep();
      } else if (code === 125 || code === 93) {
        this.#depth--;
        if (this.#depth < 0) throw malformed(this.#line, 'a bracket is closed that was never opened');
        if (this.#depth === 0) {
          this.#keepRoot(text.slice(start, at + 1));
          start = at + 1;
          this.#isDone = true;
        }
      } else if (this.#depth === 0) throw malformed(this.#line, 'it begins with neither { nor [');
    }
    const rest = text.slice(start);
    if (this.#feature) this.#keep(this.#feature, rest);
    else if (!this.#inFeatures && !this.#isDone) this.#keepRoot(rest);
    return pieces;
  }

  /** The document without its features. @throws ImportRefused malformed-file when it breaks off or is no JSON */
  end(): unknown {
    if (!this.#isDone) throw malformed(this.#line, 'it breaks off in the middle');
    try {
      return JSON.parse(this.#root.join(''));
    } catch {
      throw malformed(this.#line, 'it is not JSON');
    }
  }

  #finished(rest: string): Piece {
    const feature = this.#feature!;
    this.#feature = undefined;
    this.#keep(feature, rest);
    const { line, kept, fault } = feature;
    return fault ? { line, text: undefined, fault } : { line, text: kept };
  }

  #keep(feature: OpenFeature, text: string): void {
    if (feature.fault) return;
    feature.kept += text;
    if (feature.kept.length <= LIMITS.record) return;
    feature.fault = 'too-large';
    feature.kept = '';
  }

  #tooDeep(): void {
    if (!this.#feature) throw new ImportRefused('too-deep', tooDeep(this.#line));
    this.#feature.fault = 'too-deep';
    this.#feature.kept = '';
  }

  #keepRoot(text: string): void {
    this.#rootLength += text.length;
    if (this.#rootLength > LIMITS.record) {
      throw new ImportRefused(
        'too-large',
        `What stands beside the features is longer than ${LIMITS.record} characters.`,
      );
    }
    this.#root.push(text);
  }
}

const tooDeep = (line: number) => `Line ${line}: brackets are nested more than ${LIMITS.depth} levels deep.`;

const malformed = (line: number, what: string) =>
  new ImportRefused('malformed-file', `The GeoJSON cannot be read: ${what} (line ${line}).`);

/** Records a line each, or between the record separators of RFC 8142. A broken one spoils no other. */
export class JsonSequence {
  readonly #separator: '\n' | '\u001e';
  #rest = '';
  #line = 1;

  constructor(separator: '\n' | '\u001e') {
    this.#separator = separator;
  }

  push(text: string): Piece[] {
    const parts = (this.#rest + text).split(this.#separator);
    this.#rest = parts.pop()!;
    if (this.#rest.length > LIMITS.record) {
      throw new ImportRefused(
        'too-large',
        `The record in line ${this.#line} is longer than ${LIMITS.record} characters.`,
      );
    }
    return parts.flatMap((part) => this.#piece(part, this.#separator === '\n' ? 1 : 0));
  }

  end(): Piece[] {
    const rest = this.#rest;
    this.#rest = '';
    return this.#piece(rest, 0);
  }

  #piece(part: string, ended: 0 | 1): Piece[] {
    const line = this.#line;
    this.#line += ended + (part.match(/\n/g)?.length ?? 0);
    if (part.trim() === '') return [];
    if (part.length > LIMITS.record) return [{ line, text: undefined, fault: 'too-large' }];
    return [isTooDeep(part) ? { line, text: undefined, fault: 'too-deep' } : { line, text: part }];
  }
}

/** Whether brackets, strings apart, are nested deeper than is read. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === 123 || code === 91) {
      if (++depth > LIMITS.depth) return true;
    } else if (code === 125 || code === 93) depth--;
  }
  return false;
}
