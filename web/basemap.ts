// Makes web/static/basemap from plain GeoJSON in WGS-84: `node web/basemap.ts <folder>`. Below the folder lie
// basemap/ (world-land-110m.geojson and the street areas named here, each feature with `layer`, `kind` and where known
// `name`, `name_en`, `bridge`, `tunnel`) and beijing-osm-pois/ (places with all their OpenStreetMap tags: the stations).
// What comes out is what the map draws: quantised, without the properties it does not read, and with each street's
// pieces joined into the long lines that its name is written along.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinLines } from '../shared/base-map/line-joining.ts';
import type { SheetFeature, SheetFile, SheetStreet } from '../shared/base-map/sheet-file.ts';

type Coordinates = [lon: number, lat: number][];
type Feature = {
  properties: { layer: string; kind: string } & Partial<
    Record<'name' | 'name_en' | 'bridge' | 'tunnel', string>
  >;
  geometry:
    | { type: 'LineString'; coordinates: Coordinates }
    | { type: 'MultiPolygon'; coordinates: Coordinates[][] };
};
type Box = [west: number, south: number, east: number, north: number];
type Collection = { bbox: Box; features: Feature[] };

type Place = {
  properties: { name: string; 'name:en'?: string; railway?: string };
  geometry: { type: string; coordinates: [lon: number, lat: number] };
};

/** Output name → source. */
const streetAreas = {
  'beijing-xueyuanlu': 'beijing-haidian-xueyuanlu.geojson',
  'beijing-tsinghua': 'beijing-haidian-tsinghua.geojson',
  'shenzhen-futian': 'shenzhen-futian-roads.geojson',
};
/** Steps in a degree: 1 m for streets, as in their source; 1 km for the world's land. */
const STREET_STEPS = 1e5;
const WORLD_STEPS = 100;

const [source] = process.argv.slice(2);
if (!source) throw new Error('Name the folder with the data: node web/basemap.ts <folder>');
const target = join(import.meta.dirname, 'static', 'basemap');

const read = <Content = Collection>(name: string): Content =>
  JSON.parse(readFileSync(join(source, name), 'utf8'));
const write = (name: string, content: unknown) =>
  writeFileSync(join(target, name), `${JSON.stringify(content)}\n`);

/** [lon, lat, then differences], in steps from `origin`; a point that falls on the one before it is left out. */
function quantised(line: Coordinates, [west, south]: readonly [number, number], steps: number): number[] {
  let last = [0, 0];
  return line.flatMap(([lon, lat], index) => {
    const point = [Math.round((lon - west) * steps), Math.round((lat - south) * steps)];
    const step = [point[0]! - last[0]!, point[1]! - last[1]!];
    if (index > 0 && step[0] === 0 && step[1] === 0) return [];
    last = point;
    return step;
  });
}

const linesOf = ({ geometry }: Feature): Coordinates[] =>
  geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates.flat();

function sheetOf({ bbox, features }: Collection): SheetFile {
  const quantise = (line: Coordinates) => quantised(line, [bbox[0], bbox[1]], STREET_STEPS);
  const drawn = features.map((feature): SheetFeature => {
    const { layer, kind, name, name_en, bridge, tunnel } = feature.properties;
    return {
      layer,
      kind,
      // A road's name stands with the street it is a piece of.
      ...(name && layer !== 'road' && { name, ...(name_en && { nameEn: name_en }) }),
      ...(bridge && { bridge: true as const }),
      ...(tunnel && { tunnel: true as const }),
      lines: linesOf(feature).map(quantise),
    };
  });
  drawn.push(
    ...stations
      .filter(({ position }) => holds(bbox, position))
      .map(({ position, name, nameEn }) => ({
        layer: 'station',
        kind: 'subway',
        name,
        ...(nameEn && { nameEn }),
        lines: [quantise([position])],
      })),
  );
  return { bbox, steps: STREET_STEPS, features: drawn, streets: streetsOf(features, quantise) };
}

const holds = ([west, south, east, north]: Box, [lon, lat]: readonly [number, number]) =>
  lon >= west && lon <= east && lat >= south && lat <= north;

/** A station once, in the middle of the points it is mapped by: one a platform. */
function stationsOf(places: Place[]) {
  const points = places.filter(
    ({ properties, geometry }) => properties.railway === 'station' && geometry.type === 'Point',
  );
  return [...Map.groupBy(points, ({ properties }) => properties.name)].map(([name, platforms]) => {
    const mean = (axis: 0 | 1) =>
      platforms.reduce((sum, { geometry }) => sum + geometry.coordinates[axis], 0) / platforms.length;
    return {
      name,
      nameEn: platforms[0]!.properties['name:en'],
      position: [mean(0), mean(1)] as [number, number],
    };
  });
}

/** Named roads by name, the ramps left out: their names are those of junctions. */
function streetsOf(features: Feature[], quantise: (line: Coordinates) => number[]): SheetStreet[] {
  const named = features.filter(
    ({ properties: { layer, kind, name } }) => layer === 'road' && name && !kind.endsWith('_link'),
  );
  return [...Map.groupBy(named, ({ properties }) => properties.name!)].map(([name, pieces]) => {
    const nameEn = pieces.find(({ properties }) => properties.name_en)?.properties.name_en;
    const byKind = Map.groupBy(pieces, ({ properties }) => properties.kind);
    const [kind] = [...byKind].sort((a, b) => b[1].length - a[1].length)[0]!;
    return {
      kind,
      name,
      ...(nameEn && nameEn !== name && { nameEn }),
      lines: joinLines(pieces.flatMap(linesOf)).map(quantise),
    };
  });
}

/**
 * A ring that leaps across the antimeridian, made continuous: once east of it and once west, so that the map's square
 * cuts both off at its edges; around the pole, closed along the square's edge.
 */
function unwrapped(ring: Coordinates): Coordinates[] {
  let [turns, before] = [0, ring[0]![0]];
  const continuous = ring.map(([lon, lat]): [number, number] => {
    if (Math.abs(lon - before) > 180) turns += lon < before ? 360 : -360;
    before = lon;
    return [lon + turns, lat];
  });
  if (turns !== 0) return [[...continuous, [continuous.at(-1)![0], -90], [continuous[0]![0], -90]]];
  const lons = continuous.map(([lon]) => lon);
  const shift = Math.max(...lons) > 180 ? -360 : Math.min(...lons) < -180 ? 360 : 0;
  return shift === 0 ? [continuous] : [continuous, continuous.map(([lon, lat]) => [lon + shift, lat])];
}

const stations = stationsOf(
  read<{ features: Place[] }>('beijing-osm-pois/beijing-osm-pois.geojson').features,
);
const index = Object.entries(streetAreas).map(([name, file]) => {
  const collection = read(`basemap/${file}`);
  const sheet = sheetOf(collection);
  const points = collection.features.flatMap(linesOf).flat();
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)];
  const extent: Box = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  write(`${name}.json`, sheet);
  return { name, bbox: sheet.bbox, extent };
});
write('sheets.json', index);

const land = read('basemap/world-land-110m.geojson').features.flatMap(linesOf).flatMap(unwrapped);
write('world.json', {
  steps: WORLD_STEPS,
  lines: land.map((ring) => quantised(ring, [-180, -90], WORLD_STEPS)),
});
