import type { PixelBox } from '../../shared/base-map/mercator.ts';
import type { Measure } from '../../shared/base-map/writing.ts';
import type { MapStore } from './events.ts';
import type { LatLngPair } from './ground.ts';
import type * as L from './leaflet.ts';
import { layOut } from './pin-layout.ts';
import { StorePin } from './store-pin.ts';

const NAME_FONT = '500 12px system-ui, sans-serif';
/** A longer name is cut with an ellipsis: see the style sheet. */
const NAME_MAX_PIXELS = 126;
const NAME_PADDING_PIXELS = 8;

/** The pins of the listed stores, by id. */
export class StorePins {
  readonly #map: L.Map;
  readonly #owner: EventTarget;
  readonly #measure: Measure;
  readonly #pins = new Map<string, StorePin>();

  constructor(map: L.Map, owner: EventTarget, measure: Measure) {
    this.#map = map;
    this.#owner = owner;
    this.#measure = measure;
  }

  /** Pins of stores that are listed no more go, those that still are move. */
  list(stores: readonly MapStore[], placeOf: (store: MapStore) => LatLngPair) {
    const listed = new Set(stores.map(({ id }) => id));
    for (const [id, pin] of this.#pins) {
      if (listed.has(id)) continue;
      pin.anchor.remove();
      this.#pins.delete(id);
    }
    for (const store of stores) {
      const known = this.#pins.get(store.id);
      if (known) known.update(store, placeOf(store));
      else {
        const pin = new StorePin(store, placeOf(store), this.#owner);
        this.#pins.set(store.id, pin);
        pin.anchor.addTo(this.#map);
      }
    }
  }

  emphasise(selected: readonly string[], hovered: string | undefined) {
    for (const [id, pin] of this.#pins) pin.emphasise(selected.includes(id), id === hovered);
  }

  placeOf(id: string | undefined): L.LatLng | undefined {
    return id === undefined ? undefined : this.#pins.get(id)?.anchor.place;
  }

  /** Stands the pins and their names side by side as the present view needs it. */
  arrange(keepClear: readonly PixelBox[]) {
    const pins = [...this.#pins.values()].sort((a, b) => a.number - b.number);
    const { x: width, y: height } = this.#map.getSize();
    const placed = layOut(
      pins.map((pin) => {
        const { x, y } = this.#map.latLngToContainerPoint(pin.anchor.place);
        const nameWidth = Math.min(NAME_MAX_PIXELS, this.#measure(pin.name, NAME_FONT) + NAME_PADDING_PIXELS);
        return { point: [x, y], nameWidth };
      }),
      keepClear,
      [0, 0, width, height],
    );
    pins.forEach((pin, index) => {
      pin.arrange(placed[index]!);
    });
  }
}
