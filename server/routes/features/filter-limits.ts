// How large a filter may be, and how it is refused. Both engines would take a multiple of it.
import { kind } from '../../errors.ts';

const InvalidFilter = kind<[string]>('INVALID_FILTER', 400, 'The filter cannot be used', 'The filter %s');
/** `rule` completes the sentence: "The filter has no property …". */
export const invalidFilter = (rule: string) =>
  Object.assign(new InvalidFilter(rule), { parameter: 'filter' });

export const LONGEST_FILTER = 8_000;
const DEEPEST = 24;
const MOST_PARTS = 500;

/** Counts what one filter is made of. */
export class FilterSize {
  #parts = 0;
  #depth = 0;

  /** Another comparison, value of a list, or corner of an area. @throws INVALID_FILTER */
  add(parts = 1): void {
    this.#parts += parts;
    if (this.#parts > MOST_PARTS) {
      throw invalidFilter(`has more than ${MOST_PARTS} comparisons, values and corners`);
    }
  }

  /** @throws INVALID_FILTER */
  deeper<Answer>(read: () => Answer): Answer {
    this.#depth++;
    if (this.#depth > DEEPEST) throw invalidFilter(`is nested deeper than ${DEEPEST} levels`);
    const answer = read();
    this.#depth--;
    return answer;
  }
}
