import * as L from 'leaflet';
import { type MapStore, StoreHoverEvent, StoreSelectEvent } from './events.ts';
import type { LatLngPair } from './ground.ts';

/** A numbered pin with the store's name beside it. It is moved and renumbered, never redrawn. */
export class StorePin {
  readonly marker: L.Marker;
  readonly #button = document.createElement('button');
  readonly #number = document.createElement('span');
  readonly #name = document.createElement('span');
  #store: MapStore;

  /** @param owner  the element that the pin's events are fired from */
  constructor(store: MapStore, place: LatLngPair, owner: EventTarget) {
    this.#store = store;
    this.#button.type = 'button';
    this.#button.className = 'pin';
    this.#number.className = 'number';
    this.#name.className = 'name';
    this.#button.append(this.#number, this.#name);
    const icon = L.divIcon({ html: this.#button, className: 'pin-anchor', iconSize: [0, 0] });
    this.marker = L.marker(place, { icon, keyboard: false });
    this.marker.on('click', () => owner.dispatchEvent(new StoreSelectEvent(this.#store)));
    for (const type of ['pointerenter', 'focus']) {
      this.#button.addEventListener(type, () => owner.dispatchEvent(new StoreHoverEvent(this.#store)));
    }
    for (const type of ['pointerleave', 'blur']) {
      this.#button.addEventListener(type, () => owner.dispatchEvent(new StoreHoverEvent(undefined)));
    }
    this.update(store, place);
  }

  update(store: MapStore, place: LatLngPair) {
    this.#store = store;
    this.#number.textContent = `${store.number}`;
    this.#name.textContent = store.branch ?? store.name;
    const fullName = store.branch ? `${store.name} ${store.branch}` : store.name;
    this.#button.setAttribute('aria-label', `${store.number} ${fullName}`);
    this.#button.title = fullName;
    this.marker.setLatLng(place);
  }

  emphasise(selected: boolean, hovered: boolean) {
    this.#button.setAttribute('aria-pressed', `${selected}`);
    this.#button.classList.toggle('hovered', hovered);
    this.marker.setZIndexOffset(selected || hovered ? 10_000 : -100 * this.#store.number);
  }
}
