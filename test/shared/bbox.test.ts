import fc from 'fast-check';
import { Geodesic } from 'geographiclib-geodesic';
import { expect, it } from 'vitest';
import { type Bbox, bboxAround, readBbox } from '../../shared/bbox.ts';
import type { Position } from '../../shared/position.ts';

const holds = ([west, south, east, north]: Bbox, [lon, lat]: Position) =>
  lat >= south && lat <= north && (west <= east ? lon >= west && lon <= east : lon >= west || lon <= east);

it('reads west, south, east, north', () => {
  expect(readBbox('113.7,22.4,114.6,22.9')).toEqual([113.7, 22.4, 114.6, 22.9]);
  expect(readBbox(' -180, -90, 180, +90 ')).toEqual([-180, -90, 180, 90]);
});

it('reads a box across the antimeridian, its west over its east', () => {
  expect(readBbox('177,-20,-178,-12')).toEqual([177, -20, -178, -12]);
});

it.each([
  ['', 'nothing'],
  ['1,2,3', 'three numbers'],
  ['1,2,3,4,5', 'five numbers'],
  ['1,,3,4', 'a gap'],
  ['1e1,2,30,4', 'no decimals'],
  ['0x10,2,30,4', 'hexadecimals'],
  ['113,22,114,NaN', 'what is no number'],
  ['113,22,181,23', 'an east beyond 180'],
  ['113,-91,114,23', 'a south beyond the pole'],
  ['113,23,114,22', 'a south over its north'],
])('reads none from "%s": %s', (text) => {
  expect(readBbox(text)).toBeUndefined();
});

it('is some 20 km wide around 10 km at Futian', () => {
  const [west, south, east, north] = bboxAround([114.0579, 22.5431], 10_000);
  expect(east - west).toBeCloseTo(0.1946, 3);
  expect(north - south).toBeCloseTo(0.1809, 3);
});

it('reaches round the earth where it holds a pole', () => {
  expect(bboxAround([20, 89.95], 10_000)).toEqual([-180, expect.closeTo(89.8595, 3), 180, 90]);
});

it('holds every position that lies within its radius', () => {
  const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  fc.assert(
    fc.property(
      double(-180, 180),
      double(-90, 90),
      double(0, 2_000_000),
      double(-180, 180),
      (lon, lat, radius, azimuth) => {
        const { lon2, lat2 } = Geodesic.WGS84.Direct(lat, lon, azimuth, radius);
        expect(holds(bboxAround([lon, lat], radius), [lon2!, lat2!])).toBe(true);
      },
    ),
    { numRuns: 3_000 },
  );
});
