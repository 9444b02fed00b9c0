import type { PluginSettings } from '../../shared/settings.ts';
import type { Intention } from '../host/chat-host.ts';
import { type SearchDoors, searchFor } from './asking.ts';
import { isFresh } from './freshness.ts';
import type { Inquiries } from './inquiries.ts';
import { type Question, questionOf, type Search } from './inquiry.ts';
import { KnownAnswers } from './known-answers.ts';

/** A click on a location message that waits for its answer. */
export type Click = { readonly intention: Intention; readonly clickedAt: number };

export type CountDoor = {
  /** Stores by category id within the radius, whatever category the question asks for. Rejects like `search`. */
  readonly count: (
    question: Question,
    radiusMeters: number,
    signal: AbortSignal,
  ) => Promise<Readonly<Record<string, number>>>;
};

type StoreDoors = SearchDoors & CountDoor & { readonly settings: () => PluginSettings };

type Run = { readonly aborter: AbortController; click: Click | undefined };

/**
 * The search for stores under way. Only one ever is, and it belongs to the conversation that is shown: whoever changes
 * that stops it first, so a late answer can neither be shown nor put for somebody else.
 */
export class StoreSearch {
  readonly #doors: StoreDoors;
  readonly #inquiries: Inquiries;
  readonly #conclude: (click: Click, search: Search) => Promise<void>;
  readonly #known: KnownAnswers;
  #run: Run | undefined;
  #counting: AbortController | undefined;

  /** @param conclude  what comes after the answer to a click */
  constructor(
    doors: StoreDoors,
    inquiries: Inquiries,
    conclude: (click: Click, search: Search) => Promise<void>,
  ) {
    this.#doors = doors;
    this.#inquiries = inquiries;
    this.#conclude = conclude;
    this.#known = new KnownAnswers(doors.settings);
    for (const inquiry of inquiries.all) {
      const question = questionOf(inquiry);
      if (question && inquiry.search.state === 'found') this.#known.keep(question, inquiry.search);
    }
  }

  get running(): boolean {
    return this.#run !== undefined;
  }

  /** A newer click takes the place of the one that the search under way would answer; undefined leaves none. */
  set click(click: Click | undefined) {
    if (this.#run) this.#run.click = click;
  }

  /** Ends the search under way, and says whose click it would have answered. */
  stop(): Click | undefined {
    const run = this.#run;
    this.#run = undefined;
    run?.aborter.abort();
    this.#counting?.abort();
    return run?.click;
  }

  /** What was answered a moment ago is the answer, in the calling task; false where it has to be asked for. */
  answerKnown(click: Click | undefined): boolean {
    const question = questionOf(this.#inquiries.shown);
    const known = question && this.#known.current(question, this.#doors.clock.now());
    if (!known) return false;
    this.stop();
    const search: Search = { state: 'found', ...known };
    this.#inquiries.change({ search, counts: undefined });
    if (click) void this.#conclude(click, search);
    return true;
  }

  /**
   * Asks what the shown inquiry asks; what was answered a moment ago needs no asking. A click that still waits is
   * answered by this search then, unless `newer` takes its place.
   */
  async start(newer?: Click): Promise<void> {
    const click = newer ?? this.stop();
    this.stop();
    const question = questionOf(this.#inquiries.shown);
    if (!question || this.answerKnown(click)) return;
    const run: Run = { aborter: new AbortController(), click };
    this.#run = run;
    this.#inquiries.change({ search: { state: 'running', slow: false }, counts: undefined });
    const search = await searchFor(question, this.#doors, run.aborter.signal, (search) =>
      this.#inquiries.change({ search }),
    );
    if (this.#run !== run) return;
    this.#run = undefined;
    const shown = this.#orLastKnown(question, search);
    this.#inquiries.change({ search: shown });
    if (run.click) await this.#conclude(run.click, shown);
  }

  /** Asks again, without a word, when what is shown of opening hours no longer holds. */
  async refresh(): Promise<void> {
    const { search } = this.#inquiries.shown;
    const question = questionOf(this.#inquiries.shown);
    if (this.#run || !question || search.state !== 'found' || this.isFresh(search)) return;
    const run: Run = { aborter: new AbortController(), click: undefined };
    this.#run = run;
    const answer = await this.#doors.search(question, run.aborter.signal).catch(() => undefined);
    if (this.#run !== run) return;
    this.#run = undefined;
    const found: Search = answer
      ? { state: 'found', answer, at: this.#doors.clock.now() }
      : { ...search, lastKnown: true };
    this.#inquiries.change({ search: this.#orLastKnown(question, found) });
    if (run.click) await this.#conclude(run.click, found);
  }

  /** Counts what was found by category, once; without numbers where that fails. */
  async count(): Promise<void> {
    const { search, counts } = this.#inquiries.shown;
    const question = questionOf(this.#inquiries.shown);
    if (!question || counts || search.state !== 'found' || this.#run) return;
    const { radiusMeters } = search.answer.reach;
    if (radiusMeters === null || this.#counting?.signal.aborted === false) return;
    const counting = new AbortController();
    this.#counting = counting;
    const counted = await this.#doors.count(question, radiusMeters, counting.signal).catch(() => ({}));
    if (counting.signal.aborted) return;
    counting.abort();
    this.#inquiries.change({ counts: counted });
  }

  isFresh(search: Search): boolean {
    if (search.state !== 'found' || search.lastKnown) return false;
    return isFresh(search.answer, search.at, this.#doors.clock.now());
  }

  /** The answer, kept for another time; where the service could not be reached, what it said last. */
  #orLastKnown(question: Question, search: Search): Search {
    if (search.state === 'found' && !search.lastKnown) this.#known.keep(question, search);
    if (search.state !== 'failed' || search.failure.kind !== 'unreachable') return search;
    const known = this.#known.last(question);
    return known ? { state: 'found', ...known, lastKnown: true } : search;
  }
}
