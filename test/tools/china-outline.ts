// Writes shared/china-outline.ts. Wants the borders of the time zones beside what is installed:
//   npm install --no-save --ignore-scripts geo-tz@8 && node test/tools/china-outline.ts
//
// The start is the mainland's outline in @rapideditor/country-coder (ISC). It cuts corners along rivers and ridges, so
// every stretch that runs more than 2.5 km off the border in OpenStreetMap (© OpenStreetMap contributors, ODbL; as
// timezone-boundary-builder and geo-tz carry it) is moved until it is 2 km off. At sea it cuts islands off; there the
// line is drawn by hand. Hong Kong and Macau are country-coder's own.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { borders, feature } from '@rapideditor/country-coder';
import { find, setCache } from 'geo-tz/all';

type Corner = [lon: number, lat: number];

const TOO_FAR_METERS = 2_500;
const NEAR_ENOUGH_METERS = 2_000;
const NOISE_METERS = 300;

/** Where the sea begins and ends along the mainland's outline: off Dongxing, off Dandong. */
const SEA_FROM: Corner = [108.0569, 21.53604];
const SEA_TO: Corner = [124.23201, 39.9248];

/** Corners put in after the one named: the mainland's coastal waters and islands, clear of Taiwan's, Wuqiu and Matsu too. */
const SEAWARD: { after: Corner; through: Corner[] }[] = [
  // Quanzhou Bay to Meizhou Island, inside of Wuqiu.
  {
    after: [118.6333, 24.46259],
    through: [
      [118.95, 24.45],
      [119.28, 24.8],
      [119.34, 25.06],
    ],
  },
  // Nanri and Pingtan, south of Matsu.
  {
    after: [119.98511, 25.37624],
    through: [
      [120.12, 25.4],
      [120.12, 25.7],
      [119.86, 25.93],
    ],
  },
  // The Taishan, Nanji, Yushan, Zhoushan and Shengsi Islands.
  { after: [120.5128, 26.536], through: [[121.0, 26.6]] },
  {
    after: [121.03532, 26.8787],
    through: [
      [122.0, 27.6],
      [123.0, 28.9],
      [123.6, 30.2],
    ],
  },
];

/** A spike 20 km into Arunachal Pradesh that neither OpenStreetMap nor Natural Earth has. */
const LEFT_OUT: Corner[] = [
  [96.40929, 28.51526],
  [96.48895, 28.42955],
];

const same = (a: Corner, b: Corner) => a[0] === b[0] && a[1] === b[1];
const mainland = outerRing('Q19188').filter((corner) => !LEFT_OUT.some((spike) => same(spike, corner)));

/** In China by OpenStreetMap; where zones overlap, two states claim the place, and country-coder's choice stands. */
function inChina([lon, lat]: Corner): boolean {
  const zones = find(lat, lon);
  const theirs = zones.map((zone) => /^Asia\/(Shanghai|Urumqi|Hong_Kong|Macau)$/.test(zone));
  if (theirs.every((each) => each === theirs[0])) return theirs[0]!;
  return feature([lon, lat])?.properties.iso1A2 === 'CN';
}

function outerRing(id: string): Corner[] {
  const geometry = borders.features.find(({ properties }) => properties.id === id)?.geometry;
  if (geometry?.type !== 'MultiPolygon' || geometry.coordinates.length !== 1)
    throw new Error(`${id} is not one polygon`);
  return (geometry.coordinates[0]![0] as Corner[]).slice(0, -1);
}

const METERS_PER_DEGREE = 111_200;
const away = ([lon, lat]: Corner, meters: number, turn: number): Corner => [
  lon + (meters * Math.sin(turn)) / (METERS_PER_DEGREE * Math.cos((lat * Math.PI) / 180)),
  lat + (meters * Math.cos(turn)) / METERS_PER_DEGREE,
];
const between = (a: Corner, b: Corner, share: number): Corner => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
];
const metersBetween = (a: Corner, b: Corner) =>
  Math.hypot((a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180), a[1] - b[1]) * METERS_PER_DEGREE;

/** Distance to the nearest border in OpenStreetMap and the place there, to 100 m. */
function nearestBorder(
  from: Corner,
  step: number,
  until: number,
): { meters: number; place: Corner } | undefined {
  const side = inChina(from);
  for (let meters = step; meters <= until; meters += step) {
    for (let turn = 0; turn < 32; turn++) {
      const place = away(from, meters, (turn * Math.PI) / 16);
      if (inChina(place) !== side) return { meters, place };
    }
  }
  return undefined;
}

/** The corner itself, or if it is too far from the border, a place near enough on the way there. */
function drawn(corner: Corner): { corner: Corner; meters: number } {
  if (nearestBorder(corner, 500, TOO_FAR_METERS)) return { corner, meters: 0 };
  const border = nearestBorder(corner, 100, 20_000);
  if (!border) return { corner, meters: 0 };
  return {
    corner: between(corner, border.place, 1 - NEAR_ENOUGH_METERS / border.meters),
    meters: border.meters,
  };
}

/** The corners to put between two, so that what joins them keeps near the border. */
function bends(a: Corner, b: Corner, depth = 0): Corner[] {
  const pieces = Math.ceil(metersBetween(a, b) / 500);
  let worst = { corner: a, meters: 0 };
  for (let piece = 1; piece < pieces; piece++) {
    const moved = drawn(between(a, b, piece / pieces));
    if (moved.meters > worst.meters) worst = moved;
  }
  const progress = Math.min(metersBetween(a, worst.corner), metersBetween(b, worst.corner));
  if (worst.meters === 0 || progress < NOISE_METERS || depth > 10) return [];
  return [...bends(a, worst.corner, depth + 1), worst.corner, ...bends(worst.corner, b, depth + 1)];
}

/** Leaves out the corners that change the line by less than the noise (Douglas and Peucker). */
function smooth(line: Corner[]): Corner[] {
  const [a, b] = [line[0]!, line.at(-1)!];
  let [worst, at] = [NOISE_METERS, 0];
  for (let index = 1; index < line.length - 1; index++) {
    const offset = metersToSegment(line[index]!, a, b);
    if (offset > worst) [worst, at] = [offset, index];
  }
  return at === 0 ? [a, b] : [...smooth(line.slice(0, at + 1)), ...smooth(line.slice(at)).slice(1)];
}

function metersToSegment(point: Corner, a: Corner, b: Corner): number {
  const cosine = Math.cos((a[1] * Math.PI) / 180);
  const [dx, dy] = [(b[0] - a[0]) * cosine, b[1] - a[1]];
  const along = ((point[0] - a[0]) * cosine * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy);
  return metersBetween(point, between(a, b, Math.max(0, Math.min(1, along))));
}

function outline(): Corner[] {
  const indexOf = (corner: Corner) => {
    const index = mainland.findIndex((each) => same(each, corner));
    if (index < 0) throw new Error(`country-coder has moved the corner ${corner}`);
    return index;
  };
  const [seaFrom, seaTo] = [indexOf(SEA_FROM), indexOf(SEA_TO)];
  const atSea = (index: number) => index >= seaFrom && index < seaTo;
  for (const { after } of SEAWARD) indexOf(after);
  const land = mainland.map((corner, index) => (atSea(index) ? corner : drawn(corner).corner));
  return land.flatMap((corner, index) => {
    if (atSea(index)) {
      return [corner, ...(SEAWARD.find(({ after }) => same(after, corner))?.through ?? [])];
    }
    const next = land[(index + 1) % land.length]!;
    return smooth([corner, ...bends(corner, next), next]).slice(0, -1);
  });
}

/** The first corner and then the way to each next one, in 1e-4 degrees (11 m). */
function steps(ring: Corner[]): number[] {
  const corners = ring.map(([lon, lat]) => [Math.round(lon * 1e4), Math.round(lat * 1e4)] as const);
  return corners.flatMap(([lon, lat], index) => {
    const [fromLon, fromLat] = corners[index - 1] ?? [0, 0];
    return [lon - fromLon, lat - fromLat];
  });
}

setCache({ preload: true });
const parts = Object.entries({ CN: outline(), HK: outerRing('HK'), MO: outerRing('MO') });
writeFileSync(
  join(import.meta.dirname, '..', '..', 'shared', 'china-outline.ts'),
  `// Made by test/tools/china-outline.ts from borders in @rapideditor/country-coder (ISC licence), corrected by
// OpenStreetMap where they ran more than 2.5 km off (© OpenStreetMap contributors, ODbL 1.0).

/**
 * Outer rings, unclosed, as steps in 1e-4 degrees: longitude, latitude of the first corner, then the way to each next
 * one. The mainland's ring holds Hong Kong and Macau too.
 */
export const CHINA_OUTLINE = {
${parts.map(([part, ring]) => `  ${part}: [${steps(ring).join(', ')}],`).join('\n')}
} as const satisfies Record<string, readonly number[]>;
`,
);
