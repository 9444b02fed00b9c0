// A filter as SQL that both engines know, over `stores` joined with the current version of each.
import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Position } from '../../shared/position.ts';
import type { Rings } from '../../shared/rings.ts';
import type { Engine } from './engine.ts';
import type { Area, Filter, Operand, Queryable } from './filter.ts';
import { inCategories, insideBox } from './nearest-by-box.ts';
import type { Tables } from './tables.ts';

type Row = ExpressionBuilder<Tables, 'stores' | 'store_versions'>;
type Dialect = Pick<Engine, 'fieldText' | 'like' | 'insideRings'>;

export function whereOf(filter: Filter, row: Row, dialect: Dialect): Expression<SqlBool> {
  const within = (inner: Filter) => whereOf(inner, row, dialect);
  const operand = (each: Operand) => operandOf(each, dialect);
  switch (filter.op) {
    case 'and':
      return row.and(filter.args.map(within));
    case 'or':
      return row.or(filter.args.map(within));
    case 'not':
      return row.not(within(filter.arg));
    case 'like':
      return dialect.like(operand(filter.arg), filter.pattern);
    case 'in':
      return sql<SqlBool>`${operand(filter.arg)} in (${sql.join(filter.list.map(operand))})`;
    case 'isNull':
      return sql<SqlBool>`${operand(filter.arg)} is null`;
    case 'intersects':
      return intersects(filter.area, row, dialect);
    case 'category':
      return inCategories(row, filter.ids);
    case 'unconverted':
      return sql<SqlBool>`(${dialect.fieldText('position', 'datum')} = 'wgs84' or ${dialect.fieldText('region')} in ('other', 'TW'))`;
    case 'always':
      return filter.holds ? sql<SqlBool>`1 = 1` : sql<SqlBool>`1 = 0`;
    default: {
      const [left, right] = filter.args;
      return sql<SqlBool>`${operand(left)} ${sql.raw(filter.op)} ${operand(right)}`;
    }
  }
}

function operandOf(operand: Operand, dialect: Dialect): RawBuilder<unknown> {
  if ('property' in operand) return columnOf(operand.property, dialect);
  // PostgreSQL wants to know what a bound value is where two of them are compared.
  return typeof operand.value === 'number'
    ? sql`cast(${operand.value} as double precision)`
    : sql`cast(${operand.value} as text)`;
}

function columnOf(property: Queryable, { fieldText }: Dialect): RawBuilder<unknown> {
  switch (property) {
    case 'id':
    case 'sid':
      return sql.ref(`stores.${property}`);
    case 'created':
      return sql.ref('store_versions.created_at');
    case 'updated':
      return sql.ref('store_versions.at');
    case 'version':
      return sql.ref('store_versions.version');
    case 'name':
    case 'branch':
    case 'region':
      return fieldText(property);
    case 'time_zone':
      return fieldText('timeZone');
    case 'opening_hours':
      return fieldText('openingHours');
    case 'datum':
      return fieldText('position', 'datum');
    default:
      return fieldText('address', property);
  }
}

function intersects(
  { boxes, points, lines, polygons }: Area,
  row: Row,
  dialect: Dialect,
): Expression<SqlBool> {
  return row.or([
    ...boxes.map((box) => insideBox(row, box)),
    ...points.map(([lon, lat]) =>
      row.and([row('stores.longitude', '=', lon), row('stores.latitude', '=', lat)]),
    ),
    ...lines.flatMap((line) => edgesOf(line).map(onEdge)),
    ...polygons.map((rings) => insidePolygon(rings, row, dialect)),
  ]);
}

const lon = sql.ref<number>('stores.longitude');
const lat = sql.ref<number>('stores.latitude');
const degrees = (value: number) => sql`cast(${value} as double precision)`;

/** First by its box, which has an index. */
function insidePolygon(rings: Rings, row: Row, { insideRings }: Dialect): Expression<SqlBool> {
  const lons = rings.flatMap((ring) => ring.map(([each]) => each));
  const lats = rings.flatMap((ring) => ring.map(([, each]) => each));
  return row.and([
    row.between('stores.latitude', Math.min(...lats), Math.max(...lats)),
    row.between('stores.longitude', Math.min(...lons), Math.max(...lons)),
    insideRings(lon, lat, rings),
  ]);
}

type Edge = readonly [Position, Position];
const edgesOf = (line: readonly Position[]): Edge[] =>
  line.slice(1).map((position, i): Edge => [line[i]!, position]);

const onEdge = ([[x1, y1], [x2, y2]]: Edge): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${lon} between ${degrees(Math.min(x1, x2))} and ${degrees(Math.max(x1, x2))} and ${lat} between ${degrees(Math.min(y1, y2))} and ${degrees(Math.max(y1, y2))} and (${lon} - ${degrees(x1)}) * ${degrees(y2 - y1)} = (${lat} - ${degrees(y1)}) * ${degrees(x2 - x1)})`;
