import { distanceInWords } from '../../shared/distance-words.ts';
import type { Language } from '../../shared/language.ts';
import { Anchor } from './anchor.ts';
import { type LatLngPair, METERS_PER_DEGREE } from './ground.ts';
import * as L from './leaflet.ts';

/** The ring that is to be in view. */
export const FIRST_RING_METERS = 1_000;
/** Drawn wherever they can be told from the customer's mark. */
const RING_METERS = [FIRST_RING_METERS, 3_000, 10_000];
/** Nearer and farther: drawn as well where they fit the view. */
const MORE_RING_METERS = [100, 300, 30_000, 100_000];
/** A ring smaller than this lies under the customer's mark. */
const SMALLEST_PIXELS = 28;
/** Where on the ring its label is tried: the top first, then around; the first that is in view is taken. */
const LABEL_BEARINGS = [0, 180, 90, 270, 45, 315, 135, 225];
const LABEL_MARGIN = { aside: 34, up: 16 };
const SVG = 'http://www.w3.org/2000/svg';

/** Circles of known distance around the customer's point: what there is to go by where the base map is empty. */
export class RangeRings {
  readonly #map: L.Map;
  readonly #anchor: Anchor;
  readonly #drawing = document.createElementNS(SVG, 'svg');
  readonly #labels = document.createElement('div');

  constructor(map: L.Map) {
    this.#map = map;
    map.createPane('rings');
    const element = document.createElement('div');
    element.className = 'rings';
    element.append(this.#drawing, this.#labels);
    this.#anchor = new Anchor(element, { pane: 'rings', scales: true });
  }

  /** Draws the rings around `center`; undefined takes them away. */
  draw(center: LatLngPair | undefined, language: Language) {
    const map = this.#map;
    if (!center) {
      this.#anchor.remove();
      return;
    }
    this.#anchor.place = L.latLng(center);
    this.#anchor.addTo(map);
    const size = map.getSize();
    const farthest = Math.hypot(size.x, size.y);
    const shown = [...RING_METERS, ...MORE_RING_METERS]
      .sort((a, b) => a - b)
      .map((meters) => ({ meters, ...ellipseOf(map, center, meters) }))
      .filter(
        ({ meters, down }) => down >= SMALLEST_PIXELS && (RING_METERS.includes(meters) || down <= farthest),
      );
    this.#drawing.replaceChildren(...shown.map(drawn));
    this.#labels.replaceChildren(
      ...shown.flatMap(({ meters, ...ellipse }) => {
        const spot = labelSpot(map, center, ellipse);
        return spot ? label(distanceInWords(meters, language), spot) : [];
      }),
    );
  }
}

/** A circle on the ground as the map shows it, in pixels from its own centre. */
type Ellipse = { readonly up: number; readonly down: number; readonly aside: number };

function ellipseOf(map: L.Map, [lat, lon]: LatLngPair, meters: number): Ellipse {
  const degrees = meters / METERS_PER_DEGREE;
  const y = (latitude: number) => map.project([latitude, lon]).y;
  const middle = y(lat);
  const aside =
    map.project([lat, lon + degrees / Math.cos((lat * Math.PI) / 180)]).x - map.project([lat, lon]).x;
  return { up: middle - y(lat + degrees), down: y(lat - degrees) - middle, aside };
}

function drawn({ up, down, aside }: Ellipse): SVGEllipseElement {
  const ring = document.createElementNS(SVG, 'ellipse');
  ring.classList.add('ring');
  for (const [name, value] of [
    ['cy', (down - up) / 2],
    ['rx', aside],
    ['ry', (up + down) / 2],
  ] as const) {
    ring.setAttribute(name, value.toFixed(1));
  }
  return ring;
}

function label(text: string, { x, y }: L.Point): HTMLElement {
  const element = document.createElement('span');
  element.className = 'ring-label';
  element.textContent = text;
  element.style.left = `${Math.round(x)}px`;
  element.style.top = `${Math.round(y)}px`;
  return element;
}

/** From the centre. */
function labelSpot(map: L.Map, center: LatLngPair, { up, down, aside }: Ellipse): L.Point | undefined {
  const middle = map.latLngToContainerPoint(center);
  const room = L.point(LABEL_MARGIN.aside, LABEL_MARGIN.up);
  const view = L.bounds(room, map.getSize().subtract(room));
  for (const bearing of LABEL_BEARINGS) {
    const angle = (bearing * Math.PI) / 180;
    const spot = L.point(aside * Math.sin(angle), (down - up) / 2 - ((up + down) / 2) * Math.cos(angle));
    if (view.contains(middle.add(spot))) return spot;
  }
  return undefined;
}
