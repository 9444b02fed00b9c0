import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { PluginSettingsSchema } from '../../shared/settings.ts';
import { isPublic } from '../host-name.ts';
import { shownTiles, tileSourceOf } from '../upstream/tile-source.ts';
import { answers } from './answers.ts';

const settings: FastifyPluginAsyncTypebox = async (app) => {
  const { publicUrl, eventDatum } = app.config;
  const source = tileSourceOf(app.config);
  const tiles = source ? shownTiles(source) : null;
  app.get(
    '/settings/plugin',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'getPluginSettings',
        summary: 'What the panel works with',
        tags: ['settings'],
        querystring: Type.Object({}, { additionalProperties: false }),
        response: answers(PluginSettingsSchema, 400, 401, 429),
      },
    },
    async () => ({
      ...(await app.storage.settings.plugin()),
      // Where the service runs decides these, not whoever runs it.
      publicUrl: publicUrl !== undefined && isPublic(publicUrl) ? publicUrl : null,
      eventDatum,
      tiles,
    }),
  );
};
export default settings;
