// From one datum to another: WGS-84 (GPS, OpenStreetMap, Tianditu's CGCS2000), GCJ-02 (Tencent, AMap) and BD-09 (Baidu).
import { chinaPart, nearChina } from './china-region.ts';
import type { Position } from './position.ts';

export { type ChinaPart, chinaPart } from './china-region.ts';

/** What a position is measured against. `gcj02` and `bd09` differ from `wgs84` in China only, by up to 1.5 km. */
export type Datum = 'wgs84' | 'gcj02' | 'bd09';

/** A position that knows its datum; read in the wrong one it lies hundreds of metres off. */
export type Located = { readonly position: Position; readonly datum: Datum };

/**
 * The same place in another datum. In the mainland, Hong Kong and Macau it moves; anywhere else, Taiwan included, the
 * three datums are one and the numbers stay as they are (Tencent's rule). There and back again agrees to 1e-9 degrees;
 * closer than a shift's length (some 0.7 km, BD-09 1.5 km) to the border the answer is a best effort.
 * @throws RangeError when a coordinate is not a finite number
 */
export function convert(position: Position, from: Datum, to: Datum): Position {
  if (!Number.isFinite(position[0]) || !Number.isFinite(position[1])) {
    throw new RangeError(`A position has two finite coordinates; got ${position}`);
  }
  if (from === to || !nearChina(position, LONGEST_SHIFT_DEGREES)) return position;
  const given = from === 'bd09' ? solve(withBaiduShift, position) : from === 'gcj02' ? position : undefined;
  // Where a shifted position lies can only be asked once the shift is off: the border is drawn in WGS-84. Only to ask,
  // one round will do: it is 5 m off.
  const wgs84 = given ? solve(withShift, given, to === 'wgs84' ? MOST_ROUNDS : 1) : position;
  if (!chinaPart(wgs84)) return position;
  if (to === 'wgs84') return wgs84;
  const gcj02 = given ?? withShift(wgs84);
  return to === 'gcj02' ? gcj02 : withBaiduShift(gcj02);
}

/** Where it is on the ground: the datum for distances and for the index. */
export const toWgs84 = ({ position, datum }: Located): Position => convert(position, datum, 'wgs84');

/** More than GCJ-02 and BD-09 together move a position anywhere in China. */
const LONGEST_SHIFT_DEGREES = 0.05;

// The published form of GCJ-02: two sums of sines over the offset from 105° E 35° N, in metres on Krasovsky's ellipsoid of 1940.
const SEMI_MAJOR_AXIS_METERS = 6_378_245;
const ECCENTRICITY_SQUARED = 0.006693421622965943;
const ORIGIN: Position = [105, 35];
const RADIANS = Math.PI / 180;

function withShift([lon, lat]: Position): Position {
  const x = lon - ORIGIN[0];
  const y = lat - ORIGIN[1];
  const root = Math.sqrt(Math.abs(x));
  const sin2 = Math.sin(2 * Math.PI * x);
  const both = 0.1 * x * y + (40 / 3) * (sinThrice(sin2) + sin2);
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.2 * root + both + waves(y, 160, 320);
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * root + both + waves(x, 150, 300);
  const sinLat = Math.sin(lat * RADIANS);
  const squared = 1 - ECCENTRICITY_SQUARED * sinLat * sinLat;
  const primeVertical = SEMI_MAJOR_AXIS_METERS / Math.sqrt(squared);
  const meridional = (primeVertical * (1 - ECCENTRICITY_SQUARED)) / squared;
  return [
    lon + east / (primeVertical * Math.sqrt(1 - sinLat * sinLat) * RADIANS),
    lat + north / (meridional * RADIANS),
  ];
}

/** 2/3 of 20 sin(πt) + 40 sin(πt/3) + a sin(πt/12) + b sin(πt/30), the first two from the third by multiple angles. */
function waves(t: number, a: number, b: number): number {
  const sinTwelfth = Math.sin((Math.PI / 12) * t);
  const sinSixth = 2 * sinTwelfth * Math.cos((Math.PI / 12) * t);
  const sinThird = 2 * sinSixth * (1 - 2 * sinTwelfth * sinTwelfth);
  return (
    (2 / 3) * (20 * sinThrice(sinThird) + 40 * sinThird + a * sinTwelfth + b * Math.sin((Math.PI / 30) * t))
  );
}

/** sin(3t) from sin(t). */
const sinThrice = (sin: number) => sin * (3 - 4 * sin * sin);

// BD-09 stretches GCJ-02 about 0, 0 and turns it by up to 3e-6, in ripples 0.12° long.
const RIPPLE = (Math.PI * 3000) / 180;

function withBaiduShift([lon, lat]: Position): Position {
  const radius = Math.sqrt(lon * lon + lat * lat);
  const stretch = 1 + (0.00002 * Math.sin(lat * RIPPLE)) / radius;
  const turn = 0.000003 * Math.cos(lon * RIPPLE);
  // For a turn so small the next term of the cosine and of the sine is below the last digit.
  const cosine = 1 - (turn * turn) / 2;
  return [stretch * (lon * cosine - lat * turn) + 0.0065, stretch * (lat * cosine + lon * turn) + 0.006];
}

const MOST_ROUNDS = 10;

/**
 * The position that `shift` moves to `target`. From place to place a shift differs by 0.6 % of the way (BD-09 2 %), so
 * each round leaves that much of the error, and the last one below 1e-9 degrees.
 */
function solve(shift: (position: Position) => Position, target: Position, rounds = MOST_ROUNDS): Position {
  let [lon, lat] = target;
  for (let round = 0; round < rounds; round++) {
    const shifted = shift([lon, lat]);
    const errorLon = target[0] - shifted[0];
    const errorLat = target[1] - shifted[1];
    lon += errorLon;
    lat += errorLat;
    if (Math.abs(errorLon) < 2e-8 && Math.abs(errorLat) < 2e-8) break;
  }
  return [lon, lat];
}
