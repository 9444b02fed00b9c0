import { withoutStray } from './stray.ts';
import type { Fields, Value } from './tolerant-reader.ts';

/** Fields by name, and whether reading them took forgiveness for stray white space. */
export class TrimmedFields {
  readonly #fields: Fields;
  #stray = false;

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  get warnings(): readonly 'stray-space'[] {
    return this.#stray ? ['stray-space'] : [];
  }

  /** The value under the exact key, else under the last one that is it but for stray white space. */
  get(name: string): Value {
    if (this.#fields.has(name)) return this.#fields.get(name);
    let found: Value;
    for (const [key, value] of this.#fields) {
      if (withoutStray(key) !== name) continue;
      found = value;
      this.#stray = true;
    }
    return found;
  }

  trimmed(value: string): string {
    const trimmed = withoutStray(value);
    this.#stray ||= trimmed !== value;
    return trimmed;
  }
}
