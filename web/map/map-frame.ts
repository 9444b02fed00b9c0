import { dark, light } from '../../shared/base-map/palette.ts';
import type { Located } from '../../shared/datum.ts';
import type { Language } from '../../shared/language.ts';
import { AttributionLine } from './attribution-line.ts';
import type { BaseLayer, BaseMap } from './base-map.ts';
import { locatedOn } from './ground.ts';
import type * as L from './leaflet.ts';
import { MIN_ZOOM } from './map-view.ts';
import type { Look } from './offline-layer.ts';
import { createMap } from './reduced-motion.ts';
import { mapWords } from './words.ts';
import { ZoomButtons } from './zoom-buttons.ts';

/**
 * The half of a map that all of ours share: its place in the page, what lies under everything that is drawn, who is
 * named for that, light or dark, and how it is zoomed. Lives from the element's connecting to its disconnecting.
 */
export class MapFrame {
  readonly element = document.createElement('div');
  readonly map: L.Map;
  readonly #attribution: AttributionLine;
  readonly #zoomButtons: ZoomButtons;
  readonly #darkScheme = matchMedia('(prefers-color-scheme: dark)');
  readonly #resizes: ResizeObserver;
  #baseMap: BaseMap;
  #base: BaseLayer | undefined;
  #language: Language;

  /** Nothing lies under it, and nothing can be seen, before the map has a view and `lay` is called. */
  constructor(root: ParentNode, baseMap: BaseMap, language: Language, resized: () => void) {
    const { element } = this;
    element.className = 'map';
    element.role = 'group';
    root.append(element);
    this.map = createMap(element, {
      attributionControl: false,
      zoomControl: false,
      fadeAnimation: false,
      minZoom: MIN_ZOOM,
      maxZoom: baseMap.maxZoom,
      trackResize: false,
    });
    this.#baseMap = baseMap;
    this.#language = language;
    this.#attribution = new AttributionLine(this.map);
    this.#zoomButtons = new ZoomButtons(this.map);
    this.#resizes = new ResizeObserver(resized);
    this.#resizes.observe(element);
    this.#darkScheme.addEventListener('change', this.#dress);
    this.#dress();
    this.#speak();
  }

  /**
   * What is on the map is moved, but not drawn, until `release`: between a place and its answer a picture of half of it
   * would be all that is seen, and what draws it would take the processor from the answer.
   */
  hold() {
    this.#contents.contentVisibility = 'hidden';
    this.#base?.hold();
  }

  release() {
    this.#contents.contentVisibility = '';
    this.#base?.release();
  }

  get #contents(): CSSStyleDeclaration {
    return this.map.getPane('mapPane')!.style;
  }

  /** Another base map, or the first. @param prepare  between the one and the other */
  lay(baseMap: BaseMap, prepare: (base: BaseLayer) => void = () => {}) {
    this.#base?.remove();
    this.#baseMap = baseMap;
    this.#base = baseMap.layer(this.#look);
    prepare(this.#base);
    this.#base.addTo(this.map);
    this.#attribution.show(baseMap.attribution);
  }

  set language(language: Language) {
    this.#language = language;
    this.#speak();
  }

  /** The middle of the view. */
  get middle(): { readonly place: Located; readonly zoom: number } {
    return { place: locatedOn(this.#baseMap.datum, this.map.getCenter()), zoom: this.map.getZoom() };
  }

  remove() {
    this.#resizes.disconnect();
    this.#darkScheme.removeEventListener('change', this.#dress);
    this.map.remove();
    this.element.remove();
  }

  get #look(): Look {
    return { palette: this.#darkScheme.matches ? dark : light, language: this.#language };
  }

  readonly #dress = () => {
    this.element.classList.toggle('dark', this.#darkScheme.matches);
    if (this.#base) this.#base.look = this.#look;
  };

  #speak() {
    this.element.lang = this.#language;
    this.element.ariaLabel = mapWords[this.#language].keys;
    this.#zoomButtons.language = this.#language;
    if (this.#base) this.#base.look = this.#look;
  }
}
