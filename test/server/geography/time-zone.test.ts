import { expect, it } from 'vitest';
import { timeZoneAt } from '../../../server/geography/time-zone.ts';
import type { Position } from '../../../shared/position.ts';

it.each<[string, Position, string]>([
  ['Beijing', [116.3975, 39.9087], 'Asia/Shanghai'],
  ['Ürümqi, like all of the mainland', [87.6, 43.8], 'Asia/Shanghai'],
  ['Gongbei, not yet Macau', [113.5485, 22.2205], 'Asia/Shanghai'],
  ['Macau', [113.5399, 22.1934], 'Asia/Macau'],
  ['Lo Wu', [114.1132, 22.5283], 'Asia/Hong_Kong'],
  ['Kinmen', [118.32, 24.44], 'Asia/Taipei'],
  ['Seoul', [126.978, 37.5665], 'Asia/Seoul'],
  ['Sinuiju', [124.4, 40.085], 'Asia/Pyongyang'],
  ['Blagoveshchensk, across from Heihe', [127.5405, 50.2796], 'Asia/Yakutsk'],
  ['Saint-Denis of Réunion, not of Paris', [55.45, -20.88], 'Indian/Reunion'],
  ['New York', [-74.006, 40.7128], 'America/New_York'],
  ['Phoenix, without summer time', [-112.074, 33.4484], 'America/Phoenix'],
])('%s at %j goes by %s', (_, position, zone) => {
  expect(timeZoneAt(position)).toBe(zone);
});

it('is a name the clock knows, at any place on a grid of the earth', () => {
  for (let lat = -90; lat <= 90; lat += 15) {
    for (let lon = -180; lon <= 180; lon += 15) {
      const zone = timeZoneAt([lon, lat]);
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone }), `${lon}, ${lat}`).not.toThrow();
    }
  }
});
