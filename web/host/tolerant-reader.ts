// Reads what clients write instead of JSON: JSON itself, single quotes, bare keys, trailing commas and the like. One
// grammar for events and for replies. Nothing is ever evaluated, no name is resolved, and the time is linear.

/** Objects as maps: no key, `__proto__` included, means anything to the engine. Of equal keys the last one counts. */
export type Fields = ReadonlyMap<string, Value>;
export type Value = undefined | null | boolean | number | string | readonly Value[] | Fields;

export type Reading =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: 'syntax' | 'too-deep' };

/** Levels of arrays and objects, the outermost counted. */
export const DEEPEST = 32;

export function readTolerantly(text: string): Reading {
  try {
    return { ok: true, value: new Reader(text).read() };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

class Fault extends Error {
  readonly fault: 'syntax' | 'too-deep';
  constructor(fault: 'syntax' | 'too-deep') {
    super(fault);
    this.fault = fault;
  }
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /[+-]?(?:Infinity|(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)/y;
const IDENTIFIER = /[A-Za-z_$][\w$]*/y;
const UNTIL_QUOTE = { '"': /[^"\\]*/y, "'": /[^'\\]*/y };
const HEX = { x: /[\da-fA-F]{2}/y, u: /[\da-fA-F]{4}/y };
const WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
  ['NaN', Number.NaN],
]);
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

class Reader {
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    let end = text.length;
    while (end > 0 && ' \t\n\r\0'.includes(text[end - 1]!)) end--;
    this.#text = text.slice(0, end);
    this.#at = text.startsWith('\ufeff') ? 1 : 0;
  }

  read(): Value {
    const value = this.#value(0);
    this.#space();
    this.#skip(';');
    this.#space();
    if (this.#at < this.#text.length) throw new Fault('syntax');
    return value;
  }

  #value(depth: number): Value {
    this.#space();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(depth + 1);
      case '[':
        return this.#array(depth + 1);
      case '"':
      case "'":
        return this.#string();
      default:
        return this.#numberOrWord();
    }
  }

  #object(depth: number): Fields {
    const fields = new Map<string, Value>();
    this.#open(depth);
    while (!this.#skip('}')) {
      const key = this.#key();
      this.#space();
      this.#expect(':');
      const value = this.#value(depth);
      // Anew each time, so that the map's order is that of the last mentions.
      fields.delete(key);
      fields.set(key, value);
      this.#space();
      if (this.#text[this.#at] !== '}') this.#expect(',');
      this.#space();
    }
    return fields;
  }

  #array(depth: number): readonly Value[] {
    const items: Value[] = [];
    this.#open(depth);
    while (!this.#skip(']')) {
      items.push(this.#value(depth));
      this.#space();
      if (this.#text[this.#at] !== ']') this.#expect(',');
      this.#space();
    }
    return items;
  }

  #open(depth: number) {
    if (depth > DEEPEST) throw new Fault('too-deep');
    this.#at++;
    this.#space();
  }

  #key(): string {
    const next = this.#text[this.#at];
    return next === '"' || next === "'" ? this.#string() : this.#token(IDENTIFIER);
  }

  #numberOrWord(): Value {
    const number = this.#match(NUMBER);
    if (number !== undefined) return Number(number);
    const word = this.#token(IDENTIFIER);
    if (!WORDS.has(word)) throw new Fault('syntax');
    return WORDS.get(word);
  }

  #string(): string {
    const quote = this.#text[this.#at] as '"' | "'";
    this.#at++;
    let content = this.#token(UNTIL_QUOTE[quote]);
    while (!this.#skip(quote)) {
      this.#expect('\\');
      content += this.#escaped() + this.#token(UNTIL_QUOTE[quote]);
    }
    return content;
  }

  /** What an escape stands for, the backslash being read. */
  #escaped(): string {
    const letter = this.#text[this.#at];
    if (letter === undefined) throw new Fault('syntax');
    this.#at++;
    if (letter === 'x' || letter === 'u') {
      return String.fromCharCode(Number.parseInt(this.#token(HEX[letter]), 16));
    }
    if (/\d/.test(letter)) {
      // `\0` alone; with a digit more, or as another digit, it would be octal.
      if (letter !== '0' || /\d/.test(this.#text[this.#at] ?? '')) throw new Fault('syntax');
      return '\0';
    }
    return ESCAPES.get(letter) ?? letter;
  }

  #space() {
    this.#match(SPACE);
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #expect(character: string) {
    if (!this.#skip(character)) throw new Fault('syntax');
  }

  #token(pattern: RegExp): string {
    const token = this.#match(pattern);
    if (token === undefined) throw new Fault('syntax');
    return token;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}
