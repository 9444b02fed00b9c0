// The nearby answer on the wire (design: GET /api/v1/stores/nearby): schema once, types derived.
import { type Static, Type } from 'typebox';
import { DatumSchema, RegionSchema, WirePositionSchema } from './store.ts';

export const OpeningStateSchema = Type.Object({
  state: Type.Union([
    Type.Literal('open'),
    Type.Literal('closed'),
    Type.Literal('temporarily-closed'),
    Type.Literal('unknown'),
  ]),
  changesAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
    description: "When the state changes next, in the store's own offset; null for never or not known",
  }),
  until: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
    description: 'Expected end of a temporary closure; null when there is none or nobody knows',
  }),
  changesTo: Type.Optional(
    Type.Union([Type.Literal('unknown'), Type.Literal('temporarily-closed')], {
      description: 'Present where an open store does not close, or a closed one not open, at `changesAt`',
    }),
  ),
});
export type OpeningState = Static<typeof OpeningStateSchema>;

/** [opens, closes] as local `HH:MM`; a close at or before the open is past midnight; `24:00` ends the day. */
export const OpeningSpanSchema = Type.Tuple([Type.String(), Type.String()]);
export type OpeningSpan = Static<typeof OpeningSpanSchema>;

export const StoreRecordSchema = Type.Object(
  {
    id: Type.String(),
    sid: Type.Union([Type.String(), Type.Null()]),
    name: Type.String(),
    branch: Type.Union([Type.String(), Type.Null()]),
    address: Type.String({ description: 'One line; empty when not known' }),
    phones: Type.Array(Type.String()),
    categories: Type.Array(Type.String()),
    services: Type.Array(Type.String()),
    region: RegionSchema,
    position: WirePositionSchema,
    distanceMeters: Type.Number({ minimum: 0, description: 'On the WGS-84 ellipsoid, to 0.1 m' }),
    timeZone: Type.String(),
    hoursToday: Type.Union([Type.Array(OpeningSpanSchema), Type.Null()], {
      description: "The spans of the store's own local day; [] is closed all day, null is not known",
    }),
    updatedAt: Type.String({ format: 'date-time' }),
    open: OpeningStateSchema,
    cover: Type.Union([Type.String(), Type.Null()], {
      description:
        'Absolute address of its picture, or the path of one that was uploaded here; null: the service draws one at /covers/store/{id}-900x383.png',
    }),
    url: Type.String({ description: "What the article leads to: absolute address of the customer's page" }),
  },
  { title: 'StoreRecord', description: 'A store of a nearby answer' },
);
/** One store of a nearby answer. */
export type StoreRecord = Static<typeof StoreRecordSchema>;

export const NearbyAnswerSchema = Type.Object(
  {
    origin: Type.Object({
      longitude: Type.Number(),
      latitude: Type.Number(),
      datum: DatumSchema,
      region: RegionSchema,
    }),
    reach: Type.Object({
      radiusMeters: Type.Union([Type.Number(), Type.Null()], {
        description:
          'The radius that the stores were found in; null: none within the last step, so the nearest three anywhere',
      }),
      askedRadiusMeters: Type.Number(),
      widened: Type.Boolean(),
    }),
    numberReturned: Type.Integer(),
    numberMatched: Type.Optional(
      Type.Integer({ description: 'Stores within the radius; with count=true only' }),
    ),
    categoryCounts: Type.Optional(
      Type.Record(Type.String(), Type.Integer(), { description: 'By category id; with count=true only' }),
    ),
    next: Type.Optional(
      Type.Union([Type.String(), Type.Null()], {
        description: 'Address of what comes after, null when nothing does; with `cursor` only',
      }),
    ),
    stores: Type.Array(StoreRecordSchema),
  },
  { title: 'NearbyAnswer', description: 'The stores found, nearest first, and how far the search reached' },
);
export type NearbyAnswer = Static<typeof NearbyAnswerSchema>;
