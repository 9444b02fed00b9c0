// What ops decide for the panel; the server keeps it, the panel reads it at start.
import { type Static, Type } from 'typebox';
import { DatumSchema } from './store.ts';

const MessageTemplateSchema = Type.Object(
  {
    title: Type.String({ maxLength: 200, description: 'Placeholders: {name} {branch} {distance}' }),
    digest: Type.String({ maxLength: 200, description: 'Placeholders: {hours} {address} {phone} {others}' }),
  },
  { additionalProperties: false },
);

const ShownTilesSchema = Type.Object(
  {
    layers: Type.Array(Type.String(), {
      minItems: 1,
      description:
        'Addresses with {z}, {x} and {y}, rows counted from the north; drawn over each other, the lowest first',
    }),
    datum: Type.Union([Type.Literal('wgs84'), Type.Literal('gcj02')], {
      description: 'What the tiles are drawn in: whatever is shown on them is converted to it',
    }),
    minZoom: Type.Integer({ minimum: 0 }),
    maxZoom: Type.Integer({ minimum: 0 }),
    attribution: Type.Array(Type.Object({ text: Type.String(), url: Type.Optional(Type.String()) }), {
      description: 'Whom the map names, and where each says more',
    }),
  },
  {
    additionalProperties: false,
    title: 'Tiles',
    description: 'Tiles of another map, in the projection of web maps',
  },
);
export type ShownTiles = Static<typeof ShownTilesSchema>;

export const PluginSettingsSchema = Type.Object(
  {
    onLocation: Type.Union([Type.Literal('put'), Type.Literal('choose')], {
      description:
        'What a click on a location message does: the answer goes into the input box, or the agent picks',
    }),
    articlesPerPut: Type.Union([Type.Literal('one'), Type.Literal('each')], {
      description: 'one: a single article that carries the nearest three; each: an article a store',
    }),
    numberOfStores: Type.Integer({ minimum: 1, maximum: 50 }),
    radiusMeters: Type.Number({ minimum: 100, maximum: 300_000, description: 'The first radius asked for' }),
    putWithinMeters: Type.Number({
      minimum: 0,
      description: 'Nearer than this an answer may go in by itself',
    }),
    putWithinMilliseconds: Type.Integer({ minimum: 0, description: 'Later than this it waits on a button' }),
    eventDatum: DatumSchema,
    template: Type.Object(
      { 'zh-CN': MessageTemplateSchema, en: MessageTemplateSchema },
      { additionalProperties: false, description: 'Of news articles, by the language they are written in' },
    ),
    /** Where customers reach this service; null when it is not set or private, and the panel says so. */
    publicUrl: Type.Union([Type.String(), Type.Null()]),
    /** The map under the stores; null for the one that is shipped with the page. */
    tiles: Type.Union([ShownTilesSchema, Type.Null()]),
  },
  {
    additionalProperties: false,
    title: 'PluginSettings',
    description: 'What ops and the place of the service decide for the panel',
  },
);
export type PluginSettings = Static<typeof PluginSettingsSchema>;

export { DEFAULT_PLUGIN_SETTINGS } from './default-settings.ts';
