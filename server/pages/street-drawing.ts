// The streets of a sheet as SVG. Colours are classes of map-style.ts, so that the picture follows light and dark.
import { grown, type Pixel, type PixelBox, touches } from '../../shared/base-map/mercator.ts';
import type { WrittenName } from '../../shared/base-map/name-writer.ts';
import { type RoadStyle, roadStyle, roadWidth } from '../../shared/base-map/road-style.ts';
import { type DrawnFeature, SHEET_ZOOM, type Sheet } from '../../shared/base-map/sheet.ts';
import { writeNames } from '../../shared/base-map/sheet-names.ts';
import type { Measure } from '../../shared/base-map/writing.ts';
import type { Language } from '../../shared/language.ts';
import { lineWithin, ringWithin } from './clipping.ts';
import { type Html, html } from './html.ts';
import { HEIGHT, type MapView, WIDTH } from './map-view.ts';

/** Lines are written in quarters of a unit, as whole numbers: short to send, fine enough for any screen. */
const FINE = 4;
/** In units; wider than half of any stroke. */
const MARGIN = 8;
const AREAS = new Set(['landuse', 'campus', 'green', 'leisure', 'parking', 'plaza', 'water', 'platform']);
const BUILDINGS_FROM = 15;

const drawnBox: PixelBox = [-MARGIN, -MARGIN, WIDTH + MARGIN, HEIGHT + MARGIN];

/** @param taken  where no name is written, in units of the picture */
export function drawStreets(
  sheet: Sheet,
  view: MapView,
  language: Language,
  taken: readonly PixelBox[],
): Html {
  const scale = 2 ** (view.zoom - SHEET_ZOOM);
  const [left, top] = sheet.origin.map((each, axis) => each * scale - view.origin[axis as 0 | 1]) as [
    number,
    number,
  ];
  const placed = ([x, y]: Pixel): Pixel => [x * scale + left, y * scale + top];
  const shown: PixelBox = [-left / scale, -top / scale, (WIDTH - left) / scale, (HEIGHT - top) / scale];
  const visible = sheet.features.filter(({ box }) => touches(box, grown(shown, MARGIN / scale)));
  const linesOf = ({ lines }: DrawnFeature) => lines.map((line) => line.map(placed));
  const layer = (name: string) => visible.filter((feature) => feature.layer === name);
  const areaPath = (features: readonly DrawnFeature[]) =>
    features
      .flatMap(linesOf)
      .map((ring) => steps(ringWithin(ring, drawnBox), 'z'))
      .join('');
  const linePath = (features: readonly DrawnFeature[]) =>
    features
      .flatMap(linesOf)
      .flatMap((line) => lineWithin(line, drawnBox))
      .map((part) => steps(part))
      .join('');

  const areas = visible
    .filter((feature) => AREAS.has(feature.layer))
    .map((feature) => path(areaClass(feature), areaPath([feature])));
  const waters = layer('waterway').filter(({ tunnel }) => !tunnel);
  const buildings = view.zoom >= BUILDINGS_FROM ? layer('building') : [];
  const rails = layer('rail');
  const isSubway = ({ kind, bridge }: DrawnFeature) => kind === 'subway' && !bridge;
  return html`<g transform="scale(${1 / FINE})" fill-rule="evenodd">${areas}${[
    path('waterway', linePath(waters), 5 * 2 ** ((view.zoom - 16) * 0.75)),
    path('building', areaPath(buildings)),
    path('subway', linePath(rails.filter(isSubway)), 2),
  ]}${drawRoads(
    layer('road').filter(({ tunnel }) => !tunnel),
    view.zoom,
    linePath,
  )}${path('rail', linePath(rails.filter((rail) => !isSubway(rail))), 2.5)}</g>${drawNames(
    writeNames(
      cutOut(sheet, visible, shown),
      view.zoom,
      language,
      aboutWidth,
      taken.map((box) => [box[0] - left, box[1] - top, box[2] - left, box[3] - top]),
    ),
    [left, top],
  )}`;
}

/** What is shown of a sheet, so that names are written where they can be seen. */
function cutOut({ origin, streets }: Sheet, features: readonly DrawnFeature[], shown: PixelBox): Sheet {
  return {
    origin,
    features,
    streets: streets.flatMap((street) => {
      const lines = street.lines.flatMap((line) => lineWithin(line, shown));
      return lines.length > 0 ? [{ ...street, lines }] : [];
    }),
  };
}

/** Without a font to measure by: what characters are wide in most. */
export const aboutWidth: Measure = (text, font) => {
  const size = Number(/(\d+)px/.exec(font)![1]);
  return [...text].reduce((sum, character) => sum + widthInEms(character), 0) * size;
};

function widthInEms(character: string): number {
  if (/\p{Script=Han}|\p{Script=Hangul}|\p{Script=Kana}/u.test(character)) return 1;
  if (/[\sfijlrtI.,'()|!:;-]/.test(character)) return 0.3;
  return /[mwMW@%]/.test(character) ? 0.85 : /\p{Lu}/u.test(character) ? 0.65 : 0.55;
}

const areaClass = ({ layer, kind }: DrawnFeature): string => `${layer} ${layer}-${kind}`;

const path = (name: string, d: string, width?: number): Html | false =>
  d !== '' &&
  html`<path class="${name}" d="${d}"${width !== undefined && html` stroke-width="${fineWidth(width)}"`}/>`;

const fineWidth = (width: number): number => Math.round(width * FINE * 10) / 10;

/** Roads of one look are one path; all casings lie under all fillings, so that junctions are open. */
function drawRoads(
  roads: readonly DrawnFeature[],
  zoom: number,
  linePath: (features: readonly DrawnFeature[]) => string,
): Html {
  const byLook = Map.groupBy(
    roads.filter(({ kind }) => zoom >= roadStyle(kind).from),
    ({ kind }) => lookOf(roadStyle(kind)),
  );
  const looks = [...byLook.values()]
    .map((features, number) => ({
      id: `road-${number}`,
      style: roadStyle(features[0]!.kind),
      d: linePath(features),
    }))
    .filter(({ d }) => d !== '')
    .sort((a, b) => a.style.rank - b.style.rank);
  const isPath = ({ style }: { style: RoadStyle }) => style.paint === 'path' || style.paint === 'steps';
  const streets = looks.filter((look) => !isPath(look));
  return html`${looks.filter(isPath).map(({ style, d }) => path(style.paint, d, roadWidth(style, zoom)))}<defs>${streets.map(
    ({ id, d }) => html`<path id="${id}" d="${d}"/>`,
  )}</defs>${streets.map(
    ({ id, style }) =>
      html`<use href="#${id}" class="${style.paint}-casing" stroke-width="${fineWidth(roadWidth(style, zoom) + 1)}"/>`,
  )}${streets.map(
    ({ id, style }) =>
      html`<use href="#${id}" class="${style.paint}" stroke-width="${fineWidth(Math.max(0.6, roadWidth(style, zoom) - 1))}"/>`,
  )}`;
}

const lookOf = ({ paint, width, rank }: RoadStyle): string => `${paint} ${width} ${rank}`;

/** Names that are whole in the picture. */
function drawNames(names: readonly WrittenName[], [left, top]: Pixel): Html {
  const place = (value: number) => Math.round(value * 10) / 10;
  const isWhole = ({ box }: WrittenName) =>
    box[0] + left >= 0 && box[1] + top >= 0 && box[2] + left <= WIDTH && box[3] + top <= HEIGHT;
  return html`${names.filter(isWhole).map(({ glyphs, font, color, dot }) => {
    const [, weight, size] = /^(\d+) (\d+)px/.exec(font)!;
    const letters = glyphs.map(({ text, x, y, angle }) => {
      const turn = Math.round((angle * 180) / Math.PI);
      const at = `translate(${place(x + left)} ${place(y + top)})${turn === 0 ? '' : ` rotate(${turn})`}`;
      return html`<text transform="${at}">${text}</text>`;
    });
    return html`<g class="name name-${color}" font-size="${size}" font-weight="${weight}">${letters}${
      dot && html`<circle cx="${place(dot[0] + left)}" cy="${place(dot[1] + top)}" r="4"/>`
    }</g>`;
  })}`;
}

/** `M12 7l3-4 5 6`; '' where nothing is left of it. */
function steps(points: readonly Pixel[], end = ''): string {
  const fine = points.map(([x, y]): Pixel => [Math.round(x * FINE), Math.round(y * FINE)]);
  const apart = fine.filter(([x, y], i) => i === 0 || fine[i - 1]![0] !== x || fine[i - 1]![1] !== y);
  if (apart.length < 2) return '';
  const moves = apart.slice(1).map(([x, y], i) => pair(x - apart[i]![0], y - apart[i]![1]));
  return `M${pair(apart[0]![0], apart[0]![1])}l${moves.join(' ')}${end}`;
}

const pair = (x: number, y: number): string => (y < 0 ? `${x}${y}` : `${x} ${y}`);
