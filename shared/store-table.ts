// The ops' table of stores: any window of any order of 100,000, and the same stores on the map.
import { type Static, Type } from 'typebox';
import { OpeningStateSchema } from './nearby.ts';
import { AddressSchema, StoreStatusSchema, WirePositionSchema } from './store.ts';
import { PlanSchema } from './working-store.ts';

const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

export const StoreRowSchema = Type.Object(
  {
    id: Type.String(),
    version: Type.Integer(),
    draftVersion: Type.Integer({ description: '0: no draft beside it' }),
    status: StoreStatusSchema,
    unpublished: Type.Boolean(),
    plan: Type.Union([PlanSchema, Type.Null()]),
    sid: orNull(''),
    name: Type.String(),
    branch: orNull(''),
    categories: Type.Array(Type.String()),
    tags: Type.Array(Type.String()),
    address: AddressSchema,
    phones: Type.Array(Type.String()),
    position: WirePositionSchema,
    ground: Type.Tuple([Type.Number(), Type.Number()], { description: 'Longitude and latitude in WGS-84' }),
    timeZone: Type.String(),
    openingHours: orNull(''),
    closure: Type.Union([
      Type.Object({ from: Type.String(), until: orNull(''), reason: orNull('') }),
      Type.Null(),
    ]),
    cover: orNull(''),
    confirmedAt: orNull(''),
    updatedAt: Type.String({ format: 'date-time' }),
    open: OpeningStateSchema,
  },
  {
    title: 'StoreRow',
    description: 'A store as it is worked on; `open` is what agents see at the moment asked for',
  },
);
export type StoreRow = Static<typeof StoreRowSchema>;

export const StoreWindowSchema = Type.Object(
  {
    order: Type.String({
      description:
        'Names this order of these stores. Given with the next window, that one is cut from the same order, whatever was written meanwhile',
    }),
    current: Type.Boolean({ description: 'No store was written since the order was made' }),
    numberMatched: Type.Integer({ description: 'Stores in the whole order' }),
    from: Type.Integer({ description: 'The place of the first row, from 0' }),
    rows: Type.Array(Type.Union([StoreRowSchema, Type.Null()]), {
      description: 'null: a store of the order that was deleted since',
    }),
  },
  { title: 'StoreWindow' },
);
export type StoreWindow = Static<typeof StoreWindowSchema>;

export const ClusterSchema = Type.Object(
  {
    longitude: Type.Number({ description: 'WGS-84; the middle of its stores' }),
    latitude: Type.Number(),
    stores: Type.Integer({ minimum: 1 }),
    bbox: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()], {
      description: 'Around its stores: west, south, east, north',
    }),
    id: orNull('Of the store, where it is one'),
    name: orNull('Of the store, where it is one'),
    status: Type.Union([StoreStatusSchema, Type.Null()], { description: 'Of the store, where it is one' }),
  },
  { title: 'StoreCluster' },
);
export type StoreCluster = Static<typeof ClusterSchema>;

export const ClustersSchema = Type.Object(
  { numberMatched: Type.Integer(), clusters: Type.Array(ClusterSchema, { maxItems: 250 }) },
  { title: 'StoreClusters' },
);
export type StoreClusters = Static<typeof ClustersSchema>;

const Facet = Type.Array(Type.Object({ value: Type.String(), stores: Type.Integer() }));
export const FacetsSchema = Type.Object(
  {
    statuses: Facet,
    provinces: Facet,
    cities: Facet,
    tags: Facet,
    unpublished: Type.Integer({ description: 'Stores of which something is not published' }),
    requested: Type.Integer({ description: 'Stores that wait for a review' }),
    scheduled: Type.Integer({ description: 'Stores with a date to publish at' }),
  },
  {
    title: 'StoreFacets',
    description: 'What there is to filter by, and how many stores each has; most first',
  },
);
export type StoreFacets = Static<typeof FacetsSchema>;
