import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { BulkAnswerSchema, BulkRequestSchema } from '../../../shared/bulk.ts';
import { authorOf } from '../../access/actor.ts';
import { changeMany } from '../../catalogue/bulk.ts';
import { answers } from '../answers.ts';

/** 100,000 ids of 36 characters with what stands around them. */
const LONGEST_BODY = 8 * 1_048_576;

const bulk: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/stores/bulk',
    {
      config: { access: 'edit' },
      bodyLimit: LONGEST_BODY,
      schema: {
        operationId: 'changeStores',
        summary: 'Change many stores at once',
        description:
          'All of it or nothing, as one operation that can be undone. Stores that cannot be changed so stay as they are and are listed; look first, with `dryRun`.',
        tags: ['table'],
        body: BulkRequestSchema,
        response: answers(BulkAnswerSchema, 400, 401, 403, 404, 409, 413, 422, 429),
      },
    },
    async (request) => changeMany(app.storage, request.body, request.actor, authorOf(request)),
  );
};
export default bulk;
