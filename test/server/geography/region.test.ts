import { expect, it } from 'vitest';
import { regionOf } from '../../../server/geography/region.ts';
import type { Position } from '../../../shared/position.ts';

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
