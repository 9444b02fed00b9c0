import type { StoreCluster } from '../../shared/store-table.ts';
import { Anchor } from './anchor.ts';
import type { LatLngPair } from './ground.ts';
import * as L from './leaflet.ts';

/** `letter` is written on the mark of a single store, to speak of it; `isMissed`: stores are missing there. */
export type MapMark = StoreCluster & { readonly letter?: string; readonly isMissed?: boolean };

type Doors = {
  readonly pick: (cluster: MapMark) => void;
  readonly hover: (cluster: MapMark | undefined) => void;
};

/** A store, or a number of stores close together. Locked: nothing moves it but the view. */
export class CatalogueMark {
  readonly anchor: Anchor;
  readonly #button = document.createElement('button');
  #cluster: MapMark;

  constructor(cluster: MapMark, place: LatLngPair, doors: Doors) {
    this.#cluster = cluster;
    this.#button.type = 'button';
    const element = document.createElement('div');
    element.append(this.#button);
    this.anchor = new Anchor(element);
    this.anchor.on('click', () => doors.pick(this.#cluster));
    for (const type of ['pointerenter', 'focus']) {
      this.#button.addEventListener(type, () => doors.hover(this.#cluster));
    }
    for (const type of ['pointerleave', 'blur']) {
      this.#button.addEventListener(type, () => doors.hover(undefined));
    }
    this.update(cluster, place);
  }

  update(cluster: MapMark, place: LatLngPair) {
    this.#cluster = cluster;
    const { stores, name, status, letter, isMissed = false } = cluster;
    const single = stores === 1;
    this.#button.className = single
      ? `mark ${status ?? ''} ${letter ? 'lettered' : ''}`
      : `cluster ${sizeOf(stores)}`;
    this.#button.classList.toggle('missed', isMissed);
    this.#button.textContent = single ? (letter ?? '') : short(stores);
    this.#button.title = single ? (name ?? '') : `${stores}`;
    // What is written on a cluster is its name; what is written on a single one, if anything, is a letter.
    this.#button.ariaLabel = single ? this.#button.title : null;
    this.anchor.place = L.latLng(place);
  }

  emphasise(selected: boolean, hovered: boolean) {
    this.#button.classList.toggle('selected', selected);
    this.#button.classList.toggle('hovered', hovered);
    this.anchor.lift = hovered ? 30_000 : selected ? 20_000 : 0;
  }
}

/** `980`, `1.2k`, `35k`: as many figures as fit into the circle. */
const short = (stores: number): string =>
  stores < 1_000
    ? `${stores}`
    : stores < 10_000
      ? `${(stores / 1_000).toFixed(1)}k`
      : `${Math.round(stores / 1_000)}k`;

const sizeOf = (stores: number): string => (stores < 20 ? 'few' : stores < 500 ? 'some' : 'many');
