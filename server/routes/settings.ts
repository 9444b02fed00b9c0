import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { type PluginSettings, PluginSettingsSchema } from '../../shared/settings.ts';
import { authorOf } from '../access/actor.ts';
import { isPublic } from '../host-name.ts';
import { shownTiles, tileSourceOf } from '../upstream/tile-source.ts';
import { answers } from './answers.ts';

/** Where the service runs decides the others, not whoever runs it. */
const { publicUrl: _url, eventDatum: _datum, tiles: _tiles, ...decided } = PluginSettingsSchema.properties;
const ChangeSchema = Type.Partial(Type.Object(decided), {
  additionalProperties: false,
  title: 'PluginSettingsChange',
});

const settings: FastifyPluginAsyncTypebox = async (app) => {
  const { publicUrl, eventDatum } = app.config;
  const source = tileSourceOf(app.config);
  const tiles = source ? shownTiles(source) : null;
  const withPlace = (kept: PluginSettings): PluginSettings => ({
    ...kept,
    publicUrl: publicUrl !== undefined && isPublic(publicUrl) ? publicUrl : null,
    eventDatum,
    tiles,
  });

  app.get(
    '/settings/plugin',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'getPluginSettings',
        summary: 'What the panel works with',
        description: 'The settings that ops decided, and where the service runs.',
        tags: ['settings'],
        querystring: Type.Object({}, { additionalProperties: false }),
        response: answers(PluginSettingsSchema, 400, 401, 429),
      },
    },
    async () => withPlace(await app.storage.settings.plugin()),
  );
  app.patch(
    '/settings/plugin',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'changePluginSettings',
        summary: 'Decide what the panel works with',
        description: 'What is left out stays. Panels that are open follow when they are opened anew.',
        tags: ['settings'],
        body: ChangeSchema,
        response: answers(PluginSettingsSchema, 400, 401, 403, 415, 429),
      },
    },
    async (request) => withPlace(await app.storage.settings.putPlugin(request.body, authorOf(request))),
  );
};
export default settings;
