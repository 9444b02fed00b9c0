// Which published stores are wanted, as a tree: what CQL2 and query parameters are read into, and engines make SQL of.
import type { Bbox } from '../../shared/bbox.ts';
import type { Position } from '../../shared/position.ts';

/** What can be asked for by name, with its type; a `time` is an instant, kept in UTC with milliseconds. */
export const QUERYABLES = {
  id: 'text',
  sid: 'text',
  name: 'text',
  branch: 'text',
  province: 'text',
  city: 'text',
  district: 'text',
  street: 'text',
  postcode: 'text',
  region: 'text',
  time_zone: 'text',
  opening_hours: 'text',
  datum: 'text',
  created: 'time',
  updated: 'time',
  version: 'number',
} as const satisfies Record<string, 'text' | 'time' | 'number'>;
export type Queryable = keyof typeof QUERYABLES;

export const isQueryable = (name: string): name is Queryable => Object.hasOwn(QUERYABLES, name);

export type Operand = { readonly property: Queryable } | { readonly value: string | number };
export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** Ground in WGS-84; a ring's last position is its first. Edges belong to it. */
export type Area = {
  readonly boxes: readonly Bbox[];
  readonly points: readonly Position[];
  readonly lines: readonly (readonly Position[])[];
  /** The first ring is the outer one. */
  readonly polygons: readonly (readonly (readonly Position[])[])[];
};

/** What is not known is neither equal nor unequal to anything, as in SQL. */
export type Filter =
  | { readonly op: 'and' | 'or'; readonly args: readonly Filter[] }
  | { readonly op: 'not'; readonly arg: Filter }
  | { readonly op: Comparison; readonly args: readonly [Operand, Operand] }
  /** `%` is any text, `_` one character, `\` takes the next one as it is; case counts. */
  | { readonly op: 'like'; readonly arg: Operand; readonly pattern: string }
  | { readonly op: 'in'; readonly arg: Operand; readonly list: readonly Operand[] }
  | { readonly op: 'isNull'; readonly arg: Operand }
  | { readonly op: 'intersects'; readonly area: Area }
  /** In any of these categories. */
  | { readonly op: 'category'; readonly ids: readonly string[] }
  /** Its position may be given out in WGS-84 without converting it. */
  | { readonly op: 'unconverted' }
  | { readonly op: 'always'; readonly holds: boolean };
