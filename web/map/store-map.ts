import { LitElement, type PropertyValues } from 'lit';
import type { Located } from '../../shared/datum.ts';
import type { Language } from '../../shared/language.ts';
import type { ShownTiles } from '../../shared/settings.ts';
import { type BaseMap, offlineBaseMap } from './base-map.ts';
import type { BaseMapChoice } from './base-map-choice.ts';
import { CUSTOMER_PIXELS, CustomerMark } from './customer-mark.ts';
import { MapMoveEvent, MapPickEvent, type MapStore } from './events.ts';
import { type LatLngPair, locatedOn, moved, placedOn } from './ground.ts';
import { Hold } from './hold.ts';
import type * as L from './leaflet.ts';
import { leafletStyles } from './leaflet-styles.ts';
import { MapFrame } from './map-frame.ts';
import { MapView, MIN_ZOOM, type View } from './map-view.ts';
import { textMeasure } from './name-drawing.ts';
import { FIRST_RING_METERS, RangeRings } from './range-rings.ts';
import { ScaleLine } from './scale-line.ts';
import { storeMapStyles } from './store-map-styles.ts';
import { StorePins } from './store-pins.ts';
import { mapWords } from './words.ts';

/** WeChat's usual scale, for a location that came without one. */
const DEFAULT_ZOOM = 16;
/** How many of the nearest stores the view opens up for. */
const STORES_IN_VIEW = 3;
/** Before the first location: China. */
const FIRST_VIEW: View = { center: [35, 105], zoom: 3 };

/** What exists while the element is connected, and goes with `map.remove()`. */
type Drawn = {
  readonly frame: MapFrame;
  readonly map: L.Map;
  readonly view: MapView;
  readonly pins: StorePins;
  readonly rings: RangeRings;
  /** Says when the map that is shipped stands in for tiles that do not come. */
  readonly notice: HTMLElement;
  readonly scale: ScaleLine;
  customer: CustomerMark | undefined;
};

/**
 * Where the customer is and which stores lie around. Every position is drawn where it is on the ground, whatever its
 * datum. With the focus in the map, arrow keys move it and `+` and `-` zoom: keys that the page listens for itself are
 * to be left alone when the event comes from here.
 *
 * @property {readonly MapStore[]} stores  what is listed, nearest first; matched by id, moved rather than redrawn.
 *   The first list after `show` zooms out as far as the nearest needs, and a little for the two after it and the
 *   selected, unless the agent has moved the map since; the customer stays in the middle, or in view where the nearest
 *   is far
 * @property {readonly string[]} selected  ids of the selected stores; the last is brought into view when it is not
 * @property {string | undefined} hovered  id of the store that the pointer or the focus is on in the list
 * @property {ShownTiles | undefined} tiles  the map to show instead of the one that is shipped, which takes its place while
 *   the tiles do not come; every position stays where it is on the ground
 * @property {Language} language  of labels and controls; zh-CN unless set
 * @property {boolean} picking  a click says where the customer is; without it a long press or the context menu key does
 * @fires {MapPickEvent} map-pick  the agent pointed at where the customer is
 * @fires {StoreSelectEvent} store-select  a pin was clicked or chosen by key; the page answers by setting `selected`
 * @fires {StoreHoverEvent} store-hover  the pointer or focus came to a pin or left it
 * @fires {MapMoveEvent} map-move  the view came to rest; says whether the agent moved it
 */
export class StoreMap extends LitElement {
  static override styles = [leafletStyles, storeMapStyles];
  static override properties = {
    stores: { attribute: false },
    selected: { attribute: false },
    hovered: {},
    tiles: { attribute: false },
    language: {},
    picking: { type: Boolean },
  };

  declare stores: readonly MapStore[];
  declare selected: readonly string[];
  declare hovered: string | undefined;
  declare tiles: ShownTiles | undefined;
  declare language: Language;
  declare picking: boolean;

  #baseMap: BaseMap = offlineBaseMap;
  /** Undefined until there are tiles to choose. */
  #choice: BaseMapChoice | undefined;
  #standsIn = false;
  readonly #measure = textMeasure();
  /** From a new location to its stores, as long as these come at once. */
  readonly #hold = new Hold(() => {
    this.#drawn?.frame.release();
    this.#settle();
  });
  #settling = 0;
  #drawn: Drawn | undefined;
  #origin: Located | undefined;
  /** `#origin` on the ground of the base map. */
  #customerPlace: LatLngPair | undefined;
  #view = FIRST_VIEW;
  /** The stores of the latest location are still to be brought into view. */
  #fitDue = false;

  constructor() {
    super();
    this.stores = [];
    this.selected = [];
    this.picking = false;
    this.language = 'zh-CN';
  }

  /**
   * Centres the map on the customer's point and marks it, in the calling task; waits for nothing.
   * @param scale  map zoom as the location message gave it; 16 when it gave none. Where the base map is empty the view
   *   goes out to the first ring
   */
  show(origin: Located, scale = DEFAULT_ZOOM) {
    const isListed = isSame(this.#origin, origin);
    this.#locate(origin);
    this.#fitDue = true;
    const center = this.#customerPlace!;
    const zoom = Math.min(this.#baseMap.maxZoom, Math.max(MIN_ZOOM, Math.round(scale)));
    this.#view = { center, zoom: Math.min(zoom, this.#zoomForRings(zoom)) };
    this.#hold.begin();
    this.#drawn?.frame.hold();
    this.#drawn?.view.choose(this.#view);
    this.#markCustomer();
    this.#choice?.try();
    if (!isListed || !this.#drawn) return;
    this.#fit();
    this.#hold.end();
  }

  /** Nobody's place is known: the customer's point goes, the view stays. */
  forget() {
    this.#locate(undefined);
    this.#fitDue = false;
    if (!this.#drawn) return;
    this.#drawn.customer?.remove();
    this.#drawn.customer = undefined;
    this.#settle();
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#open();
    this.#choice?.start();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#choice?.stop();
    this.#hold.cancel();
    cancelAnimationFrame(this.#settling);
    this.#settling = 0;
    this.#view = this.#drawn!.view.chosen;
    this.#drawn!.frame.remove();
    this.#drawn = undefined;
  }

  protected override updated(changed: PropertyValues<this>) {
    const { pins, view } = this.#drawn ?? {};
    if (!pins || !view) return;
    if (changed.has('tiles')) void this.#chooseTiles();
    if (changed.has('language')) this.#speak();
    if (changed.has('stores')) {
      this.#listStores();
      this.#hold.end();
    } else if (changed.has('selected')) {
      const place = pins.placeOf(this.selected.at(-1));
      if (place) view.reveal(place);
    }
    pins.emphasise(this.selected, this.hovered);
    if (changed.has('picking')) this.#drawn!.frame.element.classList.toggle('picking', this.picking);
  }

  #open() {
    const frame = new MapFrame(this.renderRoot, this.#baseMap, this.language, () => this.#onResize());
    const { map } = frame;
    const notice = document.createElement('p');
    notice.className = 'stands-in';
    notice.role = 'status';
    frame.element.append(notice);
    const view = new MapView(map, this.#view);
    this.#layBase(frame);
    this.#drawn = {
      frame,
      map,
      view,
      pins: new StorePins(map, this, this.#measure),
      rings: new RangeRings(map),
      notice,
      scale: new ScaleLine(map),
      customer: undefined,
    };
    map.on('moveend', () => this.#onMoveEnd());
    map.on('contextmenu', ({ latlng }) => this.#pick(latlng));
    map.on('click', ({ latlng }) => this.picking && this.#pick(latlng));
    this.#markCustomer();
    this.#speak();
    this.#listStores();
  }

  /** @param move  what changes with the ground */
  #layBase(frame: MapFrame, move = () => {}) {
    frame.lay(this.#baseMap, (base) => {
      move();
      base.on('coverage', () => this.#widen());
      if (this.#hold.on) base.hold();
    });
  }

  /** Another base map takes the place of the one that is shown; if its datum is another, all that is drawn moves with it. */
  #standOn(baseMap: BaseMap) {
    const from = this.#baseMap.datum;
    const move = (place: LatLngPair) => moved(place, from, baseMap.datum);
    this.#baseMap = baseMap;
    this.#view = { ...this.#view, center: move(this.#view.center) };
    if (!this.#drawn) return;
    this.#locate(this.#origin);
    const { frame, view, pins } = this.#drawn;
    this.#layBase(frame, () => {
      if (from !== baseMap.datum) view.standOn(move);
    });
    this.#markCustomer();
    pins.list(this.stores, this.#placeOfStore);
    this.#settle();
  }

  get #middle() {
    const [lat, lon] = this.#view.center;
    const place: Located = { position: [lon, lat], datum: this.#baseMap.datum };
    return this.#drawn?.frame.middle ?? { place, zoom: this.#view.zoom };
  }

  #tell(standsIn: boolean) {
    this.#standsIn = standsIn;
    if (!this.#drawn) return;
    this.#drawn.notice.textContent = standsIn ? mapWords[this.language].standsIn : '';
    this.#widen();
  }

  #place(located: Located): LatLngPair {
    const near = this.#origin?.position[0];
    return placedOn(this.#baseMap.datum, located, near);
  }

  #placeOfStore = ({ position: { longitude, latitude, datum } }: MapStore): LatLngPair =>
    this.#place({ position: [longitude, latitude], datum });

  #locate(origin: Located | undefined) {
    this.#origin = origin;
    this.#customerPlace = origin && this.#place(origin);
  }

  #markCustomer() {
    const place = this.#customerPlace;
    if (!place || !this.#drawn) return;
    if (this.#drawn.customer) this.#drawn.customer.move(place);
    else this.#drawn.customer = new CustomerMark(this.#drawn.map, place, this.language);
  }

  #speak() {
    const { frame, customer } = this.#drawn!;
    frame.language = this.language;
    if (customer) customer.language = this.language;
    this.#tell(this.#standsIn);
    this.#settleSoon();
  }

  #listStores() {
    this.#drawn!.pins.list(this.stores, this.#placeOfStore);
    this.#fit();
    this.#settleSoon();
  }

  #fit() {
    const { view } = this.#drawn!;
    if (!this.#fitDue || this.stores.length === 0) return;
    const wanted = this.stores.filter(
      ({ id }, index) => index < STORES_IN_VIEW || this.selected.includes(id),
    );
    this.#fitDue = view.isChosen && !view.include(wanted.map(this.#placeOfStore));
  }

  /** Fits to the view what depends on all of it, with the next frame: after what an answer is waited for. */
  #settleSoon() {
    if (this.#hold.on) return;
    this.#settling ||= requestAnimationFrame(() => this.#settle());
  }

  #settle() {
    cancelAnimationFrame(this.#settling);
    this.#settling = 0;
    if (!this.#drawn) return;
    this.#drawRings();
    this.#arrange();
    this.#drawn.scale.draw();
  }

  #arrange() {
    const { map, pins } = this.#drawn!;
    if (!this.#customerPlace) return pins.arrange([]);
    const { x, y } = map.latLngToContainerPoint(this.#customerPlace);
    const { aside, up, down } = CUSTOMER_PIXELS;
    pins.arrange([[x - aside, y - up, x + aside, y + down]]);
  }

  #drawRings() {
    const { map, rings } = this.#drawn!;
    const place = this.#customerPlace;
    const wanted = place && !this.#baseMap.showsStreetsAt(place, map.getZoom());
    rings.draw(wanted ? place : undefined, this.language);
  }

  /** Whether tiles are about to take the place of the map that is shipped. */
  get #isHopeful(): boolean {
    return this.tiles !== undefined && (this.#choice?.isHopeful ?? true);
  }

  async #chooseTiles() {
    if (this.tiles && !this.#choice) {
      const { BaseMapChoice } = await import('./extras.ts');
      this.#choice ??= new BaseMapChoice({
        show: (baseMap) => this.#standOn(baseMap),
        tell: (standsIn) => this.#tell(standsIn),
        middle: () => this.#middle,
      });
      if (this.isConnected) this.#choice.start();
    }
    if (this.#choice) this.#choice.source = this.tiles;
  }

  /** How near the view may be for the first ring to be in it; no limit where there are, or soon will be, streets. */
  #zoomForRings(zoom: number): number {
    const place = this.#customerPlace;
    const isEmpty = place && !this.#isHopeful && !this.#baseMap.showsStreetsAt(place, zoom);
    return (isEmpty && this.#drawn?.view.zoomForCircle(place, FIRST_RING_METERS)) || Number.POSITIVE_INFINITY;
  }

  /** What the base map shows, or the room for it, has changed: rings may be needed where there were none. */
  #widen() {
    const { view } = this.#drawn!;
    const { center, zoom } = view.chosen;
    const needed = this.#zoomForRings(zoom);
    if (view.isChosen && needed < zoom) view.choose({ center, zoom: needed });
    this.#settleSoon();
  }

  #onMoveEnd() {
    const { map, view } = this.#drawn!;
    this.#settleSoon();
    this.dispatchEvent(new MapMoveEvent(locatedOn(this.#baseMap.datum, map.getCenter()), !view.isChosen));
  }

  #pick(place: L.LatLng) {
    this.dispatchEvent(new MapPickEvent(locatedOn(this.#baseMap.datum, place)));
  }

  #onResize() {
    if (!this.#drawn) return;
    this.#drawn.view.resize();
    this.#fit();
    this.#widen();
    this.#settle();
  }
}

/** Whether the stores listed for the one are those of the other. */
const isSame = (a: Located | undefined, b: Located) =>
  a?.datum === b.datum && a.position[0] === b.position[0] && a.position[1] === b.position[1];

customElements.define('store-map', StoreMap);

declare global {
  interface HTMLElementTagNameMap {
    'store-map': StoreMap;
  }
}
