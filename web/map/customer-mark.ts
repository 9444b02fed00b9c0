import type { Language } from '../../shared/language.ts';
import { Anchor } from './anchor.ts';
import type { LatLngPair } from './ground.ts';
import * as L from './leaflet.ts';
import { mapWords } from './words.ts';

/** Half the width of the dot and of the word below it, and how far down that reaches: pins' names keep clear of it. */
export const CUSTOMER_PIXELS = { aside: 16, up: 10, down: 26 };
/** Under the pins of the nearest stores. */
const LIFT = -5_000;

/** The customer's point: a dot with a word below it, not to be taken for a store. */
export class CustomerMark {
  readonly #anchor: Anchor;
  readonly #word = document.createElement('span');

  constructor(map: L.Map, place: LatLngPair, language: Language) {
    const mark = document.createElement('div');
    mark.className = 'customer';
    mark.append(this.#word);
    this.language = language;
    const element = document.createElement('div');
    element.append(mark);
    this.#anchor = new Anchor(element);
    this.#anchor.lift = LIFT;
    this.move(place);
    this.#anchor.addTo(map);
  }

  move(place: LatLngPair) {
    this.#anchor.place = L.latLng(place);
  }

  remove() {
    this.#anchor.remove();
  }

  set language(language: Language) {
    this.#word.textContent = mapWords[language].customer;
  }
}
