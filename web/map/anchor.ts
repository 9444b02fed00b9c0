import * as L from './leaflet.ts';

/** An element that stands on a place: lighter than Leaflet's markers, which bring icons, shadows and dragging along. */
export class Anchor extends L.Layer {
  declare options: L.InteractiveLayerOptions;
  readonly element: HTMLElement;
  readonly #pane: string;
  readonly #scales: boolean;
  #place = L.latLng(0, 0);
  #lift = 0;

  /**
   * @param pane  what it lies in
   * @param scales  whether it grows with the map while that zooms
   */
  constructor(element: HTMLElement, { pane = 'markerPane', scales = false } = {}) {
    super();
    // A click on it is not one on the map below.
    this.options.bubblingMouseEvents = false;
    this.element = element;
    this.#pane = pane;
    this.#scales = scales;
    element.classList.add('anchor', 'leaflet-zoom-animated');
  }

  get place(): L.LatLng {
    return this.#place;
  }

  set place(place: L.LatLng) {
    this.#place = place;
    this.#stand();
  }

  /** Over others that are less lifted; of those equally lifted the southern lies over the northern. */
  set lift(lift: number) {
    if (lift === this.#lift) return;
    this.#lift = lift;
    this.#stand();
  }

  override getEvents(): { [name: string]: L.LeafletEventHandlerFn } {
    return {
      zoom: () => this.#stand(),
      viewreset: () => this.#stand(),
      zoomanim: (event) => this.#glide(event as L.ZoomAnimEvent),
    };
  }

  override onAdd(map: L.Map): this {
    map.getPane(this.#pane)!.append(this.element);
    this.addInteractiveTarget(this.element);
    this.#stand();
    return this;
  }

  override onRemove(): this {
    this.removeInteractiveTarget(this.element);
    this.element.remove();
    return this;
  }

  #stand() {
    const map = this._map;
    if (!map) return;
    const point = map.latLngToLayerPoint(this.#place).round();
    L.setPosition(this.element, point);
    this.element.style.zIndex = `${point.y + this.#lift}`;
  }

  /** Where it will stand when the map has zoomed; the style sheet takes it there. */
  #glide({ center, zoom }: L.ZoomAnimEvent) {
    const map = this._map;
    const corner = map.project(center, zoom).subtract(map.getSize().divideBy(2));
    const origin = corner.add(L.getPosition(map.getPane('mapPane')!)).round();
    const point = map.project(this.#place, zoom).subtract(origin).round();
    L.setTransform(this.element, point, this.#scales ? map.getZoomScale(zoom, map.getZoom()) : 1);
  }
}
