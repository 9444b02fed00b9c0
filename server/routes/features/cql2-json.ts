// CQL2 JSON (OGC 21-065r2): the same as CQL2 text, as a tree of operators.
import type { Filter } from '../../storage/filter.ts';
import type { Crs } from './crs.ts';
import { FilterSize, invalidFilter } from './filter-limits.ts';
import * as parts from './filter-parts.ts';

/** @param crs  of the coordinates in it. @throws INVALID_FILTER */
export function readCql2Json(text: string, crs: Crs): Filter {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalidFilter('is not JSON that can be read');
  }
  return filterOf(json, crs, new FilterSize());
}

function filterOf(json: unknown, crs: Crs, size: FilterSize): Filter {
  if (typeof json === 'boolean') return { op: 'always', holds: json };
  const { op, args } = fields(json);
  if (typeof op !== 'string' || !Array.isArray(args)) throw invalidFilter('needs op and args at every step');
  size.add();
  const [first, second, third] = args;
  const inner = (each: unknown) => size.deeper(() => filterOf(each, crs, size));
  const takes = (count: number) => {
    if (args.length !== count) throw invalidFilter(`needs ${count} args for ${op}; got ${args.length}`);
  };
  switch (op) {
    case 'and':
    case 'or':
      if (args.length < 2) throw invalidFilter(`needs two or more args for ${op}`);
      return { op, args: args.map(inner) };
    case 'not':
      takes(1);
      return { op, arg: inner(first) };
    case 'like':
      takes(2);
      return parts.like(written(first), written(second));
    case 'between':
      takes(3);
      return parts.between(written(first), written(second), written(third));
    case 'in':
      takes(2);
      if (!Array.isArray(second)) throw invalidFilter('needs a list as the second of the args for in');
      return parts.inList(written(first), second.map(written), size);
    case 'isNull':
      takes(1);
      return parts.isNull(written(first));
    case 's_intersects': {
      takes(2);
      const sides = args.filter((each) => fields(each).property !== parts.GEOMETRY);
      if (sides.length !== 1)
        throw invalidFilter(`needs the property ${parts.GEOMETRY} and a geometry in s_intersects`);
      return parts.intersects(shapeOf(sides[0]), crs, size);
    }
  }
  if (!parts.isComparison(op)) throw invalidFilter(`has no operator "${op.slice(0, 40)}"`);
  takes(2);
  return parts.comparison(op, written(first), written(second));
}

function written(json: unknown): parts.Written {
  if (typeof json === 'string' || (typeof json === 'number' && Number.isFinite(json))) return { value: json };
  const { property, timestamp, date } = fields(json);
  if (typeof property === 'string') return { property };
  const time = timestamp ?? date;
  if (typeof time === 'string') return { time };
  throw invalidFilter(`has a value that cannot be compared: ${JSON.stringify(json).slice(0, 40)}`);
}

/** A geometry of GeoJSON, or a box. */
function shapeOf(json: unknown): parts.Shape {
  const { type, coordinates, bbox } = fields(json);
  if (type === undefined && Array.isArray(bbox) && bbox.length === 4) {
    const [west, south, east, north] = bbox;
    return { type: 'Box', corners: [pair([west, south]), pair([east, north])] };
  }
  switch (type) {
    case 'Point':
      return { type: 'Point', points: [pair(coordinates)] };
    case 'MultiPoint':
      return { type: 'Point', points: list(coordinates, pair) };
    case 'LineString':
      return { type: 'Line', lines: [list(coordinates, pair)] };
    case 'MultiLineString':
      return { type: 'Line', lines: list(coordinates, pairs) };
    case 'Polygon':
      return { type: 'Polygon', polygons: [list(coordinates, pairs)] };
    case 'MultiPolygon':
      return { type: 'Polygon', polygons: list(coordinates, (polygon) => list(polygon, pairs)) };
    default:
      throw invalidFilter(
        'has a geometry that is none of Point, LineString, Polygon, their multiples, or a bbox',
      );
  }
}

function pair(json: unknown): readonly [number, number] {
  const [x, y] = Array.isArray(json) ? json : [];
  if (Number.isFinite(x) && Number.isFinite(y)) return [x, y];
  throw invalidFilter('has a position that is not two numbers');
}
const pairs = (json: unknown) => list(json, pair);

function list<Item>(json: unknown, read: (each: unknown) => Item): Item[] {
  if (Array.isArray(json) && json.length > 0) return json.map(read);
  throw invalidFilter('has coordinates that are no list');
}

const fields = (json: unknown): Record<string, unknown> =>
  typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
