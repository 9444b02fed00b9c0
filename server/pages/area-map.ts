// A picture of a place's surroundings, made here as SVG, for readers without scripts: the streets where the shipped
// base map has them, else rings of known distance around the place. North is up.
import type { Pixel, PixelBox } from '../../shared/base-map/mercator.ts';
import { distanceInWords } from '../../shared/distance-words.ts';
import type { Language } from '../../shared/language.ts';
import type { Position } from '../../shared/position.ts';
import { type Html, html } from './html.ts';
import { HEIGHT, type MapView, viewOf, WIDTH } from './map-view.ts';
import { drawStreets } from './street-drawing.ts';
import { streetsAt } from './street-sheets.ts';
import type { Words } from './words.ts';

/** A store in the picture: where it is in WGS-84, and its number among others; without one it stands alone. */
export type MapPoint = { readonly ground: Position; readonly number?: number };

/**
 * @param label  what the picture shows, for whoever cannot see it
 * @param href  what a tap on it opens; absent: nothing
 */
export function areaMap(
  points: readonly MapPoint[],
  { label, href, language, say }: { label: string; href?: string; language: Language; say: Words },
): Html {
  const view = viewOf(points.map(({ ground }) => ground));
  const places = points.map(({ ground }) => view.place(ground));
  const sheet = streetsAt(points[0]!.ground);
  const hasStreets = sheet !== undefined && points.every(({ ground }) => streetsAt(ground) === sheet);
  const taken = [...places.map(pinBox), scaleBox, northBox];
  const svg = html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">${
    hasStreets ? drawStreets(sheet, view, language, taken) : rings(places[0]!, view, language)
  }${scale(view, language)}${north(say)}${points.map((point, i) => pin(places[i]!, point.number)).reverse()}</svg>`;
  const credit =
    hasStreets &&
    html`<figcaption class="quiet"><a href="https://www.openstreetmap.org/copyright" rel="noreferrer">© OpenStreetMap contributors</a></figcaption>`;
  return html`<figure class="map">${href === undefined ? svg : html`<a href="${href}" rel="noreferrer">${svg}</a>`}${credit}</figure>`;
}

const RING_METERS = [
  50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
];
const MOST_RINGS = 3;
/** A smaller one would be hidden by the pin. */
const SMALLEST_RING = 40;

/** Labelled below the place: above it stands the pin. */
function rings([x, y]: Pixel, { metersPerUnit }: MapView, language: Language): Html {
  const shown = RING_METERS.map((meters) => ({ meters, radius: round(meters / metersPerUnit) }))
    .filter(({ radius }) => radius >= SMALLEST_RING && y + radius <= HEIGHT - 8)
    .slice(0, MOST_RINGS);
  const [cx, cy] = [round(x), round(y)];
  return html`<g class="rings"><path d="M${cx} 0V${HEIGHT}M0 ${cy}H${WIDTH}"/>${shown.map(
    ({ radius }) => html`<circle cx="${cx}" cy="${cy}" r="${radius}"/>`,
  )}</g><g class="mark" font-size="11">${shown.map(
    ({ meters, radius }) =>
      html`<text x="${cx}" y="${round(y + radius)}">${distanceInWords(meters, language)}</text>`,
  )}</g>`;
}

const SCALE_UNITS = 90;
const scaleBox: PixelBox = [8, HEIGHT - 26, 12 + SCALE_UNITS, HEIGHT];

/** The longest round length that fits, drawn to scale. */
function scale({ metersPerUnit }: MapView, language: Language): Html {
  const meters = RING_METERS.findLast((each) => each / metersPerUnit <= SCALE_UNITS) ?? RING_METERS[0]!;
  const length = round(meters / metersPerUnit);
  return html`<g class="mark" font-size="11"><path d="M12 ${HEIGHT - 14}v5h${length}v-5"/><text x="${12 + length / 2}" y="${HEIGHT - 18}">${distanceInWords(meters, language)}</text></g>`;
}

const northBox: PixelBox = [WIDTH - 28, 4, WIDTH - 8, 42];

const north = (say: Words): Html =>
  html`<g class="mark" font-size="11"><path d="M${WIDTH - 18} 10l5 14-5-3-5 3z"/><text x="${WIDTH - 18}" y="34">${say.north}</text></g>`;

const pinBox = ([x, y]: Pixel): PixelBox => [x - 13, y - 36, x + 13, y];

/** Its tip is the place. */
const pin = ([x, y]: Pixel, number: number | undefined): Html =>
  html`<g class="pin" transform="translate(${round(x)} ${round(y)})"><path d="M0 0C-3-9-12-14-12-23a12 12 0 0 1 24 0C12-14 3-9 0 0z"/>${
    number === undefined
      ? html`<circle cy="-23" r="4.5"/>`
      : html`<text y="-23" font-size="13" font-weight="600">${number}</text>`
  }</g>`;

const round = (value: number): number => Math.round(value * 10) / 10;
