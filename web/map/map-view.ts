import { type LatLngPair, METERS_PER_DEGREE } from './ground.ts';
import * as L from './leaflet.ts';

export const MIN_ZOOM = 2;

export type View = { readonly center: LatLngPair; readonly zoom: number };

/** At once, also in the middle of an animation: Leaflet ignores an ordinary `setView` while it zooms. */
export const OUTRIGHT: L.ZoomPanOptions & { reset: true } = { reset: true };
/** Further out, what is seen around the customer is no street map any more. */
const MOST_LEVELS_OUT = 2;
/** Around a pin whose point has to be in view: half its width, its height, and a little more. */
const PIN_ROOM = { aside: 22, up: 40, down: 12 };
/** What the zoom buttons take of the right side. */
const BUTTONS_ASIDE = 40;
/** Above or below the customer's point, for the dot and the word. */
const CENTER_ROOM = 14;
/** Around a circle. */
const CIRCLE_MARGIN = 4;
/** A strip of the map, left over by the page for a moment: to fit anything into it would show half the world. */
const LEAST_HEIGHT = 100;

/**
 * What part of the world the map shows, and who chose it: the page, by a location or an answer, or the agent's own
 * hand. An animation that was under way when the page chose is the page's to end: it does not move the map away again.
 */
export class MapView {
  readonly #map: L.Map;
  #chosen: View;
  /** The agent has touched the map since the page chose. */
  #touched = false;

  constructor(map: L.Map, chosen: View) {
    this.#map = map;
    this.#chosen = chosen;
    map.setView(chosen.center, chosen.zoom, { animate: false });
    map.on('moveend', () => {
      if (!this.#touched && !this.isChosen) this.choose(this.#chosen);
    });
    for (const type of ['pointerdown', 'wheel', 'keydown']) {
      map
        .getContainer()
        .addEventListener(type, () => (this.#touched = true), { capture: true, passive: true });
    }
  }

  get chosen(): View {
    return this.#chosen;
  }

  /** Whether the map still shows what the page chose; a pixel is no difference, since resizing rounds to pixels. */
  get isChosen(): boolean {
    const map = this.#map;
    if (map.getZoom() !== this.#chosen.zoom) return false;
    const chosen = map.project(this.#chosen.center);
    return map.project(map.getCenter()).distanceTo(chosen) < 1.5;
  }

  choose(view: View) {
    this.#chosen = view;
    this.#touched = false;
    this.#map.setView(view.center, view.zoom, OUTRIGHT);
  }

  /**
   * Zooms out, never in, around the chosen centre, until the places are in view: no more than two levels, so that
   * streets can still be read, and leaving out the later places for that. Where the first place needs more, the view
   * goes as far out as it needs, and moves towards it as far as the centre stays in view, too. False while the map has
   * no size, or is too low to show two places.
   */
  include(places: readonly LatLngPair[]): boolean {
    const { x: width, y: height } = this.#map.getSize();
    if (width === 0 || height < LEAST_HEIGHT) return false;
    const { center, zoom } = this.#chosen;
    const middle = this.#map.project(center, 0);
    const { aside, up, down } = PIN_ROOM;
    const levelFor = (place: LatLngPair, roomX: number, roomNorth: number, roomSouth: number) => {
      const { x, y } = this.#map.project(place, 0).subtract(middle);
      const fits = Math.min(roomX / Math.abs(x), (y < 0 ? roomNorth : roomSouth) / Math.abs(y));
      return Math.max(MIN_ZOOM, Math.min(zoom, Math.floor(Math.log2(Math.max(1, fits)))));
    };
    const levels = places.map((place) =>
      levelFor(place, width / 2 - aside, height / 2 - up, height / 2 - down),
    );
    const near = levels.filter((level) => level >= zoom - MOST_LEVELS_OUT);
    const [first] = places;
    if (!first || levels[0] === near[0]) {
      const needed = Math.min(zoom, ...near);
      if (needed !== zoom) this.choose({ center, zoom: needed });
    } else {
      const vertical = height - up - down - CENTER_ROOM;
      this.choose({ center, zoom: levelFor(first, width - 2 * aside - BUTTONS_ASIDE, vertical, vertical) });
      this.reveal(L.latLng(first));
    }
    return true;
  }

  /** The nearest zoom that shows a circle around a place in the middle; no limit while the map has no size. */
  zoomForCircle([lat, lon]: LatLngPair, meters: number): number {
    const { x: width, y: height } = this.#map.getSize();
    if (width === 0 || height < LEAST_HEIGHT) return Number.POSITIVE_INFINITY;
    const north = lat + meters / METERS_PER_DEGREE;
    const radius = this.#map.project([lat, lon], 0).y - this.#map.project([north, lon], 0).y;
    return Math.max(MIN_ZOOM, Math.floor(Math.log2((Math.min(width, height) / 2 - CIRCLE_MARGIN) / radius)));
  }

  /** Brings a place into view, moving no further than needed, and not at all where it is in view. */
  reveal(place: L.LatLng) {
    const point = this.#map.latLngToContainerPoint(place);
    const { aside, up, down } = PIN_ROOM;
    const size = this.#map.getSize();
    const [right, bottom] = [size.x - aside - BUTTONS_ASIDE, size.y - down];
    if (size.x === 0 || L.bounds([aside, up], [right, bottom]).contains(point)) return;
    const beyond = (value: number, low: number, high: number) =>
      Math.min(0, value - low) + Math.max(0, value - high);
    const by = L.point(beyond(point.x, aside, right), beyond(point.y, up, bottom));
    const { lat, lng } = this.#map.containerPointToLatLng(size.divideBy(2).add(by));
    this.choose({ center: [lat, lng], zoom: this.#map.getZoom() });
  }

  /** The ground is another: shows on it what was shown before, whoever chose that. */
  standOn(move: (place: LatLngPair) => LatLngPair) {
    const map = this.#map;
    const { lat, lng } = map.getCenter();
    const isChosen = this.isChosen;
    this.#chosen = { ...this.#chosen, center: move(this.#chosen.center) };
    // A drag that is under way counts from the old ground: it ends here.
    map.dragging.disable();
    map.dragging.enable();
    map.setView(isChosen ? this.#chosen.center : move([lat, lng]), map.getZoom(), OUTRIGHT);
  }

  /** The frame has another size, or one at last after being hidden: the same centre in the middle of it. */
  resize() {
    const map = this.#map;
    const center = this.isChosen ? L.latLng(this.#chosen.center) : map.getCenter();
    const zoom = map.getZoom();
    map.invalidateSize({ pan: true, animate: false });
    map.panBy(map.project(center, zoom).subtract(map.project(map.getCenter(), zoom)).round(), {
      animate: false,
    });
  }
}
