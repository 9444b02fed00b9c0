// What CQL2 text and JSON have in common once their notation is read: checked operands, patterns and areas.
import type { Bbox } from '../../../shared/bbox.ts';
import type { Position } from '../../../shared/position.ts';
import {
  type Area,
  type Comparison,
  type Filter,
  isQueryable,
  type Operand,
  QUERYABLES,
} from '../../storage/filter.ts';
import type { Crs } from './crs.ts';
import { type FilterSize, invalidFilter } from './filter-limits.ts';

/** A literal as written; a time is told apart from a text. */
export type Literal = { readonly value: string | number } | { readonly time: string };
export type Written = { readonly property: string } | Literal;

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);
export const isComparison = (text: string): text is Comparison => COMPARISONS.has(text);

/** The property that holds the position. */
export const GEOMETRY = 'geometry';

export function comparison(op: Comparison, left: Written, right: Written): Filter {
  const kind = kindOf([left, right]);
  return { op, args: [operand(left, kind), operand(right, kind)] };
}

export function between(arg: Written, low: Written, high: Written): Filter {
  return { op: 'and', args: [comparison('>=', arg, low), comparison('<=', arg, high)] };
}

export function inList(arg: Written, list: readonly Written[], size: FilterSize): Filter {
  if (list.length === 0) throw invalidFilter('has an empty list of values');
  size.add(list.length);
  const kind = kindOf([arg, ...list]);
  return { op: 'in', arg: operand(arg, kind), list: list.map((each) => operand(each, kind)) };
}

export function like(arg: Written, pattern: Written): Filter {
  const isText = 'value' in pattern && typeof pattern.value === 'string';
  if (!isText || kindOf([arg]) !== 'text') throw invalidFilter('compares with LIKE what is not text');
  const text = String(pattern.value);
  if (/(?<!\\)(\\\\)*\\$/.test(text)) throw invalidFilter('has a LIKE pattern that ends with a single \\');
  return { op: 'like', arg: operand(arg, 'text'), pattern: text };
}

export const isNull = (arg: Written): Filter => ({ op: 'isNull', arg: operand(arg, kindOf([arg])) });

type Kind = 'text' | 'time' | 'number';

/** What all of them are: a text with an instant is an instant written as text. */
function kindOf(all: readonly Written[]): Kind {
  const kinds = new Set(all.map(kindOfOne));
  if (kinds.has('time')) kinds.delete('text');
  const [kind, other] = kinds;
  if (kind === undefined || other !== undefined) throw invalidFilter(`compares a ${kind} with a ${other}`);
  return kind;
}

function kindOfOne(written: Written): Kind {
  if ('time' in written) return 'time';
  if ('value' in written) return typeof written.value === 'number' ? 'number' : 'text';
  if (isQueryable(written.property)) return QUERYABLES[written.property];
  throw invalidFilter(
    `has no property "${written.property.slice(0, 40)}"; there are ${Object.keys(QUERYABLES).join(', ')}`,
  );
}

function operand(written: Written, kind: Kind): Operand {
  if ('property' in written) return { property: written.property as keyof typeof QUERYABLES };
  const given = 'time' in written ? written.time : written.value;
  return { value: kind === 'time' ? instantOf(String(given)) : given };
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i;

/** In UTC with milliseconds, as instants are kept. A day is its first instant in UTC. */
export function instantOf(text: string): string {
  const read = DATE_TIME.test(text)
    ? Date.parse(text)
    : DATE.test(text)
      ? Date.parse(`${text}T00:00:00Z`)
      : NaN;
  if (Number.isNaN(read)) {
    throw invalidFilter(`has an instant that is not like 2026-11-22T08:00:00Z: ${text.slice(0, 40)}`);
  }
  return new Date(read).toISOString();
}

type Coordinates = readonly [number, number];
export type Shape =
  | { readonly type: 'Box'; readonly corners: readonly [Coordinates, Coordinates] }
  | { readonly type: 'Point'; readonly points: readonly Coordinates[] }
  | { readonly type: 'Line'; readonly lines: readonly (readonly Coordinates[])[] }
  | { readonly type: 'Polygon'; readonly polygons: readonly (readonly (readonly Coordinates[])[])[] };

/** An area whose coordinates are those of `crs`. @throws INVALID_FILTER */
export function intersects(shape: Shape, crs: Crs, size: FilterSize): Filter {
  const located = (coordinates: Coordinates): Position => {
    size.add();
    const position = crs.toWgs84(coordinates);
    const [lon, lat] = position;
    if (!(Math.abs(lon) <= 180.000001 && Math.abs(lat) <= 90.000001)) {
      throw invalidFilter(`has a corner that is nowhere on the earth: ${coordinates}`);
    }
    return position;
  };
  const none: Area = { boxes: [], points: [], lines: [], polygons: [] };
  switch (shape.type) {
    case 'Box': {
      const [[west, south], [east, north]] = shape.corners.map(located) as [Position, Position];
      if (south > north) throw invalidFilter('has a box whose south is over its north');
      return { op: 'intersects', area: { ...none, boxes: [[west, south, east, north]] } };
    }
    case 'Point':
      return { op: 'intersects', area: { ...none, points: shape.points.map(located) } };
    case 'Line':
      return { op: 'intersects', area: { ...none, lines: shape.lines.map((line) => lineOf(line, located)) } };
    case 'Polygon': {
      const polygons = shape.polygons.map((rings) => rings.map((ring) => ringOf(ring, located)));
      const boxes = polygons.map(boxOf);
      return {
        op: 'intersects',
        area: {
          ...none,
          boxes: boxes.flatMap((box) => (box ? [box] : [])),
          polygons: polygons.filter((_, i) => boxes[i] === undefined),
        },
      };
    }
  }
}

function lineOf(line: readonly Coordinates[], located: (each: Coordinates) => Position): Position[] {
  if (line.length < 2) throw invalidFilter('has a line of fewer than two positions');
  return line.map(located);
}

function ringOf(ring: readonly Coordinates[], located: (each: Coordinates) => Position): Position[] {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || ring.length < 4 || first[0] !== last[0] || first[1] !== last[1]) {
    throw invalidFilter('has a ring that is not closed, or has fewer than four positions');
  }
  return ring.map(located);
}

/** A single ring that is a box along the axes, as map windows are. */
function boxOf(rings: readonly (readonly Position[])[]): Bbox | undefined {
  const [ring] = rings;
  if (rings.length !== 1 || ring?.length !== 5) return undefined;
  const lons = [...new Set(ring.map(([lon]) => lon))].sort((a, b) => a - b);
  const lats = [...new Set(ring.map(([, lat]) => lat))].sort((a, b) => a - b);
  const turns = ring.slice(1).every(([lon, lat], i) => (lon === ring[i]![0]) !== (lat === ring[i]![1]));
  return lons.length === 2 && lats.length === 2 && turns
    ? [lons[0]!, lats[0]!, lons[1]!, lats[1]!]
    : undefined;
}
