// What customers asked for, without who they are: clicks on locations by place and hour, and what was put for them.
import { type Static, Type } from 'typebox';
import { WirePositionSchema } from './store.ts';

const Day = Type.String({ format: 'date' });

/** What the panel tells of an answered click. The service rounds the place before it keeps anything. */
export const AskedSchema = Type.Object(
  {
    position: WirePositionSchema,
    radiusMeters: Type.Integer({
      minimum: 0,
      maximum: 21_000_000,
      description: 'The step it was answered in',
    }),
    stores: Type.Integer({ minimum: 0, maximum: 50, description: 'How many the answer had' }),
  },
  { additionalProperties: false, title: 'Asked' },
);
export type Asked = Static<typeof AskedSchema>;

export const PutSchema = Type.Object(
  {
    stores: Type.Array(Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }), {
      minItems: 1,
      maxItems: 10,
      description: 'Ids of the stores in a message that was put into the input box',
    }),
  },
  { additionalProperties: false, title: 'Put' },
);

export const DemandCellSchema = Type.Object(
  {
    longitude: Type.Number({ description: 'WGS-84, to 0.01°: about a kilometre' }),
    latitude: Type.Number(),
    clicks: Type.Integer(),
    nearestMeters: Type.Union([Type.Integer(), Type.Null()], {
      description: 'From there to the nearest store, as it was at the last click; null: there was none',
    }),
  },
  { title: 'DemandCell' },
);
export type DemandCell = Static<typeof DemandCellSchema>;

export const DemandDaySchema = Type.Object(
  {
    day: Day,
    city: Type.String({ description: 'The city whose offices are nearest; empty far from any' }),
    clicks: Type.Integer(),
    missed: Type.Integer({ description: 'Clicks with no store within 10 km' }),
  },
  { title: 'DemandDay' },
);
export type DemandDay = Static<typeof DemandDaySchema>;

export const StorePutsSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    branch: Type.Union([Type.String(), Type.Null()]),
    puts: Type.Integer(),
  },
  { title: 'StorePuts', description: 'How often a store was put: whether it was sent nobody knows' },
);
export type StorePuts = Static<typeof StorePutsSchema>;

/** A click with no store within this is demand that was missed. */
export const MISSED_METERS = 10_000;
