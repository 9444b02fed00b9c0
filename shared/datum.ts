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
  const given = from === 'bd09' ? withoutBaiduShift(position) : from === 'gcj02' ? position : undefined;
  // Where a shifted position lies can only be asked once the shift is off: the border is drawn in WGS-84.
  const wgs84 = given ? withoutShift(given) : position;
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
  const common = (20 * Math.sin(6 * Math.PI * x) + 20 * Math.sin(2 * Math.PI * x)) * (2 / 3);
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    common +
    (20 * Math.sin(Math.PI * y) + 40 * Math.sin((Math.PI / 3) * y)) * (2 / 3) +
    (160 * Math.sin((Math.PI / 12) * y) + 320 * Math.sin((Math.PI / 30) * y)) * (2 / 3);
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    common +
    (20 * Math.sin(Math.PI * x) + 40 * Math.sin((Math.PI / 3) * x)) * (2 / 3) +
    (150 * Math.sin((Math.PI / 12) * x) + 300 * Math.sin((Math.PI / 30) * x)) * (2 / 3);
  const sinLat = Math.sin(lat * RADIANS);
  const squared = 1 - ECCENTRICITY_SQUARED * sinLat * sinLat;
  const primeVertical = SEMI_MAJOR_AXIS_METERS / Math.sqrt(squared);
  const meridional = (primeVertical * (1 - ECCENTRICITY_SQUARED)) / squared;
  return [
    lon + east / (primeVertical * Math.cos(lat * RADIANS) * RADIANS),
    lat + north / (meridional * RADIANS),
  ];
}

// BD-09 turns and stretches GCJ-02 about 0, 0, with ripples 0.12° long.
const RIPPLE = (Math.PI * 3000) / 180;

function withBaiduShift([lon, lat]: Position): Position {
  const radius = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * RIPPLE);
  const angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * RIPPLE);
  return [radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006];
}

const withoutShift = (position: Position) => solve(withShift, position);
const withoutBaiduShift = (position: Position) => solve(withBaiduShift, position);

/** The position that `shift` moves to `target`. Both shifts change by less than 1 % of a step, so each round adds two digits or more. */
function solve(shift: (position: Position) => Position, target: Position): Position {
  let [lon, lat] = target;
  for (let round = 0; round < 10; round++) {
    const [shiftedLon, shiftedLat] = shift([lon, lat]);
    const [errorLon, errorLat] = [target[0] - shiftedLon, target[1] - shiftedLat];
    lon += errorLon;
    lat += errorLat;
    if (Math.abs(errorLon) < 1e-11 && Math.abs(errorLat) < 1e-11) break;
  }
  return [lon, lat];
}
