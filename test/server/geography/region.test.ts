import { expect, it } from 'vitest';
import { regionAmongBorders, regionOf } from '../../../server/geography/region.ts';
import type { Position } from '../../../shared/position.ts';
import { numbers } from '../../support/numbers.ts';

// Positions from OpenStreetMap, WGS-84. The first four lie within 400 m of a border.
it.each<[string, Position, string]>([
  ['Shenzhen railway station, at Luohu', [114.1127, 22.5335], 'CN'],
  ['Lo Wu station', [114.1132, 22.5283], 'HK'],
  ['Gongbei Port Plaza', [113.5485, 22.2205], 'CN'],
  ['the Border Gate of Macau', [113.5492, 22.215], 'MO'],
  ['Shenzhen Civic Center', [114.0579, 22.5431], 'CN'],
  ['Hong Kong Central', [114.158, 22.2816], 'HK'],
  ['Cotai', [113.56, 22.147], 'MO'],
  ['Hengqin Port', [113.545, 22.1395], 'CN'],
  ['Taipei', [121.5654, 25.033], 'TW'],
  ['Kinmen', [118.32, 24.44], 'TW'],
  ['the Yushan Islands, where country-coder has open sea', [122.258, 28.885], 'CN'],
  ['Dandong', [124.3831, 40.1292], 'CN'],
  ['Sinuiju', [124.4, 40.085], 'other'],
  ['Seoul', [126.978, 37.5665], 'other'],
  ['the Atlantic at 0, 0', [0, 0], 'other'],
])('%s at %j: %s', (_, position, region) => {
  expect(regionOf(position)).toBe(region);
});

it('cells without a border answer as a search among all borders does', () => {
  const random = numbers(1);
  const around = (lon: number, lat: number, degrees: number): Position => [
    Math.max(-180, Math.min(180, lon + (random() - 0.5) * degrees)),
    Math.max(-90, Math.min(90, lat + (random() - 0.5) * degrees)),
  ];
  const positions = [
    ...Array.from({ length: 20_000 }, () => around(0, 0, 360)),
    ...Array.from({ length: 20_000 }, () => around(104, 30, 60)),
    // The Pearl River's mouth, where three regions meet within one cell; the lines between cells; the earth's edges.
    ...Array.from({ length: 5_000 }, () => around(113.8, 22.3, 1)),
    ...Array.from({ length: 5_000 }, () => {
      const [lon, lat] = around(104, 30, 60);
      return [Math.round(lon * 8) / 8, lat] as const;
    }),
    ...[-180, 180].flatMap((lon) => [-90, 0, 66, 90].map((lat) => [lon, lat] as const)),
  ];
  expect(positions.filter((position) => regionOf(position) !== regionAmongBorders(position))).toEqual([]);
});
