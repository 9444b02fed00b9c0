// The streets of a sheet as SVG. Colours are classes of map-style.ts, so that the picture follows light and dark.
import { grown, type Pixel, type PixelBox, touches } from '../../shared/base-map/mercator.ts';
import { namesWithin, type WrittenName } from '../../shared/base-map/name-writer.ts';
import { type RoadStyle, roadStyle, roadWidth } from '../../shared/base-map/road-style.ts';
import { type DrawnFeature, SHEET_ZOOM, type Sheet } from '../../shared/base-map/sheet.ts';
import type { Language } from '../../shared/language.ts';
import { type Html, html } from './html.ts';
import { HEIGHT, type MapView, WIDTH } from './map-view.ts';
import { streetNames } from './street-sheets.ts';

/** Lines are written in quarters of a unit, as whole numbers: short to send, fine enough for any screen. */
const FINE = 4;
/** In units; wider than half of any stroke. */
const MARGIN = 8;
const AREAS = new Set(['landuse', 'campus', 'green', 'leisure', 'parking', 'plaza', 'water', 'platform']);
const BUILDINGS_FROM = 15;

const fineBox: PixelBox = [-MARGIN * FINE, -MARGIN * FINE, (WIDTH + MARGIN) * FINE, (HEIGHT + MARGIN) * FINE];

/** @param taken  where no name is written, in units of the picture */
export function drawStreets(
  sheet: Sheet,
  view: MapView,
  language: Language,
  taken: readonly PixelBox[],
): Html {
  const scale = 2 ** (view.zoom - SHEET_ZOOM);
  const offset = ([x, y]: Pixel): Pixel => [x * scale - view.origin[0], y * scale - view.origin[1]];
  const [left, top] = offset(sheet.origin);
  const fine = ([x, y]: Pixel): Pixel => [
    Math.round((x * scale + left) * FINE),
    Math.round((y * scale + top) * FINE),
  ];
  const shown: PixelBox = [-left / scale, -top / scale, (WIDTH - left) / scale, (HEIGHT - top) / scale];
  const visible = sheet.features.filter(({ box }) => touches(box, grown(shown, MARGIN / scale)));
  const linesOf = ({ lines }: DrawnFeature) => lines.map((line) => line.map(fine));
  const layer = (name: string) => visible.filter((feature) => feature.layer === name);
  const areaPath = (features: readonly DrawnFeature[]) => features.flatMap(linesOf).map(areaWithin).join('');
  const linePath = (features: readonly DrawnFeature[]) => features.flatMap(linesOf).map(lineWithin).join('');

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
    namesWithin(streetNames(sheet, view.zoom, language), [-left, -top, WIDTH - left, HEIGHT - top]),
    [left, top],
    taken,
  )}`;
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

/** Names that are whole in the picture and clear of what is `taken`. */
function drawNames(names: readonly WrittenName[], [left, top]: Pixel, taken: readonly PixelBox[]): Html {
  const place = (value: number) => Math.round(value * 10) / 10;
  const isShown = ({ box }: WrittenName) => {
    const placed: PixelBox = [box[0] + left, box[1] + top, box[2] + left, box[3] + top];
    const isWhole = placed[0] >= 0 && placed[1] >= 0 && placed[2] <= WIDTH && placed[3] <= HEIGHT;
    return isWhole && !taken.some((other) => touches(other, placed));
  };
  return html`${names.filter(isShown).map(({ glyphs, font, color, dot }) => {
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

/** `M12 7l3-4 5 6`: the parts of a line that touch the picture. */
function lineWithin(line: readonly Pixel[]): string {
  let written = '';
  let last: Pixel | undefined;
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1]!, line[i]!];
    const box: PixelBox = [
      Math.min(from[0], to[0]),
      Math.min(from[1], to[1]),
      Math.max(from[0], to[0]),
      Math.max(from[1], to[1]),
    ];
    if (!touches(box, fineBox)) {
      last = undefined;
      continue;
    }
    if (!last) written += `M${pair(from[0], from[1])}l`;
    written += `${last ? ' ' : ''}${pair(to[0] - from[0], to[1] - from[1])}`;
    last = to;
  }
  return written;
}

/** The part of a ring that lies in the picture (Sutherland and Hodgman, 1974). */
function areaWithin(ring: readonly Pixel[]): string {
  const [left, top, right, bottom] = fineBox;
  let cut: readonly Pixel[] = ring;
  cut = cutAt(cut, 0, left, 1);
  cut = cutAt(cut, 0, right, -1);
  cut = cutAt(cut, 1, top, 1);
  cut = cutAt(cut, 1, bottom, -1);
  const points = cut.filter(([x, y], i) => {
    const before = cut[i - 1];
    return !before || before[0] !== x || before[1] !== y;
  });
  if (points.length < 3) return '';
  const steps = points.slice(1).map(([x, y], i) => pair(x - points[i]![0], y - points[i]![1]));
  return `M${pair(points[0]![0], points[0]![1])}l${steps.join(' ')}z`;
}

/** What of a ring lies beyond `edge` on one axis; `side` 1 keeps the greater values, -1 the smaller. */
function cutAt(ring: readonly Pixel[], axis: 0 | 1, edge: number, side: 1 | -1): Pixel[] {
  const isIn = (point: Pixel) => (point[axis] - edge) * side >= 0;
  return ring.flatMap((point, i) => {
    const before = ring.at(i - 1)!;
    if (isIn(point) === isIn(before)) return isIn(point) ? [point] : [];
    const part = (edge - before[axis]) / (point[axis] - before[axis]);
    const other = Math.round(before[1 - axis]! + part * (point[1 - axis]! - before[1 - axis]!));
    const crossing: Pixel = axis === 0 ? [edge, other] : [other, edge];
    return isIn(point) ? [crossing, point] : [crossing];
  });
}

const pair = (x: number, y: number): string => (y < 0 ? `${x}${y}` : `${x} ${y}`);
