import { describe, expect, it } from 'vitest';
import { pixelOf } from '../../../shared/base-map/mercator.ts';

describe('the web mercator projection', () => {
  it('has the crossing of equator and Greenwich in the middle of the square', () => {
    expect(pixelOf([0, 0], 0)).toEqual([128, 128]);
  });

  it('puts a point of Tokyo into tile 18/232798/103246, as the OpenStreetMap wiki computes it', () => {
    const [x, y] = pixelOf([139.7006793, 35.6590699], 18);
    expect([Math.floor(x / 256), Math.floor(y / 256)]).toEqual([232798, 103246]);
  });

  it('ends at 85.0511 degrees: the poles lie on the edge, not at infinity', () => {
    expect(pixelOf([0, 90], 0)[1]).toBeCloseTo(0, 6);
    expect(pixelOf([0, -90], 0)[1]).toBeCloseTo(256, 6);
  });
});
