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

const TOLERANCE_METERS = 1_500;

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

/** Leaves out the corners that change the line by less than the tolerance (Douglas and Peucker). */
function simplified(line: readonly Corner[]): Corner[] {
  const [a, b] = [line[0]!, line.at(-1)!];
  let [worst, at] = [TOLERANCE_METERS, 0];
  for (let index = 1; index < line.length - 1; index++) {
    const offset = metersToSegment(line[index]!, a, b);
    if (offset > worst) [worst, at] = [offset, index];
  }
  return at === 0 ? [a, b] : [...simplified(line.slice(0, at + 1)), ...simplified(line.slice(at)).slice(1)];
}

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

/** The first corner and then the way to each next one, in 1e-3 degrees (111 m). */
function steps(ring: readonly Corner[]): number[] {
  const corners = ring.map(([lon, lat]) => [Math.round(lon * 1e3), Math.round(lat * 1e3)] as const);
  return corners.flatMap(([lon, lat], index) => {
    const [fromLon, fromLat] = corners[index - 1] ?? [0, 0];
    return [lon - fromLon, lat - fromLat];
  });
}

const [bordersFile] = process.argv.slice(2);
if (!bordersFile)
  throw new Error('Which file holds the borders? node test/tools/china-outline.ts borders.geo.json');
const parts = Object.entries({ CN: outline(bordersFile), HK: outerRing('HK'), MO: outerRing('MO') });
writeFileSync(
  join(import.meta.dirname, '..', '..', 'shared', 'china-outline.ts'),
  `// Made by test/tools/china-outline.ts from borders in OpenStreetMap (© OpenStreetMap contributors, ODbL 1.0) and, for
// Hong Kong, Macau and at sea, in @rapideditor/country-coder (ISC licence).

/**
 * Outer rings, unclosed, as steps in 1e-3 degrees: longitude, latitude of the first corner, then the way to each next
 * one. The mainland's ring holds Hong Kong and Macau too.
 */
export const CHINA_OUTLINE = {
${parts.map(([part, ring]) => `  ${part}: [${steps(ring).join(', ')}],`).join('\n')}
} as const satisfies Record<string, readonly number[]>;
`,
);
