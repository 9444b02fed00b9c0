import * as L from 'leaflet';
import type { Language } from '../../shared/language.ts';
import type { LatLngPair } from './ground.ts';
import { mapWords } from './words.ts';

/** Half the width of the dot and of the word below it, and how far down that reaches: pins' names keep clear of it. */
export const CUSTOMER_PIXELS = { aside: 16, up: 10, down: 26 };

/** The customer's point: a dot with a word below it, not to be taken for a store. */
export class CustomerMark {
  readonly #marker: L.Marker;
  readonly #word = document.createElement('span');

  constructor(map: L.Map, place: LatLngPair, language: Language) {
    const mark = document.createElement('div');
    mark.className = 'customer';
    mark.append(this.#word);
    this.language = language;
    const icon = L.divIcon({ html: mark, className: 'anchor', iconSize: [0, 0] });
    this.#marker = L.marker(place, { icon, interactive: false, keyboard: false, zIndexOffset: -5_000 }).addTo(
      map,
    );
  }

  move(place: LatLngPair) {
    this.#marker.setLatLng(place);
  }

  remove() {
    this.#marker.remove();
  }

  set language(language: Language) {
    this.#word.textContent = mapWords[language].customer;
  }
}
