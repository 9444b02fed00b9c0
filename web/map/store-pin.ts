import { Anchor } from './anchor.ts';
import { type MapStore, StoreHoverEvent, StoreSelectEvent } from './events.ts';
import type { LatLngPair } from './ground.ts';
import * as L from './leaflet.ts';
import type { PlacedPin } from './pin-layout.ts';

/** A numbered pin with the store's name beside it. It is moved and renumbered, never redrawn. */
export class StorePin {
  readonly anchor: Anchor;
  readonly #button = document.createElement('button');
  readonly #number = document.createElement('span');
  /** Read out after the number, where `#name` is seen: what is seen may be shorter, or not there. */
  readonly #spoken = document.createElement('span');
  readonly #name = document.createElement('span');
  #store: MapStore;

  /** @param owner  the element that the pin's events are fired from */
  constructor(store: MapStore, place: LatLngPair, owner: EventTarget) {
    this.#store = store;
    this.#button.type = 'button';
    this.#button.className = 'pin';
    this.#number.className = 'number';
    this.#spoken.className = 'spoken';
    this.#name.className = 'name';
    this.#name.ariaHidden = 'true';
    this.#button.append(this.#number, this.#spoken, this.#name);
    const element = document.createElement('div');
    element.append(this.#button);
    this.anchor = new Anchor(element);
    this.anchor.on('click', () => owner.dispatchEvent(new StoreSelectEvent(this.#store)));
    const hover = (store: MapStore | undefined) => () => owner.dispatchEvent(new StoreHoverEvent(store));
    for (const type of ['pointerenter', 'focus']) {
      this.#button.addEventListener(type, () => hover(this.#store)());
    }
    for (const type of ['pointerleave', 'blur']) this.#button.addEventListener(type, hover(undefined));
    this.update(store, place);
  }

  update(store: MapStore, place: LatLngPair) {
    this.#store = store;
    this.#number.textContent = `${store.number}`;
    this.#name.textContent = this.name;
    const fullName = store.branch ? `${store.name} ${store.branch}` : store.name;
    this.#spoken.textContent = fullName;
    this.#button.title = fullName;
    this.anchor.place = L.latLng(place);
  }

  /** What is written beside it: the branch, where there is one, since near each other stores share the rest. */
  get name(): string {
    return this.#store.branch ?? this.#store.name;
  }

  get number(): number {
    return this.#store.number;
  }

  emphasise(selected: boolean, hovered: boolean) {
    this.#button.setAttribute('aria-pressed', `${selected}`);
    this.#button.classList.toggle('hovered', hovered);
    // The pixels from the top are added: with more than a screen of them the nearer still lie over the farther.
    this.anchor.lift = hovered ? 30_000 : selected ? 20_000 : -1_000 * this.#store.number;
  }

  arrange({ shift: [x, y], nameSide, named }: PlacedPin) {
    this.#button.style.translate = x === 0 && y === 0 ? '' : `${x}px ${y}px`;
    this.#button.classList.toggle('stacked', x !== 0 || y !== 0);
    this.#button.classList.toggle('named', named);
    this.#button.classList.toggle('name-left', nameSide === 'left');
  }
}
