import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinLines } from '../../../shared/base-map/line-joining.ts';

type Point = [number, number];

describe('the pieces of a street', () => {
  it('become one line, also where one was drawn against the others', () => {
    const joined = joinLines<Point>([
      [
        [1, 0],
        [2, 0],
      ],
      [
        [3, 0],
        [2, 0],
      ],
      [
        [0, 0],
        [1, 0],
      ],
    ]);
    expect(joined).toHaveLength(1);
    expect([joined[0], joined[0]!.toReversed()]).toContainEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
    ]);
  });

  it('go straight on at a fork, and the branch is a line of its own', () => {
    const joined = joinLines<Point>([
      [
        [0, 0],
        [10, 0],
      ],
      [
        [10, 0],
        [17, 7],
      ],
      [
        [10, 0],
        [20, 1],
      ],
    ]);
    expect(joined).toEqual([
      [
        [0, 0],
        [10, 0],
        [20, 1],
      ],
      [
        [10, 0],
        [17, 7],
      ],
    ]);
  });

  it('do not turn a corner of more than 60 degrees', () => {
    const corner: Point[][] = [
      [
        [0, 0],
        [10, 0],
      ],
      [
        [10, 0],
        [10, 10],
      ],
    ];
    expect(joinLines(corner)).toHaveLength(2);
  });

  it('are all there, each once, whatever they look like', () => {
    const coordinate = fc.integer({ min: 0, max: 4 });
    const point = fc.tuple(coordinate, coordinate);
    const piece = fc
      .uniqueArray(point, { minLength: 2, maxLength: 4, selector: String })
      .map((points) => points as Point[]);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const steps = (lines: Point[][]) =>
          lines
            .flatMap((line) => line.slice(1).map((to, i) => [String(line[i]), String(to)].sort().join(' ')))
            .sort();
        expect(steps(joinLines(pieces))).toEqual(steps(pieces));
      }),
    );
  });
});
