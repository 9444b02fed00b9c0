import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pixel, PixelBox } from '../../../shared/base-map/mercator.ts';
import { HEAD_PIXELS, HEAD_RISE, layOut, type PinToPlace } from '../../../web/map/pin-layout.ts';

const view: PixelBox = [0, 0, 420, 400];
const pin = (x: number, y: number, nameWidth = 60): PinToPlace => ({ point: [x, y], nameWidth });
const headsOf = (pins: PinToPlace[], placed: ReturnType<typeof layOut>): Pixel[] =>
  pins.map(({ point: [x, y] }, i) => [x + placed[i]!.shift[0], y + placed[i]!.shift[1] - HEAD_RISE]);

describe('pins', () => {
  it('of ten stores in one building can all be read, and the nearest stands on the spot', () => {
    const pins = Array.from({ length: 10 }, () => pin(200, 200));
    const placed = layOut(pins, [], view);
    expect(placed[0]!.shift).toEqual([0, 0]);
    const heads = headsOf(pins, placed);
    for (const [i, [x, y]] of heads.entries()) {
      for (const [otherX, otherY] of heads.slice(0, i)) {
        expect(Math.hypot(otherX - x, otherY - y)).toBeGreaterThan(HEAD_PIXELS * 0.8);
      }
    }
  });

  it('apart from each other all stand on their own spot', () => {
    const placed = layOut([pin(100, 100), pin(109, 100), pin(300, 300)], [], view);
    expect(placed.map(({ shift }) => shift)).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it('have their names on the right, on the left where the right is taken, else nowhere', () => {
    const customer: PixelBox = [214, 170, 244, 200];
    const placed = layOut([pin(200, 200), pin(300, 200), pin(340, 200)], [customer], view);
    expect(placed.map(({ named, nameSide }) => named && nameSide)).toEqual(['left', false, 'right']);
  });

  it('never have a name over a head, over another name or out of view', () => {
    const someone = fc.record({
      point: fc.tuple(fc.integer({ min: 0, max: 420 }), fc.integer({ min: 0, max: 400 })),
      nameWidth: fc.integer({ min: 10, max: 126 }),
    });
    fc.assert(
      fc.property(fc.array(someone, { maxLength: 20 }), (pins) => {
        const placed = layOut(pins, [], view);
        const heads = headsOf(pins, placed);
        const names = placed.flatMap(({ nameSide, named }, i) => {
          if (!named) return [];
          const [x, y] = heads[i]!;
          const from = nameSide === 'right' ? x + HEAD_PIXELS / 2 : x - HEAD_PIXELS / 2 - pins[i]!.nameWidth;
          return [{ left: from + 3, right: from + pins[i]!.nameWidth - 3, y }];
        });
        for (const [i, name] of names.entries()) {
          expect(name.left >= 0 && name.right <= 420).toBe(true);
          for (const [x, y] of heads) {
            const covers = x > name.left && x < name.right && Math.abs(y - name.y) < 8;
            expect(covers).toBe(false);
          }
          for (const other of names.slice(0, i)) {
            const overlap =
              Math.abs(other.y - name.y) < 15 && other.left < name.right && name.left < other.right;
            expect(overlap).toBe(false);
          }
        }
      }),
    );
  });
});
