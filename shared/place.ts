// Places found by name, and what a short link leads to, on the wire: schema once, types derived.
import { type Static, Type } from 'typebox';
import type { RefusalReason } from './location-text.ts';
import { WirePositionSchema } from './store.ts';

export const PlaceProviderSchema = Type.Union([
  Type.Literal('tencent'),
  Type.Literal('amap'),
  Type.Literal('tianditu'),
]);
/** A service that is asked for places. */
export type PlaceProviderName = Static<typeof PlaceProviderSchema>;

export const PlaceSchema = Type.Object(
  {
    name: Type.String(),
    address: Type.String({ description: 'One line; empty when not known' }),
    position: WirePositionSchema,
    source: Type.Union([...PlaceProviderSchema.anyOf, Type.Literal('catalogue'), Type.Literal('towns')], {
      description:
        'Who says so: a provider, a published store of this catalogue, or the shipped table of towns and districts (GeoNames, CC BY 4.0)',
    }),
    distanceMeters: Type.Optional(
      Type.Number({ minimum: 0, description: 'From lat, lon, to 0.1 m; where they were given' }),
    ),
  },
  { title: 'Place', description: 'A place that a text names' },
);
export type Place = Static<typeof PlaceSchema>;

export const PlacesAnswerSchema = Type.Object(
  {
    searched: Type.String({ description: 'The name that was looked for: `q` without the words around it' }),
    unavailable: Type.Array(PlaceProviderSchema, {
      description: 'Providers that are configured and failed; the places come from what stands behind them',
    }),
    numberReturned: Type.Integer(),
    places: Type.Array(PlaceSchema, { description: 'The best match first' }),
  },
  { title: 'PlacesAnswer', description: 'Places that a text may mean' },
);
export type PlacesAnswer = Static<typeof PlacesAnswerSchema>;

const RefusalReasonSchema = Type.Unsafe<RefusalReason>({
  type: 'string',
  enum: [
    'not-a-latitude',
    'not-a-longitude',
    'google-in-mainland',
    'unknown-host',
    'unknown-datum',
    'no-position',
  ] satisfies RefusalReason[],
});

export const ShortLinkAnswerSchema = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('position'),
      position: WirePositionSchema,
      label: Type.Optional(Type.String({ description: 'What the link calls the place' })),
    },
    { title: 'ShortLinkPosition', description: 'The place that a short link leads to' },
  ),
  Type.Object(
    {
      kind: Type.Literal('refused'),
      reason: RefusalReasonSchema,
      value: Type.String({ description: 'What was at fault' }),
    },
    { title: 'ShortLinkRefusal', description: 'Why what a short link leads to gives no position' },
  ),
]);
export type ShortLinkAnswer = Static<typeof ShortLinkAnswerSchema>;
