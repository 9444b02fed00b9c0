import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineWithin, ringWithin } from '../../../server/pages/clipping.ts';
import type { Pixel, PixelBox } from '../../../shared/base-map/mercator.ts';

const box: PixelBox = [0, 0, 10, 10];
const somewhere = fc.tuple(fc.integer({ min: -20, max: 30 }), fc.integer({ min: -20, max: 30 }));
const isInside = ([x, y]: Pixel) => x >= -1e-9 && y >= -1e-9 && x <= 10 + 1e-9 && y <= 10 + 1e-9;

it('a line that leaves the box and comes back is two lines', () => {
  const line: Pixel[] = [
    [-5, 2],
    [5, 2],
    [5, 20],
    [8, 20],
    [8, 5],
  ];
  expect(lineWithin(line, box)).toEqual([
    [
      [0, 2],
      [5, 2],
      [5, 10],
    ],
    [
      [8, 10],
      [8, 5],
    ],
  ]);
});

it('a line across a corner, past it, along an edge, and in one spot', () => {
  expect(
    lineWithin(
      [
        [-2, 4],
        [4, -2],
      ],
      box,
    ),
  ).toEqual([
    [
      [0, 2],
      [2, 0],
    ],
  ]);
  expect(
    lineWithin(
      [
        [-4, 2],
        [2, -4],
      ],
      box,
    ),
  ).toEqual([]);
  expect(
    lineWithin(
      [
        [-5, 10],
        [15, 10],
      ],
      box,
    ),
  ).toEqual([
    [
      [0, 10],
      [10, 10],
    ],
  ]);
  expect(
    lineWithin(
      [
        [-5, 11],
        [15, 11],
      ],
      box,
    ),
  ).toEqual([]);
  expect(lineWithin([[5, 5]], box)).toEqual([]);
});

it('whatever the line, its parts lie inside, and a line inside stays as it is', () => {
  fc.assert(
    fc.property(fc.array(somewhere, { minLength: 2, maxLength: 12 }), (line) => {
      expect(lineWithin(line, box).flat().every(isInside)).toBe(true);
    }),
  );
  const inside: Pixel[] = [
    [1, 1],
    [9, 2],
    [4, 8],
  ];
  expect(lineWithin(inside, box)).toEqual([inside]);
});

it('an area around the box is the box; one beside it is nothing; a corner of it is cut', () => {
  const areaOf = (ring: readonly Pixel[]) =>
    Math.abs(
      ring.reduce((sum, [x, y], i) => {
        const [nextX, nextY] = ring[(i + 1) % ring.length]!;
        return sum + x * nextY - nextX * y;
      }, 0) / 2,
    );
  expect(
    areaOf(
      ringWithin(
        [
          [-5, -5],
          [15, -5],
          [15, 15],
          [-5, 15],
        ],
        box,
      ),
    ),
  ).toBe(100);
  expect(
    ringWithin(
      [
        [11, 0],
        [15, 0],
        [15, 5],
      ],
      box,
    ),
  ).toEqual([]);
  expect(
    areaOf(
      ringWithin(
        [
          [8, 8],
          [12, 8],
          [12, 12],
          [8, 12],
        ],
        box,
      ),
    ),
  ).toBe(4);
  // A triangle half of which is left of the box.
  expect(
    areaOf(
      ringWithin(
        [
          [-4, 5],
          [4, 1],
          [4, 9],
        ],
        box,
      ),
    ),
  ).toBe(24);
});
