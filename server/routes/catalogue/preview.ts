// A store that is being written, as agents are going to see it: what follows from its fields, and what is wrong with them.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { StoreRecordSchema } from '../../../shared/nearby.ts';
import { StoreInputSchema } from '../../../shared/store.ts';
import { completeStore } from '../../catalogue/complete-store.ts';
import { storeRecord } from '../../nearby/store-record.ts';
import { publicBase } from '../../public-base.ts';
import { checkStore } from '../../storage/store-check.ts';
import { answers } from '../answers.ts';
import { everyFault } from './store-body.ts';

const { distanceMeters, ...plain } = StoreRecordSchema.properties;

const preview: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/stores/preview',
    {
      config: { access: 'view' },
      validatorCompiler: everyFault,
      schema: {
        operationId: 'previewStore',
        summary: 'A store as agents would see it, without writing it',
        tags: ['drafts'],
        body: StoreInputSchema,
        response: answers(Type.Object(plain, { title: 'StorePreview' }), 400, 401, 403, 413, 415, 422, 429),
      },
    },
    async (request) => {
      const fields = completeStore(request.body);
      checkStore(fields);
      const at = new Date();
      const store = {
        ...fields,
        id: 'preview',
        version: 0,
        createdAt: at.toISOString(),
        updatedAt: at.toISOString(),
      };
      return storeRecord(store, fields.position.datum, at, publicBase(request));
    },
  );
};
export default preview;
