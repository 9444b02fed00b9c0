// Draws a street sheet onto a canvas whose unit is already the sheet's own pixel.
import { grown, type PixelBox, touches } from '../../shared/base-map/mercator.ts';
import type { Palette } from '../../shared/base-map/palette.ts';
import { type RoadStyle, roadStyle, roadWidth } from '../../shared/base-map/road-style.ts';
import type { DrawnFeature, Sheet } from '../../shared/base-map/sheet.ts';

const AREA_LAYERS = new Set([
  'landuse',
  'campus',
  'green',
  'leisure',
  'parking',
  'plaza',
  'water',
  'platform',
]);
const BUILDINGS_FROM = 14;
const BUILDING_EDGES_FROM = 16;
const CASINGS_FROM = 13;
/** Wider than any stroke, so that a road just outside still reaches in. */
const STROKE_MARGIN = 24;

type Road = { feature: DrawnFeature; style: RoadStyle };

/** What everything is drawn with. */
export type Pen = {
  readonly context: CanvasRenderingContext2D;
  readonly palette: Palette;
  readonly zoom: number;
  /** One pixel of the screen, in the units of the canvas. */
  readonly pixel: number;
};

/** @param shown  the part of the sheet that the canvas shows, in the sheet's pixels, which are the canvas's units */
export function drawSheet(pen: Pen, sheet: Sheet, shown: PixelBox) {
  const reach = grown(shown, STROKE_MARGIN);
  const visible = sheet.features.filter(({ box }) => touches(box, reach));
  const layer = (name: string) => visible.filter((feature) => feature.layer === name);

  pen.context.lineJoin = 'round';
  drawAreas(pen, visible);
  drawWaterways(pen, layer('waterway'));
  if (pen.zoom >= BUILDINGS_FROM) drawBuildings(pen, layer('building'));
  const rails = layer('rail');
  drawRails(pen, rails.filter(isUnderground));
  drawRoads(pen, layer('road'));
  drawRails(
    pen,
    rails.filter((rail) => !isUnderground(rail)),
  );
}

const paths = new WeakMap<DrawnFeature, Path2D>();

function pathOf(feature: DrawnFeature): Path2D {
  const known = paths.get(feature);
  if (known) return known;
  const path = new Path2D();
  const closed = feature.layer === 'building' || AREA_LAYERS.has(feature.layer);
  for (const line of feature.lines) {
    line.forEach(([x, y], index) => {
      if (index === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    });
    if (closed) path.closePath();
  }
  paths.set(feature, path);
  return path;
}

function drawAreas({ context, palette, pixel }: Pen, features: readonly DrawnFeature[]) {
  for (const feature of features) {
    if (!AREA_LAYERS.has(feature.layer)) continue;
    const { layer, kind } = feature;
    context.fillStyle = palette.areas[`${layer}/${kind}`] ?? palette.areas[layer]!;
    context.fill(pathOf(feature), 'evenodd');
    if (layer === 'campus') {
      context.strokeStyle = palette.campusEdge;
      context.lineWidth = pixel;
      context.stroke(pathOf(feature));
    }
  }
}

function drawWaterways({ context, palette, zoom, pixel }: Pen, features: readonly DrawnFeature[]) {
  context.strokeStyle = palette.water;
  context.lineCap = 'round';
  context.lineWidth = 5 * 2 ** ((zoom - 16) * 0.75) * pixel;
  for (const feature of features) if (!feature.tunnel) context.stroke(pathOf(feature));
}

function drawBuildings({ context, palette, zoom, pixel }: Pen, features: readonly DrawnFeature[]) {
  context.strokeStyle = palette.buildingEdge;
  context.lineWidth = pixel;
  for (const feature of features) {
    context.fillStyle = palette.areas[`building/${feature.kind}`] ?? palette.areas.building!;
    context.fill(pathOf(feature), 'evenodd');
    if (zoom >= BUILDING_EDGES_FROM) context.stroke(pathOf(feature));
  }
}

const isUnderground = ({ kind, bridge }: DrawnFeature) => kind === 'subway' && !bridge;

/** Subway: a broken line in its own colour; railway on the ground: the usual black and white. */
function drawRails({ context, palette, pixel }: Pen, features: readonly DrawnFeature[]) {
  context.lineCap = 'butt';
  for (const feature of features) {
    const path = pathOf(feature);
    if (isUnderground(feature)) {
      context.strokeStyle = palette.subway;
      context.lineWidth = 2 * pixel;
      context.setLineDash([7 * pixel, 4 * pixel]);
      context.stroke(path);
    } else {
      context.strokeStyle = palette.rail;
      context.lineWidth = 3.5 * pixel;
      context.stroke(path);
      context.strokeStyle = palette.land;
      context.lineWidth = 2 * pixel;
      context.setLineDash([7 * pixel, 7 * pixel]);
      context.stroke(path);
    }
    context.setLineDash([]);
  }
}

function drawRoads(pen: Pen, features: readonly DrawnFeature[]) {
  const roads: Road[] = features
    .map((feature) => ({ feature, style: roadStyle(feature.kind) }))
    .filter(({ style }) => pen.zoom >= style.from)
    .sort((a, b) => a.style.rank - b.style.rank);
  const isPath = ({ style }: Road) => style.paint === 'path' || style.paint === 'steps';
  const streets = roads.filter((road) => !isPath(road));
  drawPaths(pen, roads.filter(isPath));
  // Below ground, on it, above it: within each level all casings first, so that junctions are open.
  drawStreets(
    pen,
    streets.filter(({ feature }) => feature.tunnel),
  );
  drawStreets(
    pen,
    streets.filter(({ feature }) => !feature.tunnel && !feature.bridge),
  );
  drawStreets(
    pen,
    streets.filter(({ feature }) => feature.bridge),
  );
}

function drawPaths({ context, palette, zoom, pixel }: Pen, roads: readonly Road[]) {
  context.lineCap = 'butt';
  for (const { feature, style } of roads) {
    const width = roadWidth(style, zoom) * pixel;
    context.lineWidth = width;
    const steps = style.paint === 'steps';
    context.strokeStyle = steps ? palette.roads.steps : palette.roads.path;
    context.setLineDash(steps ? [width * 0.5, width * 0.4] : [4 * pixel, 2.5 * pixel]);
    context.stroke(pathOf(feature));
  }
  context.setLineDash([]);
}

function drawStreets({ context, palette, zoom, pixel }: Pen, roads: readonly Road[]) {
  const paintOf = ({ style }: Road) => palette.roads[style.paint as 'street'];
  const cased = zoom >= CASINGS_FROM;
  if (cased) {
    for (const road of roads) {
      const { feature, style } = road;
      context.lineCap = feature.bridge || feature.tunnel ? 'butt' : 'round';
      context.strokeStyle = paintOf(road).casing;
      context.lineWidth = (roadWidth(style, zoom) + 1) * pixel;
      if (feature.tunnel) context.setLineDash([5 * pixel, 4 * pixel]);
      context.stroke(pathOf(feature));
      context.setLineDash([]);
    }
  }
  context.lineCap = 'round';
  for (const road of roads) {
    context.strokeStyle = paintOf(road).fill;
    context.lineWidth = Math.max(0.6, roadWidth(road.style, zoom) - (cased ? 1 : 0)) * pixel;
    context.globalAlpha = road.feature.tunnel ? 0.6 : 1;
    context.stroke(pathOf(road.feature));
  }
  context.globalAlpha = 1;
}
