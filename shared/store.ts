// The store (a POI): what is stored of it, and the schema everything that reads or writes one is derived from.
import { type Static, Type } from 'typebox';

const Text = (maxLength: number, description: string) => Type.String({ maxLength, description });
const Instant = (description: string) => Type.String({ format: 'date-time', description });

export const DatumSchema = Type.Union([Type.Literal('wgs84'), Type.Literal('gcj02'), Type.Literal('bd09')], {
  description: 'What the coordinates are measured against',
});

export const WirePositionSchema = Type.Object(
  {
    longitude: Type.Number({ minimum: -180, maximum: 180, description: 'Degrees east' }),
    latitude: Type.Number({ minimum: -90, maximum: 90, description: 'Degrees north' }),
    datum: DatumSchema,
  },
  { additionalProperties: false },
);
/** A position on the wire: named fields, so that their order cannot be mistaken. */
export type WirePosition = Static<typeof WirePositionSchema>;

export const RegionSchema = Type.Union(
  [Type.Literal('CN'), Type.Literal('HK'), Type.Literal('MO'), Type.Literal('TW'), Type.Literal('other')],
  {
    description: 'CN is the mainland; customers do not cross between regions for a store without being told',
  },
);
export type Region = Static<typeof RegionSchema>;

export const AddressSchema = Type.Object(
  {
    province: Type.Optional(Text(60, 'Province, municipality or state')),
    city: Type.Optional(Text(60, 'City')),
    district: Type.Optional(Text(60, 'District or county')),
    street: Type.Optional(Text(200, 'Street, number, building, floor')),
    postcode: Type.Optional(Text(20, 'Postal code, text: zeros count')),
  },
  { additionalProperties: false },
);
export type Address = Static<typeof AddressSchema>;

export const OpeningExceptionSchema = Type.Object(
  {
    date: Type.String({ format: 'date', description: 'The one local day it holds for' }),
    openingHours: Text(200, 'Spans in OSM syntax, such as `10:00-18:00`, or `off`'),
    note: Type.Optional(Text(200, 'Why, for people')),
    holidaySet: Type.Optional(
      Text(64, 'Id of the holiday set that it came with; absent where somebody gave this day by itself'),
    ),
  },
  { additionalProperties: false },
);
export type OpeningException = Static<typeof OpeningExceptionSchema>;

export const ClosureSchema = Type.Object(
  {
    from: Instant('Start of the closure'),
    until: Type.Optional(Instant('Its end; absent while nobody knows')),
    reason: Type.Optional(Text(200, 'Why, for people')),
  },
  { additionalProperties: false, description: 'Temporarily closed: apart from hours and from publication' },
);
export type Closure = Static<typeof ClosureSchema>;

export const StoreStatusSchema = Type.Union(
  [Type.Literal('draft'), Type.Literal('published'), Type.Literal('closed')],
  {
    description: 'Only published stores are found; closed is for good',
  },
);
export type StoreStatus = Static<typeof StoreStatusSchema>;

/** What a person or a file states of a store. Absent means "not known" throughout. */
export const StoreFieldsSchema = Type.Object(
  {
    sid: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: "The owner's own key, unique" }),
    ),
    name: Type.String({ minLength: 1, maxLength: 120 }),
    branch: Type.Optional(Text(120, 'Which one of the chain, without brackets: 五道口店')),
    categories: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
      maxItems: 20,
      description: 'Category ids',
    }),
    services: Type.Array(Text(40, 'What it offers: 停车, WiFi'), { maxItems: 40 }),
    tags: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
        maxItems: 40,
        description: "Ops' own words for groups of stores; not shown to customers",
      }),
    ),
    address: AddressSchema,
    phones: Type.Array(Text(40, 'As dialled by a customer'), { maxItems: 10 }),
    position: WirePositionSchema,
    region: RegionSchema,
    timeZone: Type.String({ maxLength: 64, description: 'IANA name, never an offset' }),
    openingHours: Type.Optional(Text(1000, 'OSM `opening_hours` syntax')),
    openingHoursNote: Type.Optional(
      Text(500, 'What of the hours could not be put into that syntax; 春节休息 in it closes the store then'),
    ),
    exceptions: Type.Array(OpeningExceptionSchema, { maxItems: 400 }),
    closure: Type.Optional(ClosureSchema),
    cover: Type.Optional(
      Type.String({
        maxLength: 2048,
        description: 'Absolute http(s) address of its picture, or the `cover` of an uploaded one: /media/…',
      }),
    ),
    website: Type.Optional(Type.String({ maxLength: 2048, description: 'Absolute http(s) address' })),
    linkTo: Type.Union([Type.Literal('page'), Type.Literal('website')], {
      description: "Where the article leads: our page, or the store's own website where ops chose it",
    }),
    status: StoreStatusSchema,
    confirmedAt: Type.Optional(Instant('When somebody last confirmed that all of this is right')),
  },
  { additionalProperties: false },
);
export type StoreFields = Static<typeof StoreFieldsSchema>;

/** A store as it is kept: its fields, and what the repository adds. `position` holds the original numbers in their datum. */
export type Store = StoreFields & {
  readonly id: string;
  /** Grows by one with every change of this store. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
};

const { region, timeZone, categories, services, address, phones, exceptions, linkTo, status, ...stated } =
  StoreFieldsSchema.properties;

/**
 * A store as somebody writes it. `region` follows from the position, whatever is given; a `timeZone` that is given
 * stays. Absent: lists are empty, `linkTo` is page, `status` draft.
 */
export const StoreInputSchema = Type.Object(
  {
    ...stated,
    ...Type.Partial(
      Type.Object({ region, timeZone, categories, services, address, phones, exceptions, linkTo, status }),
    ).properties,
  },
  { additionalProperties: false },
);
export type StoreInput = Static<typeof StoreInputSchema>;
