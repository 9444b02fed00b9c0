import { LitElement, type PropertyValues } from 'lit';
import type { Bbox } from '../../shared/bbox.ts';
import { convert } from '../../shared/datum.ts';
import type { Language } from '../../shared/language.ts';
import type { ShownTiles } from '../../shared/settings.ts';
import type { WirePosition } from '../../shared/store.ts';
import { type BaseMap, offlineBaseMap } from './base-map.ts';
import { BaseMapChoice } from './base-map-choice.ts';
import { AreaChangeEvent, MarkHoverEvent, MarkPickEvent, PlaceMoveEvent } from './catalogue-events.ts';
import { catalogueMapStyles } from './catalogue-map-styles.ts';
import { CatalogueMark, type MapMark } from './catalogue-mark.ts';
import { type LatLngPair, locatedOn, moved, placedOn } from './ground.ts';
import * as L from './leaflet.ts';
import { leafletStyles } from './leaflet-styles.ts';
import { MapFrame } from './map-frame.ts';
import { MIN_ZOOM, OUTRIGHT } from './map-view.ts';
import { MovedPlace } from './moved-place.ts';
import { storeMapStyles } from './store-map-styles.ts';

const CHINA: LatLngPair = [35, 105];
const CLOSE_ZOOM = 16;
/** Around what is brought into view, in pixels. */
const MARGIN = 40;

type Drawn = { readonly frame: MapFrame; readonly map: L.Map; readonly place: MovedPlace };

/**
 * All stores of a filter, however many: single marks and clusters as the service made them for this view. Marks are
 * locked; the one store of `place` can be moved while `movable`.
 *
 * @property {readonly MapMark[]} clusters  of the view that `area-change` told of last
 * @property {string | undefined} selected  id of the store that is looked at
 * @property {string | undefined} hovered  id of the store that the pointer is on in the table
 * @property {WirePosition | undefined} place  a store to show with a pin of its own
 * @property {string} placeName  what that store is called
 * @property {boolean} movable  `place` can be dragged, and nudged by arrow keys
 * @property {ShownTiles | undefined} tiles  as in store-map.ts
 * @fires area-change  AreaChangeEvent
 * @fires mark-pick  MarkPickEvent
 * @fires mark-hover  MarkHoverEvent
 * @fires place-move  PlaceMoveEvent
 */
export class CatalogueMap extends LitElement {
  static override styles = [leafletStyles, storeMapStyles, catalogueMapStyles];
  static override properties = {
    clusters: { attribute: false },
    selected: {},
    hovered: {},
    place: { attribute: false },
    placeName: {},
    movable: { type: Boolean },
    tiles: { attribute: false },
    language: {},
  };
  declare clusters: readonly MapMark[];
  declare selected: string | undefined;
  declare hovered: string | undefined;
  declare place: WirePosition | undefined;
  declare placeName: string;
  declare movable: boolean;
  declare tiles: ShownTiles | undefined;
  declare language: Language;

  #baseMap: BaseMap = offlineBaseMap;
  readonly #choice = new BaseMapChoice({
    show: (baseMap) => this.#standOn(baseMap),
    tell: () => {},
    middle: () =>
      this.#drawn?.frame.middle ?? {
        place: { position: [CHINA[1], CHINA[0]], datum: 'wgs84' },
        zoom: MIN_ZOOM,
      },
  });
  #drawn: Drawn | undefined;
  /** By what stays the same of them: the store, or the middle of the cluster. */
  readonly #marks = new Map<string, CatalogueMark>();

  constructor() {
    super();
    this.clusters = [];
    this.movable = false;
    this.placeName = '';
    this.language = 'zh-CN';
  }

  /** Brings `place` into the middle, close enough to see its street. */
  showPlace(): void {
    if (!this.place || !this.#drawn) return;
    const { longitude, latitude, datum } = this.place;
    const centre = placedOn(this.#baseMap.datum, { position: [longitude, latitude], datum });
    this.#drawn.map.setView(centre, CLOSE_ZOOM, { animate: false });
  }

  /** Brings an area into view. @param bbox  west, south, east, north in WGS-84 */
  show([west, south, east, north]: Bbox): void {
    const map = this.#drawn?.map;
    if (!map) return;
    const corner = (longitude: number, latitude: number) =>
      L.latLng(placedOn(this.#baseMap.datum, { position: [longitude, latitude], datum: 'wgs84' }));
    // Across the antimeridian the east lies beyond 180.
    const [a, b] = [corner(west, south), corner(east < west ? east + 360 : east, north)];
    const size = map.getSize().subtract([2 * MARGIN, 2 * MARGIN]);
    const box = L.bounds([map.project(a, 0), map.project(b, 0)]).getSize();
    const fits = Math.min(size.x / Math.max(box.x, 1e-9), size.y / Math.max(box.y, 1e-9));
    const zoom = Math.max(MIN_ZOOM, Math.min(CLOSE_ZOOM, Math.floor(Math.log2(Math.max(fits, 1)))));
    // A map that is taken away while it glides there fails afterwards.
    map.setView([(a.lat + b.lat) / 2, (a.lng + b.lng) / 2], zoom, OUTRIGHT);
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#open();
    this.#choice.start();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#choice.stop();
    this.#marks.clear();
    this.#drawn?.frame.remove();
    this.#drawn = undefined;
  }

  protected override updated(changed: PropertyValues<this>) {
    const drawn = this.#drawn;
    if (!drawn) return;
    if (changed.has('tiles')) this.#choice.source = this.tiles;
    if (changed.has('language')) drawn.frame.language = this.language;
    if (changed.has('clusters')) this.#list();
    if (changed.has('place') || changed.has('placeName')) {
      drawn.place.show(this.place, this.#baseMap.datum, this.placeName);
    }
    drawn.place.movable = this.movable && this.place !== undefined;
    this.#emphasise();
  }

  #open() {
    const frame = new MapFrame(this.renderRoot, this.#baseMap, this.language, () =>
      map.invalidateSize({ pan: false }),
    );
    const { map } = frame;
    map.setView(CHINA, 4, { animate: false });
    frame.lay(this.#baseMap);
    const place = new MovedPlace(map, (position) => this.dispatchEvent(new PlaceMoveEvent(position)));
    this.#drawn = { frame, map, place };
    map.on('moveend', this.#tellArea);
    this.#list();
    // The page is told of the first view once it can listen.
    void this.updateComplete.then(this.#tellArea);
  }

  #standOn(baseMap: BaseMap) {
    const from = this.#baseMap.datum;
    this.#baseMap = baseMap;
    if (!this.#drawn) return;
    const { frame, map, place } = this.#drawn;
    frame.lay(baseMap, () => {
      if (from === baseMap.datum) return;
      const { lat, lng } = map.getCenter();
      map.setView(moved([lat, lng], from, baseMap.datum), map.getZoom(), { animate: false });
    });
    this.#list();
    place.show(this.place, baseMap.datum, this.placeName);
  }

  #list() {
    const { map } = this.#drawn!;
    const listed = new Map(this.clusters.map((cluster) => [keyOf(cluster), cluster]));
    for (const [key, mark] of this.#marks) {
      if (listed.has(key)) continue;
      mark.anchor.remove();
      this.#marks.delete(key);
    }
    for (const [key, cluster] of listed) {
      const { longitude, latitude } = cluster;
      const place = placedOn(
        this.#baseMap.datum,
        { position: [longitude, latitude], datum: 'wgs84' },
        map.getCenter().lng,
      );
      const mark = this.#marks.get(key);
      if (mark) mark.update(cluster, place);
      else {
        const added = new CatalogueMark(cluster, place, { pick: this.#pick, hover: this.#hover });
        this.#marks.set(key, added);
        added.anchor.addTo(map);
      }
    }
  }

  #emphasise() {
    for (const [key, mark] of this.#marks) mark.emphasise(key === this.selected, key === this.hovered);
  }

  readonly #pick = (cluster: MapMark) => {
    if (cluster.id !== null) this.dispatchEvent(new MarkPickEvent(cluster.id));
    else this.show(cluster.bbox);
  };

  readonly #hover = (cluster: MapMark | undefined) => {
    this.dispatchEvent(new MarkHoverEvent(cluster?.id ?? undefined));
  };

  readonly #tellArea = () => {
    const map = this.#drawn?.map;
    if (!map || map.getSize().x === 0) return;
    const size = map.getSize();
    const corner = (x: number, y: number) => {
      const { position, datum } = locatedOn(this.#baseMap.datum, map.containerPointToLatLng([x, y]));
      return convert(position, datum, 'wgs84');
    };
    const [west, south] = corner(0, size.y);
    const [east, north] = corner(size.x, 0);
    const world = size.x >= map.project([0, 180]).x - map.project([0, -180]).x;
    const bbox: Bbox = world ? [-180, south, 180, north] : [west, south, east, north];
    this.dispatchEvent(new AreaChangeEvent(bbox, map.getZoom()));
  };
}

const keyOf = ({ id, longitude, latitude }: MapMark): string =>
  id ?? `${longitude.toFixed(5)},${latitude.toFixed(5)}`;

customElements.define('catalogue-map', CatalogueMap);
