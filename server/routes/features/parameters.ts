// The query parameters of features, read by hand: each names itself where it is refused.
import type { Bbox } from '../../../shared/bbox.ts';
import { type Category, categoriesWithin } from '../../../shared/category.ts';
import { invalidParameter, UnknownParameter } from '../../errors.ts';
import { type Filter, isQueryable, QUERYABLES, type Queryable } from '../../storage/filter.ts';
import { readCql2Json } from './cql2-json.ts';
import { readCql2Text } from './cql2-text.ts';
import { CRS_URIS, CRS84, type Crs, crsOf } from './crs.ts';
import { LONGEST_FILTER } from './filter-limits.ts';
import { comparison, instantOf } from './filter-parts.ts';

export const DEFAULT_LIMIT = 100;
export const LARGEST_LIMIT = 10_000;
export const LARGEST_OFFSET = 1_000_000;
export const FILTER_LANGUAGES = ['cql2-text', 'cql2-json'] as const;

/** Each parameter once, as text. */
export type Given = Readonly<Record<string, string>>;

export type ItemsQuery = {
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly offset: number;
  readonly crs: Crs;
  readonly filter: Filter;
};

const OF_ITEMS = ['bbox', 'bbox-crs', 'crs', 'datetime', 'limit', 'offset', 'cursor', 'category', 'f'];
const OF_FILTER = ['filter', 'filter-lang', 'filter-crs'];
const ITEMS_PARAMETERS: ReadonlySet<string> = new Set([
  ...OF_ITEMS,
  ...OF_FILTER,
  ...Object.keys(QUERYABLES),
]);

/**
 * The parameters of a query string, all of which are among `known`.
 * @throws UNKNOWN_PARAMETER, INVALID_PARAMETER for one that is repeated
 */
export function givenAmong(query: unknown, known: ReadonlySet<string>): Given {
  for (const [name, value] of Object.entries(query as object)) {
    if (!known.has(name)) throw Object.assign(new UnknownParameter(name), { parameter: name });
    if (typeof value !== 'string') throw invalidParameter(name, value, 'must be there once');
  }
  return query as Given;
}

/** @throws INVALID_PARAMETER, INVALID_FILTER, UNKNOWN_PARAMETER */
export function readItemsQuery(query: unknown, categories: readonly Category[]): ItemsQuery {
  const given = givenAmong(query, ITEMS_PARAMETERS);
  return {
    limit: limitOf(given.limit),
    cursor: given.cursor,
    offset: offsetOf(given.offset),
    crs: readCrs(given, 'crs'),
    filter: {
      op: 'and',
      args: [
        ...boxFilter(given),
        ...timeFilter(given.datetime),
        ...categoryFilter(given.category, categories),
        ...propertyFilters(given),
        ...writtenFilter(given),
      ],
    },
  };
}

export function readCrs(given: Given, name: 'crs' | 'bbox-crs' | 'filter-crs'): Crs {
  const crs = crsOf(given[name] ?? CRS84);
  if (crs) return crs;
  throw invalidParameter(name, given[name], `must be one of ${CRS_URIS.join(', ')}`);
}

/** Past the largest is the largest (part 1, /rec/core/fc-limit). */
function limitOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (limit >= 1) return Math.min(limit, LARGEST_LIMIT);
  throw invalidParameter('limit', text, 'must be a whole number from 1');
}

/** For clients that do not follow `next`; each page passes over all before it. */
function offsetOf(text = '0'): number {
  const offset = /^\d{1,7}$/.test(text) ? Number(text) : LARGEST_OFFSET + 1;
  if (offset <= LARGEST_OFFSET) return offset;
  throw invalidParameter('offset', text, `must be a whole number from 0 to ${LARGEST_OFFSET}`);
}

const NUMBER = /^[-+]?(\d{1,12}(\.\d{0,30})?|\.\d{1,30})([eE][-+]?\d{1,2})?$/;

function boxFilter(given: Given): Filter[] {
  const crs = readCrs(given, 'bbox-crs');
  if (given.bbox === undefined) return [];
  const bbox = readBox(given.bbox, crs);
  if (bbox) return [{ op: 'intersects', area: { boxes: [bbox], points: [], lines: [], polygons: [] } }];
  throw invalidParameter(
    'bbox',
    given.bbox,
    'must be four or six numbers within the reference system: the lower corner, then the upper one',
  );
}

/** Heights are read over; in degrees a west over the east crosses the antimeridian. */
function readBox(text: string, crs: Crs): Bbox | undefined {
  const parts = text.split(',').map((part) => part.trim());
  if (!parts.every((part) => NUMBER.test(part))) return undefined;
  const numbers = parts.map(Number);
  if (numbers.length !== 4 && numbers.length !== 6) return undefined;
  const [a, b, c, d] = numbers.length === 6 ? numbers.toSpliced(5, 1).toSpliced(2, 1) : numbers;
  const [west, south] = crs.toWgs84([a!, b!]);
  const [east, north] = crs.toWgs84([c!, d!]);
  // A map window may reach a little beyond the world.
  const isOnEarth = Math.max(Math.abs(west), Math.abs(east)) <= 360 && south >= -91 && north <= 91;
  if (!isOnEarth || south > north) return undefined;
  return east - west >= 360 ? [-180, south, 180, north] : [wrapped(west), south, wrapped(east), north];
}

const wrapped = (lon: number) => (lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon);

/** Against the time of the last change. */
function timeFilter(text: string | undefined): Filter[] {
  if (text === undefined) return [];
  const updated = { property: 'updated' } as const;
  const bounds = text.split('/').map((bound) => bound.trim());
  const [from, to] = bounds.map((bound) => (bound === '' || bound === '..' ? undefined : instant(bound)));
  if (bounds.length === 1 && from) return [{ op: '=', args: [updated, { value: from }] }];
  if (bounds.length !== 2 || (from && to && from > to)) throw invalidTime(text);
  return [
    ...(from ? [{ op: '>=', args: [updated, { value: from }] } as const] : []),
    ...(to ? [{ op: '<=', args: [updated, { value: to }] } as const] : []),
  ];
}

const invalidTime = (text: string) =>
  invalidParameter(
    'datetime',
    text,
    'must be an instant such as 2026-11-22T08:00:00Z, or two with / between, the earlier one first, .. for an open end',
  );

function instant(text: string): string {
  try {
    return instantOf(text);
  } catch {
    throw invalidTime(text);
  }
}

function categoryFilter(id: string | undefined, categories: readonly Category[]): Filter[] {
  if (id === undefined) return [];
  if (!/^[a-z0-9-]{1,64}$/.test(id)) {
    throw invalidParameter('category', id, 'must be one id of 1 to 64 of a-z, 0-9, -');
  }
  return [{ op: 'category', ids: categoriesWithin(categories, id) }];
}

function propertyFilters(given: Given): Filter[] {
  return Object.entries(given).flatMap(([property, text]) =>
    isQueryable(property) ? [propertyFilter(property, text)] : [],
  );
}

function propertyFilter(property: Queryable, text: string): Filter {
  const kind = QUERYABLES[property];
  try {
    const literal =
      kind === 'time' ? { time: text } : { value: kind === 'number' ? wholeNumber(text) : text };
    return comparison('=', { property }, literal);
  } catch {
    throw invalidParameter(property, text, RULES[kind]);
  }
}

const RULES = {
  text: 'must be a text',
  time: 'must be an instant such as 2026-11-22T08:00:00Z',
  number: 'must be a whole number',
};

function wholeNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new RangeError(text);
}

function writtenFilter(given: Given): Filter[] {
  const { filter, 'filter-lang': language = 'cql2-text' } = given;
  const crs = readCrs(given, 'filter-crs');
  if (language !== 'cql2-text' && language !== 'cql2-json') {
    throw invalidParameter('filter-lang', language, `must be one of ${FILTER_LANGUAGES.join(', ')}`);
  }
  if (filter === undefined) return [];
  if (filter.trim() === '' || filter.length > LONGEST_FILTER) {
    throw invalidParameter('filter', filter, `must be a text of 1 to ${LONGEST_FILTER} characters`);
  }
  return [language === 'cql2-text' ? readCql2Text(filter, crs) : readCql2Json(filter, crs)];
}
