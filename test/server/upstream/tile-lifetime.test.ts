import { expect, it } from 'vitest';
import { lifetime } from '../../../server/upstream/tile-lifetime.ts';

const now = Date.UTC(2026, 10, 22, 12);
const minutes = (count: number) => count * 60_000;
const days = (count: number) => minutes(count * 24 * 60);

// The second row is what tile.openstreetmap.org sends.
it.each<[Record<string, string>, number | undefined]>([
  [{}, days(7)],
  [{ 'cache-control': 'max-age=604800, stale-while-revalidate=604800, stale-if-error=604800' }, days(7)],
  [{ 'cache-control': 'max-age=7200', age: '3600' }, minutes(60)],
  [{ 'cache-control': 'Public, Max-Age="7200"' }, minutes(120)],
  [{ 'cache-control': 'max-age=600, s-maxage=1200' }, minutes(20)],
  [{ 'cache-control': 'max-age=1200', expires: 'Sun, 22 Nov 2026 15:00:00 GMT' }, minutes(20)],
  [{ expires: 'Sun, 22 Nov 2026 15:00:00 GMT' }, minutes(180)],
  [{ expires: 'Sat, 21 Nov 2026 15:00:00 GMT' }, minutes(5)],
  [{ expires: '0' }, minutes(5)],
  [{ 'cache-control': 'max-age=0' }, minutes(5)],
  [{ 'cache-control': 'no-cache' }, minutes(5)],
  [{ 'cache-control': 'max-age=31536000, immutable' }, days(30)],
  [{ 'cache-control': 'max-age=soon' }, days(7)],
  [{ 'cache-control': 'no-store' }, undefined],
  [{ 'cache-control': 'private, max-age=600' }, undefined],
])('an answer with %j may be kept %s ms', (headers, expected) => {
  expect(lifetime((name) => headers[name], now)).toBe(expected);
});
