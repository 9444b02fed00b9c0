import type { Inquiries } from './inquiries.ts';
import { type Candidate, type FindPlace, type Lookup, lookUp } from './lookup.ts';

/** The looking up of words under way: at most one, for the conversation that is shown. */
export class PlaceFinder {
  readonly #find: FindPlace;
  readonly #inquiries: Inquiries;
  #aborter: AbortController | undefined;

  constructor(find: FindPlace, inquiries: Inquiries) {
    this.#find = find;
    this.#inquiries = inquiries;
  }

  /** What came of looking for `text`; undefined where something else was wanted in the meantime. */
  async find(text: string): Promise<Lookup | undefined> {
    this.abort();
    const aborter = new AbortController();
    this.#aborter = aborter;
    this.#inquiries.change({ lookup: { state: 'running', text } });
    const lookup = await lookUp(text, this.#find, aborter.signal);
    if (this.#aborter !== aborter) return undefined;
    this.#aborter = undefined;
    this.#inquiries.change({ lookup });
    return lookup;
  }

  /** Ends the lookup under way. */
  abort() {
    if (!this.#aborter) return;
    this.#aborter.abort();
    this.#aborter = undefined;
    this.#inquiries.change({ lookup: { state: 'none' } });
  }

  /** Puts away what the last lookup came to, too. */
  close() {
    this.abort();
    if (this.#inquiries.shown.lookup.state !== 'none') this.#inquiries.change({ lookup: { state: 'none' } });
  }
}

/** The place that was meant, where there is just one. */
export const onlyCandidate = (lookup: Lookup): Candidate | undefined =>
  lookup.state === 'candidates' && lookup.candidates.length === 1 ? lookup.candidates[0] : undefined;
