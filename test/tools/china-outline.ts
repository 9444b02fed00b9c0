// Writes shared/china-outline.ts from borders that the project does not need beside it:
//   npm pack @osm_borders/maritime_1000m && tar -xzf osm_borders-maritime_1000m-*.tgz
//   node test/tools/china-outline.ts package/borders.geo.json
//
// On land the outline is the border in OpenStreetMap (© OpenStreetMap contributors, ODbL; drawn to 1 km), with as few
// corners as keep within TOLERANCE of it. At sea the line goes around the mainland's islands and coastal waters:
// @rapideditor/country-coder's corners (ISC), and more where that cuts them off. Hong Kong and Macau are country-coder's.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { borders } from '@rapideditor/country-coder';

type Corner = [lon: number, lat: number];

/** Together with that of the source less than the 3 km that the outline is right from. */
const TOLERANCE_METERS = 1_800;
/** A segment over so many corners more may still be near enough where a shorter one is not. */
const MOST_MISSES = 25;
/** Corners lie on a grid of this fraction of a degree: for kilometres; for country-coder's own lines. */
const COARSE = 250;
const FINE = 1_000;

/** From off Dongxing to off Dandong, clear of Taiwan's islands, Wuqiu and Matsu too. */
const SEA: readonly Corner[] = [
  // Vietnam's waters begin at a line agreed on in 2000.
  [108.1011, 21.4701],
  [108.1347, 21.2756],
  [108.2086, 21.2097],
  [108.3792, 20.4014],
  [108.0037, 17.9816],
  [111.6049, 13.5711],
  [118.4137, 24.0678],
  // Between Xiamen and Kinmen.
  [118.117, 24.3973],
  [118.2824, 24.5123],
  [118.3529, 24.5165],
  [118.4245, 24.5465],
  [118.6333, 24.4626],
  // Quanzhou Bay to Meizhou Island, inside of Wuqiu.
  [118.95, 24.45],
  [119.28, 24.8],
  [119.34, 25.06],
  [119.423, 25.0886],
  // Nanri and Pingtan with the waters before them, south of Matsu.
  [119.75, 25.1],
  [120.05, 25.2],
  [120.22, 25.42],
  [120.16, 25.7],
  [119.86, 25.93],
  [119.7882, 26.2348],
  [120.0693, 26.3959],
  [120.5128, 26.536],
  // The Taishan, Nanji, Yushan, Zhoushan and Shengsi Islands.
  [121.0, 26.6],
  [121.0353, 26.8787],
  [122.0, 27.6],
  [123.0, 28.9],
  [123.6, 30.2],
  [123.5458, 31.0194],
  [122.2938, 31.7651],
  [122.8053, 33.3057],
  [123.856, 37.4909],
  [123.905, 38.7995],
  [124.1753, 39.8232],
];

type Shape =
  | { type: 'Polygon'; coordinates: Corner[][] }
  | { type: 'MultiPolygon'; coordinates: Corner[][][] }
  | { type: 'GeometryCollection'; geometries: Shape[] };

const ringsOf = (shape: Shape): Corner[][] => {
  switch (shape.type) {
    case 'Polygon':
      return shape.coordinates;
    case 'MultiPolygon':
      return shape.coordinates.flat();
    case 'GeometryCollection':
      return shape.geometries.flatMap(ringsOf);
  }
};

/** The mainland with its waters: the ring of most corners. */
function mainland(bordersFile: string): Corner[] {
  const { features }: { features: { properties: { isoA3: string }; geometry: Shape }[] } = JSON.parse(
    readFileSync(bordersFile, 'utf8'),
  );
  const china = features.find(({ properties }) => properties.isoA3 === 'CHN')!;
  return ringsOf(china.geometry)
    .reduce((longest, ring) => (ring.length > longest.length ? ring : longest))
    .slice(0, -1);
}

/** The part of a ring between the corners nearest to two places, in its own direction. */
function stretch(ring: readonly Corner[], from: Corner, to: Corner): Corner[] {
  const nearest = (place: Corner) =>
    ring.reduce(
      (best, corner, index) =>
        metersBetween(corner, place) < metersBetween(ring[best]!, place) ? index : best,
      0,
    );
  const [start, end] = [nearest(from), nearest(to)];
  return start <= end ? ring.slice(start, end + 1) : [...ring.slice(start), ...ring.slice(0, end + 1)];
}

/** The fewest of its corners, on the grid, that no corner lies further from than the tolerance. */
function simplified(line: readonly Corner[]): Corner[] {
  const snapped = line.map(snap);
  const last = line.length - 1;
  /** From each corner: how many segments it takes to the end, and to which corner the first one goes. */
  const segments = line.map((_, index) => (index === last ? 0 : Number.POSITIVE_INFINITY));
  const next = line.map(() => last);
  const isNear = (from: number, to: number) =>
    line
      .slice(from, to + 1)
      .every((corner) => metersToSegment(corner, snapped[from]!, snapped[to]!) <= TOLERANCE_METERS);
  for (let from = last - 1; from >= 0; from--) {
    for (let to = from + 1, misses = 0; to <= last && misses < MOST_MISSES; to++) {
      if (!isNear(from, to)) misses++;
      else if (segments[to]! + 1 < segments[from]!) {
        segments[from] = segments[to]! + 1;
        next[from] = to;
      }
    }
  }
  const kept = [snapped[0]!];
  for (let index = 0; index !== last; ) {
    index = next[index]!;
    kept.push(snapped[index]!);
  }
  return kept;
}

const snap = ([lon, lat]: Corner): Corner => [
  Math.round(lon * COARSE) / COARSE,
  Math.round(lat * COARSE) / COARSE,
];

const METERS_PER_DEGREE = 111_200;
const metersBetween = (a: Corner, b: Corner) =>
  Math.hypot((a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180), a[1] - b[1]) * METERS_PER_DEGREE;

function metersToSegment(point: Corner, a: Corner, b: Corner): number {
  const cosine = Math.cos((a[1] * Math.PI) / 180);
  const [dx, dy] = [(b[0] - a[0]) * cosine, b[1] - a[1]];
  const along =
    ((point[0] - a[0]) * cosine * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy || Number.EPSILON);
  const share = Math.max(0, Math.min(1, along));
  return metersBetween(point, [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]);
}

function outline(bordersFile: string): Corner[] {
  const ring = mainland(bordersFile);
  const [dongxing, dandong] = [SEA[0]!, SEA.at(-1)!];
  // Which way the ring runs does not matter: the border is the way that goes through the Pamirs.
  const ways = [stretch(ring, dandong, dongxing), stretch(ring, dongxing, dandong).reverse()];
  const border = ways.find((way) => way.some(([lon]) => lon < 74))!;
  return [...SEA, ...simplified(border)];
}

function outerRing(id: string): Corner[] {
  const geometry = borders.features.find(({ properties }) => properties.id === id)?.geometry;
  if (geometry?.type !== 'MultiPolygon' || geometry.coordinates.length !== 1)
    throw new Error(`${id} is not one polygon`);
  return (geometry.coordinates[0]![0] as Corner[]).slice(0, -1);
}

/** The first corner and then the way to each next one, longitude before latitude, as an encoded polyline. */
function encoded(ring: readonly Corner[], grid: number): string {
  const corners = ring.map(([lon, lat]) => [Math.round(lon * grid), Math.round(lat * grid)] as const);
  return corners
    .flatMap(([lon, lat], index) => {
      const [fromLon, fromLat] = corners[index - 1] ?? [0, 0];
      return [lon - fromLon, lat - fromLat];
    })
    .map(encodedNumber)
    .join('');
}

/** The sign in the lowest bit; five bits a character, the lowest first, a sixth says that more follow. */
function encodedNumber(value: number): string {
  let text = '';
  let rest = value < 0 ? ~(value << 1) : value << 1;
  for (; rest >= 32; rest >>= 5) text += String.fromCharCode(63 + (32 | (rest & 31)));
  return text + String.fromCharCode(63 + rest);
}

const LINE_LENGTH = 100;
const inLines = (text: string) =>
  text
    .match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g'))!
    .map((line) => `'${line.replaceAll('\\', '\\\\')}'`)
    .join(' +\n      ');

const [bordersFile] = process.argv.slice(2);
if (!bordersFile)
  throw new Error('Which file holds the borders? node test/tools/china-outline.ts borders.geo.json');
const parts = [
  ['CN', COARSE, outline(bordersFile)],
  ['HK', FINE, outerRing('HK')],
  ['MO', FINE, outerRing('MO')],
] as const;
writeFileSync(
  join(import.meta.dirname, '..', '..', 'shared', 'china-outline.ts'),
  `// Made by test/tools/china-outline.ts from borders in OpenStreetMap (© OpenStreetMap contributors, ODbL 1.0) and, for
// Hong Kong, Macau and at sea, in @rapideditor/country-coder (ISC licence).

/**
 * Outer rings, unclosed, as encoded polylines (Google's format) on a grid of so small a fraction of a degree: longitude,
 * latitude of the first corner, then the way to each next one. The mainland's ring holds Hong Kong and Macau too.
 */
export const CHINA_OUTLINE = {
${parts.map(([part, grid, ring]) => `  ${part}: {\n    grid: ${grid},\n    ring:\n      ${inLines(encoded(ring, grid))},\n  },`).join('\n')}
} as const;
`,
);
