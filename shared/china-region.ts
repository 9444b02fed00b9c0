// Which part of China a position lies in, by polygons: what decides whether GCJ-02 is shifted there.
import { CHINA_OUTLINE } from './china-outline.ts';
import type { Position } from './position.ts';

/** ISO 3166: the mainland, Hong Kong, Macau. */
export type ChinaPart = 'CN' | 'HK' | 'MO';

/**
 * The part of China that a WGS-84 position lies in, its coastal waters and islands included; undefined anywhere else,
 * Taiwan too. Right for every position more than 3 km from a land border.
 */
export function chinaPart(position: Position): ChinaPart | undefined {
  if (!contains(china, position)) return undefined;
  if (contains(hongKong, position)) return 'HK';
  return contains(macau, position) ? 'MO' : 'CN';
}

/** Whether a position lies in the box around China or less than `margin` degrees outside of it: cheap, and no more than that. */
export function nearChina([lon, lat]: Position, margin: number): boolean {
  return (
    lon > china.west - margin &&
    lon < china.east + margin &&
    lat > china.south - margin &&
    lat < china.north + margin
  );
}

/** All the borders that {@link chinaPart} goes by: rings of corners, unclosed. */
export const chinaBorders = (): Position[][] => Object.values(CHINA_OUTLINE).map(cornersOf);

/** An area cut into rows of equal height; each row lists the edges that touch it, so that a test looks at few of them. */
type Area = { west: number; south: number; east: number; north: number; rows: readonly (readonly Edge[])[] };
/** From (lon, lat) up to the latitude `top`, moving `slope` degrees of longitude a degree of latitude. */
type Edge = { lon: number; lat: number; top: number; slope: number };

type Outline = { readonly grid: number; readonly ring: string };

const ROWS_PER_DEGREE = 16;

const china = areaWithin(CHINA_OUTLINE.CN);
const hongKong = areaWithin(CHINA_OUTLINE.HK);
const macau = areaWithin(CHINA_OUTLINE.MO);

/** Even–odd rule: an odd number of edges lies east of a position within. */
function contains(area: Area, [lon, lat]: Position): boolean {
  if (!(lon >= area.west && lon <= area.east && lat >= area.south && lat <= area.north)) return false;
  let within = false;
  for (const edge of area.rows[Math.floor((lat - area.south) * ROWS_PER_DEGREE)]!) {
    if (lat >= edge.lat && lat < edge.top && lon < edge.lon + (lat - edge.lat) * edge.slope) within = !within;
  }
  return within;
}

function cornersOf({ grid, ring }: Outline): Position[] {
  const corners: Position[] = [];
  const steps = stepsOf(ring);
  let [lon, lat] = [0, 0];
  for (let i = 0; i < steps.length; i += 2) {
    lon += steps[i]!;
    lat += steps[i + 1]!;
    corners.push([lon / grid, lat / grid]);
  }
  return corners;
}

/** The numbers of an encoded polyline: five bits a character, the lowest first, a sixth says that more follow. */
function stepsOf(polyline: string): number[] {
  const steps: number[] = [];
  let [value, shift] = [0, 0];
  for (let i = 0; i < polyline.length; i++) {
    const bits = polyline.charCodeAt(i) - 63;
    value |= (bits & 31) << shift;
    shift += 5;
    if (bits < 32) {
      // The lowest bit is the sign.
      steps.push(value & 1 ? ~(value >> 1) : value >> 1);
      value = shift = 0;
    }
  }
  return steps;
}

function areaWithin(outline: Outline): Area {
  const corners = cornersOf(outline);
  const lons = corners.map((corner) => corner[0]);
  const lats = corners.map((corner) => corner[1]);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const rowOf = (degrees: number) => Math.floor((degrees - south) * ROWS_PER_DEGREE);
  const rows = Array.from({ length: rowOf(north) + 1 }, (): Edge[] => []);
  corners.forEach((corner, index) => {
    const next = corners[(index + 1) % corners.length]!;
    const [low, high] = corner[1] < next[1] ? [corner, next] : [next, corner];
    const slope = (high[0] - low[0]) / (high[1] - low[1]);
    const edge = { lon: low[0], lat: low[1], top: high[1], slope };
    if (edge.top > edge.lat)
      for (const row of rows.slice(rowOf(edge.lat), rowOf(edge.top) + 1)) row.push(edge);
  });
  return { west: Math.min(...lons), south, east: Math.max(...lons), north, rows };
}
