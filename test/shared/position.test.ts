import fc from 'fast-check';
import { Geodesic } from 'geographiclib-geodesic';
import { expect, it } from 'vitest';
import {
  centredDistanceMeters,
  distanceMeters,
  earthCentred,
  longestChordMeters,
  type Position,
} from '../../shared/position.ts';

const coordinate = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
const anywhere: fc.Arbitrary<Position> = fc.tuple(coordinate(180), coordinate(90));
/** A pair at most some 500 km apart, poles and antimeridian among them. */
const pair = fc
  .tuple(anywhere, coordinate(4), coordinate(4))
  .map(([a, east, north]): [Position, Position] => {
    const lat = Math.max(-90, Math.min(90, a[1] + north));
    return [a, [((a[0] + east + 540) % 360) - 180, lat]];
  });

const exactMeters = (a: Position, b: Position) => Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0]).s12!;
const chordSquared = (a: Position, b: Position) => {
  const [ax, ay, az] = earthCentred(a);
  const [bx, by, bz] = earthCentred(b);
  const [dx, dy, dz] = [bx - ax, by - ay, bz - az];
  return dx * dx + dy * dy + dz * dz;
};

// Karney, Algorithms for geodesics (2013), example: JFK to Singapore Changi, as geographiclib gives it too.
it('measures New York to Singapore to the millimetre', () => {
  const jfk: Position = [-73.8, 40.6];
  expect(Math.abs(distanceMeters(jfk, [103.99, 1.36]) - exactMeters(jfk, [103.99, 1.36]))).toBeLessThan(
    0.001,
  );
});

it('is 111,319.491 m for a degree along the equator, also across the antimeridian', () => {
  expect(distanceMeters([0, 0], [1, 0])).toBeCloseTo(111_319.491, 3);
  expect(distanceMeters([179.5, 0], [-179.5, 0])).toBeCloseTo(111_319.491, 3);
});

it('does not mind which longitude a pole is given', () => {
  expect(distanceMeters([12, 90], [-140, 90])).toBeLessThan(1e-6);
  expect(distanceMeters([0, 89.9], [180, 89.9])).toBeCloseTo(22_338.8, 0);
});

it('agrees with geographiclib to 1 mm up to some 1,000 km', () => {
  fc.assert(
    fc.property(pair, ([a, b]) => {
      expect(Math.abs(distanceMeters(a, b) - exactMeters(a, b))).toBeLessThan(0.001);
    }),
    { numRuns: 5_000 },
  );
});

it('agrees with geographiclib to 1 mm anywhere, to 1 % between antipodes', () => {
  fc.assert(
    fc.property(anywhere, anywhere, (a, b) => {
      const exact = exactMeters(a, b);
      const tolerance = exact < 19_700_000 ? 0.001 : exact / 100;
      expect(Math.abs(distanceMeters(a, b) - exact)).toBeLessThan(tolerance);
    }),
    { numRuns: 5_000 },
  );
});

it('gives antipodes the 20,004 km of half a meridian', () => {
  expect(distanceMeters([0, 90], [0, -90])).toBeCloseTo(20_003_931.459, 2);
  expect(distanceMeters([30, 10], [-150, -10])).toBeCloseTo(20_003_931.459, 2);
});

it('is the same there and back, zero for the same place, from centred points too', () => {
  fc.assert(
    fc.property(pair, ([a, b]) => {
      expect(distanceMeters(a, b)).toBeCloseTo(distanceMeters(b, a), 6);
      expect(distanceMeters(a, a)).toBe(0);
      const centred = centredDistanceMeters(chordSquared(a, b), earthCentred(a)[2], earthCentred(b)[2]);
      if (!Number.isNaN(centred)) expect(centred).toBe(distanceMeters(a, b));
    }),
  );
});

it('never lets a chord be longer than the longest for its distance, nor that one longer than the way', () => {
  fc.assert(
    fc.property(fc.oneof(pair, fc.tuple(anywhere, anywhere)), ([a, b]) => {
      const meters = distanceMeters(a, b);
      expect(Math.sqrt(chordSquared(a, b))).toBeLessThanOrEqual(longestChordMeters(meters));
      expect(longestChordMeters(meters)).toBeLessThanOrEqual(meters + 0.001);
    }),
    { numRuns: 5_000 },
  );
});
