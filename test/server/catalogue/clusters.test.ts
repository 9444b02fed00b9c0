import { describe, expect, it } from 'vitest';
import { clustersOf } from '../../../server/catalogue/clusters.ts';
import { randomNumbers } from '../storage/random.ts';

const stores = (...positions: readonly (readonly [number, number])[]) => ({
  ids: positions.map((_, index) => `s${index}`),
  longitudes: Float64Array.from(positions, ([longitude]) => longitude),
  latitudes: Float64Array.from(positions, ([, latitude]) => latitude),
});

describe('clusters', () => {
  it('put together what would lie over each other, in the middle of it', () => {
    // The Bund and Xujiahui in Shanghai, Tiananmen in Beijing.
    const all = stores([121.49, 31.24], [121.43, 31.19], [116.39, 39.9]);
    const [shanghai, beijing] = clustersOf(all, [73, 15, 136, 54], 4);
    expect(shanghai).toMatchObject({ stores: 2, bbox: [121.43, 31.19, 121.49, 31.24] });
    expect(shanghai!.longitude).toBeCloseTo(121.46, 9);
    expect(shanghai!.latitude).toBeCloseTo(31.215, 9);
    expect(beijing).toMatchObject({ stores: 1, id: 's2' });
    expect(clustersOf(all, [121, 31, 122, 32], 13).map(({ id }) => id)).toEqual(['s0', 's1']);
  });

  it('are of both sides of the antimeridian', () => {
    // Taveuni and Labasa, Fiji.
    const fiji = stores([-179.97, -16.85], [179.38, -16.43], [178.44, -18.14]);
    expect(clustersOf(fiji, [179, -18, -179, -16], 10).map(({ id }) => id)).toEqual(['s0', 's1']);
  });

  it('are never more than 250, and lose nobody', () => {
    const next = randomNumbers(7);
    const many = stores(
      ...Array.from({ length: 20_000 }, () => [100 + next() * 20, 20 + next() * 20] as const),
    );
    for (const zoom of [3, 6, 9, 12, 18]) {
      const clusters = clustersOf(many, [100, 20, 120, 40], zoom);
      expect(clusters.length).toBeLessThanOrEqual(250);
      expect(clusters.reduce((sum, { stores }) => sum + stores, 0)).toBe(20_000);
    }
  });
});
