import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { OpsSettingsSchema } from '../../../shared/ops-settings.ts';
import { authorOf } from '../../access/actor.ts';
import { answers } from '../answers.ts';

const tags = ['settings'];

const opsSettings: FastifyPluginAsyncTypebox = async (app) => {
  const { settings } = app.storage;
  app.get(
    '/settings/ops',
    {
      config: { access: 'view' },
      schema: {
        operationId: 'getOpsSettings',
        summary: 'How ops work',
        tags,
        response: answers(OpsSettingsSchema, 401, 403, 429),
      },
    },
    async () => settings.ops(),
  );
  app.patch(
    '/settings/ops',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'changeOpsSettings',
        summary: 'Decide how ops work',
        tags,
        body: Type.Partial(OpsSettingsSchema, { additionalProperties: false }),
        response: answers(OpsSettingsSchema, 400, 401, 403, 415, 429),
      },
    },
    async (request) => settings.putOps(request.body, authorOf(request)),
  );
};
export default opsSettings;
