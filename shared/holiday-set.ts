// Holiday sets: named days with their hours, applied to many stores and taken away again as one.
import { type Static, Type } from 'typebox';

export const HolidayDaySchema = Type.Object(
  {
    date: Type.String({ format: 'date' }),
    openingHours: Type.String({
      maxLength: 200,
      description: 'Spans in OSM syntax, such as `10:00-18:00`, or `off`',
    }),
    note: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
);

export const HolidaySetInputSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60 }),
    days: Type.Array(HolidayDaySchema, { minItems: 1, maxItems: 100 }),
  },
  { additionalProperties: false, title: 'HolidaySetInput' },
);
export type HolidaySetInput = Static<typeof HolidaySetInputSchema>;

export const HolidaySetSchema = Type.Object(
  {
    id: Type.String(),
    ...HolidaySetInputSchema.properties,
    stores: Type.Integer({ description: 'Stores it is applied to' }),
  },
  { title: 'HolidaySet' },
);
export type HolidaySet = Static<typeof HolidaySetSchema>;

export const HolidayPresetSchema = Type.Object(
  {
    name: Type.String({ description: 'In Chinese: 国庆节' }),
    nameEn: Type.String(),
    year: Type.Integer(),
    days: Type.Array(
      Type.Object({
        date: Type.String({ format: 'date' }),
        kind: Type.Union([Type.Literal('holiday'), Type.Literal('worked')], {
          description: '`worked`: a weekend day that is worked in exchange',
        }),
      }),
    ),
  },
  { title: 'HolidayPreset', description: 'A public holiday of the mainland, as announced' },
);
export type HolidayPreset = Static<typeof HolidayPresetSchema>;
