import type { NearbyAnswer } from '../../shared/nearby.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import { isFresh } from './freshness.ts';
import type { Question } from './inquiry.ts';

/** An answer and when it came, milliseconds of the epoch. */
export type KnownAnswer = { readonly answer: NearbyAnswer; readonly at: number };

/** What ops decide about every search. */
type SearchSettings = Pick<PluginSettings, 'eventDatum' | 'numberOfStores' | 'radiusMeters'>;

/** A catalogue changes in the meantime: so long an answer does without asking. */
const GOOD_FOR_MILLISECONDS = 5 * 60_000;
const MOST_KEPT = 60;

/** What the service has answered while the page was open: spares a request, and helps out when it cannot be reached. */
export class KnownAnswers {
  readonly #settings: () => SearchSettings;
  /** The most recent last. */
  readonly #byQuestion = new Map<string, KnownAnswer>();

  /** @param settings  an answer holds only while what was asked under them is what would be asked now */
  constructor(settings: () => SearchSettings) {
    this.#settings = settings;
  }

  keep(question: Question, known: KnownAnswer) {
    const key = this.#keyOf(question);
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
    return this.#byQuestion.get(this.#keyOf(question));
  }

  #keyOf({ place: { position, datum }, area, filter }: Question): string {
    const { eventDatum, numberOfStores, radiusMeters } = this.#settings();
    return JSON.stringify([position, datum ?? eventDatum, area, filter, numberOfStores, radiusMeters]);
  }
}
