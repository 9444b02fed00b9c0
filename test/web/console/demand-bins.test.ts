import { expect, it } from 'vitest';
import { demandBins } from '../../../web/console/insights/demand-bins.ts';

const asked = (longitude: number, latitude: number, clicks: number, nearestMeters: number | null) => ({
  longitude,
  latitude,
  clicks,
  nearestMeters,
});

it('a circle is marked where most of those who asked found no store within 10 km', () => {
  const china = [73, 18, 135, 54] as const;
  const cells = [
    // Kashgar: far from any store; Beijing: one of three asked from its edge; a catalogue without stores.
    asked(75.99, 39.47, 4, 2_727_000),
    asked(116.35, 40, 2, 300),
    asked(116.5, 40.1, 1, 14_000),
    asked(91.1, 29.65, 1, null),
  ];
  const circles = demandBins(cells, [...china]).map(({ stores, isMissed }) => [stores, isMissed]);
  expect(circles).toEqual([
    [4, true],
    [3, false],
    [1, true],
  ]);
});
