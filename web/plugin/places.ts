import type { Datum, Located } from '../../shared/datum.ts';
import type { ChatHost } from '../host/chat-host.ts';
import type { Clock } from './clock.ts';
import type { Inquiries } from './inquiries.ts';
import { isElsewhere, type Place } from './inquiry.ts';
import type { Candidate, FindPlace } from './lookup.ts';
import { onlyCandidate, PlaceFinder } from './place-finder.ts';
import type { Click, StoreSearch } from './store-search.ts';

export type PlaceDoors = {
  readonly host: ChatHost;
  readonly clock: Clock;
  readonly findPlace: FindPlace;
  /** Centres the map, at once. */
  readonly show: (place: Place) => void;
};

/** Where the agent says that the customer is: typed, pasted, picked on the map. What is found there waits for the agent. */
export class Places {
  readonly #doors: PlaceDoors;
  readonly #inquiries: Inquiries;
  readonly #search: StoreSearch;
  readonly #finder: PlaceFinder;

  constructor(doors: PlaceDoors, inquiries: Inquiries, search: StoreSearch) {
    this.#doors = doors;
    this.#inquiries = inquiries;
    this.#search = search;
    this.#finder = new PlaceFinder(doors.findPlace, inquiries);
  }

  /** What stands in the field for addresses, coordinates and links. */
  draft(draft: string) {
    this.#inquiries.change({ draft });
  }

  /** Finds out where `text` is: an address, a landmark, coordinates, a link. Goes there when there is but one place. */
  async lookUp(text: string): Promise<void> {
    const lookup = await this.#finder.find(text);
    const only = lookup && onlyCandidate(lookup);
    if (only) await this.goToCandidate(only);
  }

  /** The same for the label of a clicked location message that has no position; the tab lights up at the outcome. */
  async lookUpLabel(label: string, click: Click): Promise<void> {
    this.#search.click = undefined;
    this.draft(label);
    const lookup = await this.#finder.find(label);
    if (!lookup) return;
    const only = onlyCandidate(lookup);
    if (only) await this.goToCandidate(only, click);
    else this.#doors.host.notify();
  }

  async goToCandidate({ name, position, datum, datumGuessed }: Candidate, click?: Click): Promise<void> {
    const at = this.#doors.clock.now();
    const place: Place = { position, datum, datumGuessed, label: name, scale: undefined, from: 'text', at };
    await this.#goTo(place, click);
  }

  /** Corrects the guess of what bare coordinates are measured against. */
  async measureBy(datum: Datum): Promise<void> {
    const { place } = this.#inquiries.shown;
    if (place?.datumGuessed) await this.#goTo({ ...place, datum });
  }

  async pick({ position, datum }: Located): Promise<void> {
    const at = this.#doors.clock.now();
    const unsaid = { label: '', scale: undefined, datumGuessed: false };
    await this.#goTo({ ...unsaid, position, datum, from: 'map', at });
  }

  /** Looks for stores around the middle of the map; without a customer's place that is the place. */
  async lookAround(area: Located): Promise<void> {
    if (!this.#inquiries.shown.place) return await this.pick(area);
    this.#inquiries.change({ area });
    await this.#search.start();
  }

  /** Shows the customer's own place again, and the stores around it. */
  async backToCustomer(): Promise<void> {
    const { shown } = this.#inquiries;
    const { sent, place, area } = shown;
    const own = sent ?? place;
    if (!own) return;
    if (area || isElsewhere(shown)) await this.#goTo(own);
    else this.#doors.show(own);
  }

  /** Ends the lookup under way. */
  abortLookup() {
    this.#finder.abort();
  }

  /** Puts away what a lookup came to, too. */
  closeLookup() {
    this.#finder.close();
  }

  async #goTo(place: Place, click?: Click): Promise<void> {
    this.#finder.close();
    this.#inquiries.change({ place, area: undefined, selected: [], delivery: { state: 'none' } });
    this.#doors.show(place);
    await this.#search.start(click);
  }
}
