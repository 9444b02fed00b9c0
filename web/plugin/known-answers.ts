import type { NearbyAnswer } from '../../shared/nearby.ts';
import { isFresh } from './freshness.ts';
import type { Question } from './inquiry.ts';

/** An answer and when it came, milliseconds of the epoch. */
export type KnownAnswer = { readonly answer: NearbyAnswer; readonly at: number };

/** A catalogue changes in the meantime: so long an answer does without asking. */
const GOOD_FOR_MILLISECONDS = 5 * 60_000;
const MOST_KEPT = 60;

/** What the service has answered while the page was open: spares a request, and helps out when it cannot be reached. */
export class KnownAnswers {
  /** The most recent last. */
  readonly #byQuestion = new Map<string, KnownAnswer>();

  keep(question: Question, known: KnownAnswer) {
    const key = keyOf(question);
    this.#byQuestion.delete(key);
    this.#byQuestion.set(key, known);
    for (const oldest of this.#byQuestion.keys()) {
      if (this.#byQuestion.size <= MOST_KEPT) break;
      this.#byQuestion.delete(oldest);
    }
  }

  /** The answer as it would be now, if it is known. */
  current(question: Question, now: number): KnownAnswer | undefined {
    const known = this.last(question);
    const holds = known && now - known.at < GOOD_FOR_MILLISECONDS && isFresh(known.answer, known.at, now);
    return holds ? known : undefined;
  }

  /** The last answer, however old. */
  last(question: Question): KnownAnswer | undefined {
    return this.#byQuestion.get(keyOf(question));
  }
}

const keyOf = ({ place: { position, datum }, area, filter }: Question): string =>
  JSON.stringify([position, datum, area, filter]);
