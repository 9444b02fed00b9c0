import * as L from 'leaflet';
import { LitElement, type PropertyValues } from 'lit';
import type { Datum, Located } from '../../shared/datum.ts';
import type { Language } from '../../shared/language.ts';
import type { WirePosition } from '../../shared/store.ts';
import { MapMoveEvent, type MapStore } from './events.ts';
import { type LatLngPair, locatedOn, placedOn } from './ground.ts';
import { OfflineLayer } from './offline-layer.ts';
import { light } from './palette.ts';
import { leafletStyles, storeMapStyles } from './store-map-styles.ts';
import { StorePin } from './store-pin.ts';

/** WeChat's usual scale, for a location that came without one. */
const DEFAULT_ZOOM = 16;
const MIN_ZOOM = 2;
const MAX_ZOOM = 19;
/** How many of the nearest stores the view opens up for. */
const STORES_IN_VIEW = 3;
/** Before the first location: China. */
const FIRST_VIEW: View = { center: [35, 105], zoom: 3 };

/** At once, also in the middle of an animation: Leaflet ignores an ordinary `setView` while it zooms. */
const OUTRIGHT: L.ZoomPanOptions & { reset: true } = { reset: true };

type View = { center: LatLngPair; zoom: number };

const located = ({ longitude, latitude, datum }: WirePosition): Located => ({
  position: [longitude, latitude],
  datum,
});

/**
 * Where the customer is and which stores lie around.
 *
 * @property {readonly MapStore[]} stores  what is listed, nearest first; matched by id, moved rather than redrawn.
 *   After `show`, the first non-empty answer zooms out as far as the nearest three need, unless the agent has moved the
 *   map since; the centre stays on the customer
 * @property {string | undefined} selected  id of the selected store
 * @property {string | undefined} hovered  id of the store that the pointer or focus is on in the list
 * @property {Language} language  of labels and controls; zh-CN unless set
 * @fires {StoreSelectEvent} store-select  a pin was clicked or chosen by key; the page answers by setting `selected`
 * @fires {StoreHoverEvent} store-hover  the pointer or focus came to a pin or left it
 * @fires {MapMoveEvent} map-move  the view came to rest; says whether the agent moved it
 */
export class StoreMap extends LitElement {
  static override styles = [leafletStyles, storeMapStyles];
  static override properties = {
    stores: { attribute: false },
    selected: {},
    hovered: {},
    language: {},
  };

  declare stores: readonly MapStore[];
  declare selected: string | undefined;
  declare hovered: string | undefined;
  declare language: Language;

  #map: L.Map | undefined;
  #customer: L.Marker | undefined;
  readonly #frame = document.createElement('div');
  readonly #pins = new Map<string, StorePin>();
  readonly #resizes = new ResizeObserver(() => this.#fitFrame());
  #origin: Located | undefined;
  /** The view that this element chose; whatever differs from it is the agent's doing. */
  #own = FIRST_VIEW;
  #fitDue = false;
  readonly #ground: Datum = 'wgs84';

  constructor() {
    super();
    this.stores = [];
    this.language = 'zh-CN';
    this.#frame.className = 'map';
  }

  /**
   * Centres the map on the customer's point and marks it, in the calling task; waits for nothing.
   * @param scale  map zoom as the location message gave it; 16 when it gave none
   */
  show(origin: Located, scale = DEFAULT_ZOOM) {
    this.#origin = origin;
    this.#fitDue = true;
    this.#look({
      center: placedOn(this.#ground, origin),
      zoom: Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, Math.round(scale))),
    });
    this.#markCustomer();
  }

  override connectedCallback() {
    super.connectedCallback();
    this.renderRoot.append(this.#frame);
    this.#open();
    this.#resizes.observe(this.#frame);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#resizes.disconnect();
    this.#map?.remove();
    this.#map = undefined;
    this.#customer = undefined;
    this.#pins.clear();
  }

  protected override updated(changed: PropertyValues<this>) {
    if (!this.#map) return;
    if (changed.has('stores')) this.#placeStores();
    for (const [id, pin] of this.#pins) pin.emphasise(id === this.selected, id === this.hovered);
  }

  #open() {
    const map = L.map(this.#frame, {
      attributionControl: false,
      minZoom: MIN_ZOOM,
      maxZoom: MAX_ZOOM,
      trackResize: false,
    });
    this.#map = map;
    new OfflineLayer({ palette: light, language: this.language }).addTo(map);
    map.setView(this.#own.center, this.#own.zoom, { animate: false });
    map.on('moveend', () => this.dispatchEvent(new MapMoveEvent(this.#center, !this.#isOwnView)));
    L.control.scale({ imperial: false }).addTo(map);
    this.#markCustomer();
    this.#placeStores();
  }

  get #center(): Located {
    return locatedOn(this.#ground, this.#map!.getCenter());
  }

  get #isOwnView(): boolean {
    const map = this.#map!;
    return map.getZoom() === this.#own.zoom && map.getCenter().equals(this.#own.center, 1e-7);
  }

  #look(view: View) {
    this.#own = view;
    this.#map?.setView(view.center, view.zoom, OUTRIGHT);
  }

  #markCustomer() {
    if (!this.#map || !this.#origin) return;
    const place = placedOn(this.#ground, this.#origin);
    if (this.#customer) {
      this.#customer.setLatLng(place);
      return;
    }
    const mark = document.createElement('div');
    mark.className = 'customer';
    const icon = L.divIcon({ html: mark, className: 'pin-anchor', iconSize: [0, 0] });
    this.#customer = L.marker(place, { icon, interactive: false, keyboard: false }).addTo(this.#map);
  }

  #placeStores() {
    const map = this.#map!;
    const listed = new Set(this.stores.map(({ id }) => id));
    for (const [id, pin] of this.#pins) {
      if (listed.has(id)) continue;
      pin.marker.remove();
      this.#pins.delete(id);
    }
    for (const store of this.stores) {
      const place = this.#placeOf(store);
      const pin = this.#pins.get(store.id);
      if (pin) pin.update(store, place);
      else {
        const added = new StorePin(store, place, this);
        added.marker.addTo(map);
        this.#pins.set(store.id, added);
      }
    }
    this.#fitStores();
  }

  #placeOf(store: MapStore): LatLngPair {
    const near = this.#origin && placedOn(this.#ground, this.#origin)[1];
    return placedOn(this.#ground, located(store.position), near);
  }

  #fitStores() {
    const map = this.#map!;
    const size = map.getSize();
    if (!this.#fitDue || this.stores.length === 0 || size.x === 0 || size.y === 0) return;
    this.#fitDue = false;
    if (!this.#isOwnView) return;
    const { center, zoom } = this.#own;
    const middle = map.project(center, 0);
    const zooms = this.stores.slice(0, STORES_IN_VIEW).map((store) => {
      const { x, y } = map.project(this.#placeOf(store), 0).subtract(middle);
      return Math.log2(Math.min((size.x / 2 - 20) / Math.abs(x), (size.y / 2 - 40) / Math.abs(y)));
    });
    this.#look({ center, zoom: Math.max(MIN_ZOOM, Math.min(zoom, Math.floor(Math.min(...zooms)))) });
  }

  /** The frame has another size, or one at last after being hidden: the same centre, in the middle of it. */
  #fitFrame() {
    const map = this.#map!;
    const own = this.#isOwnView;
    const center = map.getCenter();
    map.invalidateSize({ pan: false, animate: false });
    if (own) this.#look(this.#own);
    else map.setView(center, map.getZoom(), OUTRIGHT);
    this.#fitStores();
  }
}

customElements.define('store-map', StoreMap);

declare global {
  interface HTMLElementTagNameMap {
    'store-map': StoreMap;
  }
}
