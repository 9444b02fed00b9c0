import { expect, it } from 'vitest';
import { readCql2Json } from '../../../server/routes/features/cql2-json.ts';
import { readCql2Text } from '../../../server/routes/features/cql2-text.ts';
import { CRS84, crsOf } from '../../../server/routes/features/crs.ts';
import { openTestStorage } from '../../support/stores.ts';
import { testFilters } from './filter-suite.ts';

testFilters('SQLite', openTestStorage);

const wgs84 = crsOf(CRS84)!;
const nested = (depth: number) => `${'('.repeat(depth)}version = 1${')'.repeat(depth)}`;

it.each([
  ["city = '北京市", "The filter cannot be read from here on: '北京市"],
  ['colour = 1', 'The filter has no property "colour"; there are id, sid, name'],
  ["version = 'one'", 'The filter compares a number with a text'],
  ['name', 'The filter has its end where =, <>, <, >, LIKE, BETWEEN, IN or IS should be'],
  ["name = 'a' name = 'b'", 'The filter has "name" where AND or OR should be'],
  ["name LIKE 'a\\'", 'The filter cannot be read from here on'],
  [
    "updated > TIMESTAMP('yesterday')",
    'The filter has an instant that is not like 2026-11-22T08:00:00Z: yesterday',
  ],
  ['name IN ()', 'The filter has ")" where a property or a value should be'],
  ['S_INTERSECTS(geometry, POLYGON((1 1, 2 2, 3 3)))', 'The filter has a ring that is not closed'],
  ['S_INTERSECTS(geometry, POINT(200 10))', 'The filter has a corner that is nowhere on the earth: 200,10'],
  ['S_INTERSECTS(geometry, CIRCLE(1 2))', 'The filter has no geometry "CIRCLE"'],
  [nested(30), 'The filter is nested deeper than 24 levels'],
  [Array(600).fill('version=1').join(' OR '), 'The filter has more than 500 comparisons, values and corners'],
])('CQL2 text %j is refused', (text, sentence) => {
  expect(() => readCql2Text(text, wgs84)).toThrow(sentence);
});

it.each([
  ['{', 'The filter is not JSON that can be read'],
  ['{"op":"=","args":[{"property":"name"}]}', 'The filter needs 2 args for =; got 1'],
  ['{"op":"casei","args":[1]}', 'The filter has no operator "casei"'],
  ['[]', 'The filter needs op and args at every step'],
  ['{"op":"=","args":[{"property":"name"},null]}', 'The filter has a value that cannot be compared: null'],
  [
    '{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":["1",2]}]}',
    'The filter has a position that is not two numbers',
  ],
  [
    `${'{"op":"not","args":['.repeat(40)}true${']}'.repeat(40)}`,
    'The filter is nested deeper than 24 levels',
  ],
])('CQL2 JSON %j is refused', (json, sentence) => {
  expect(() => readCql2Json(json, wgs84)).toThrow(sentence);
});

it('hundreds of pairs of brackets are refused at once', () => {
  expect(() => readCql2Text(nested(3_900), wgs84)).toThrow('nested deeper');
  expect(() => readCql2Text(`${'NOT '.repeat(1_900)}TRUE`, wgs84)).toThrow('nested deeper');
});
