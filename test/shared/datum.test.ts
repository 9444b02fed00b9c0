import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chinaPart, convert, type Datum, toWgs84 } from '../../shared/datum.ts';
import { distanceMeters, type Position } from '../../shared/position.ts';

const datums = ['wgs84', 'gcj02', 'bd09'] as const satisfies Datum[];
const datum = fc.constantFrom(...datums);
const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
const anywhere = fc.tuple(degrees(180), degrees(90));
/** Well inside of China: Gansu to Jiangxi. */
const inland = fc.tuple(
  fc.double({ min: 101, max: 117, noNaN: true }),
  fc.double({ min: 25, max: 40, noNaN: true }),
);

// Tencent shifts nothing in Taiwan and abroad, though all of these lie in the box that is usually taken for China.
it.each<[string, Position]>([
  ['Seoul', [126.978, 37.5665]],
  ['Taipei', [121.5654, 25.033]],
  ['Hanoi', [105.8342, 21.0278]],
  ['New Delhi', [77.209, 28.6139]],
  ['Singapore', [103.8198, 1.3521]],
  ['just inside the west of the box', [72.0045, 30]],
])('%s is the same in every datum', (_, position) => {
  for (const from of datums) for (const to of datums) expect(convert(position, from, to)).toEqual(position);
});

it('reads what WeChat sends from Tiananmen as Tiananmen', () => {
  // Published pair: 116.3975, 39.9087 is 116.403743…, 39.910103… on Tencent's map.
  const position = toWgs84({ position: [116.403743572652, 39.910103499345], datum: 'gcj02' });
  expect(distanceMeters(position, [116.3975, 39.9087])).toBeLessThan(0.001);
});

it('moves Hong Kong and Macau like the mainland', () => {
  for (const position of [
    [114.158, 22.2816],
    [113.5399, 22.1934],
  ] as const) {
    expect(distanceMeters(position, convert(position, 'wgs84', 'gcj02'))).toBeGreaterThan(400);
  }
});

describe('anywhere on earth', () => {
  it('moves by less than 1.6 km, and not at all outside of China', () => {
    fc.assert(
      fc.property(anywhere, datum, datum, (position, from, to) => {
        const moved = convert(position, from, to);
        expect(moved.every(Number.isFinite)).toBe(true);
        expect(distanceMeters(position, moved)).toBeLessThan(1_600);
        if (from === 'wgs84' && !chinaPart(position)) expect(moved).toEqual(position);
      }),
      { numRuns: 5_000 },
    );
  });

  it('takes any finite numbers, whatever they mean', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, datum, datum, (lon, lat, from, to) => {
        expect(convert([lon, lat], from, to).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it('leaves what it was given unchanged', () => {
    const position: Position = Object.freeze([116.3975, 39.9087] as const);
    convert(position, 'wgs84', 'bd09');
    expect(position).toEqual([116.3975, 39.9087]);
  });
});

it('comes back to 1e-9 degrees, whichever way it goes round', () => {
  fc.assert(
    fc.property(inland, datum, datum, datum, (position, from, via, to) => {
      const there = convert(convert(position, from, via), via, to);
      const back = convert(there, to, from);
      expect(Math.abs(back[0] - position[0])).toBeLessThan(1e-9);
      expect(Math.abs(back[1] - position[1])).toBeLessThan(1e-9);
    }),
    { numRuns: 5_000 },
  );
});

it('refuses a coordinate that is no number, with its value', () => {
  expect(() => convert([Number.NaN, 30], 'gcj02', 'wgs84')).toThrow(RangeError);
  expect(() => convert([116, Number.POSITIVE_INFINITY], 'wgs84', 'wgs84')).toThrow(
    'A position has two finite coordinates; got 116,Infinity',
  );
});
