// What was done, by whom, and how to have it undone.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { OperationKindSchema, OperationSchema, UndoneSchema } from '../../../shared/operation.ts';
import { authorOf, mayDo, mayWrite } from '../../access/actor.ts';
import { UnknownOperation } from '../../storage/errors.ts';
import { answers } from '../answers.ts';
import { plainNumbers } from '../plain-numbers.ts';
import { WriteHeaders } from './store-answer.ts';

const tags = ['history'];
const params = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) });

const operations: FastifyPluginAsyncTypebox = async (app) => {
  const { operations } = app.storage;

  app.get(
    '/operations',
    {
      config: { access: 'view' },
      preValidation: plainNumbers('limit'),
      schema: {
        operationId: 'listOperations',
        summary: 'What was done to stores, last first',
        tags,
        querystring: Type.Object(
          {
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
            cursor: Type.Optional(Type.String({ maxLength: 64, description: '`cursor` of the page before' })),
            by: Type.Optional(Type.String({ maxLength: 200, description: 'Only what this user or key did' })),
            kind: Type.Optional(OperationKindSchema),
          },
          { additionalProperties: false },
        ),
        response: answers(
          Type.Object(
            {
              operations: Type.Array(OperationSchema),
              cursor: Type.Union([Type.String(), Type.Null()], { description: 'null: there are no more' }),
            },
            { title: 'Operations' },
          ),
          400,
          401,
          403,
          429,
        ),
      },
    },
    async (request) => {
      const { operations: page, next } = await operations.list(request.query);
      return { operations: page, cursor: next ?? null };
    },
  );

  app.get(
    '/operations/:id',
    {
      config: { access: 'view' },
      schema: {
        operationId: 'getOperation',
        summary: 'One operation, and the stores that it changed',
        tags,
        params,
        response: answers(
          Type.Object(
            {
              operation: OperationSchema,
              stores: Type.Array(Type.String(), { description: 'Their ids, the first thousand' }),
            },
            { title: 'OperationStores' },
          ),
          400,
          401,
          403,
          404,
          429,
        ),
      },
    },
    async (request) => {
      const { id } = request.params;
      const operation = await operations.get(id);
      if (operation === undefined) throw new UnknownOperation(id);
      return { operation, stores: await operations.storesOf(id, 1_000) };
    },
  );

  app.post(
    '/operations/:id/undo',
    {
      config: { access: 'edit' },
      schema: {
        operationId: 'undoOperation',
        summary: 'Undo an operation',
        description:
          'Every store of it goes back to what it was before, unless somebody touched it since. An undo can be undone. What changes published stores needs the permission to publish.',
        tags,
        params,
        headers: WriteHeaders,
        response: answers(UndoneSchema, 400, 401, 403, 404, 409, 422, 429),
      },
    },
    async (request) => {
      const { actor } = request;
      const { id } = request.params;
      // Temporary closures and confirmations are anybody's who may edit, live as they are; so is having them again.
      let done = await operations.get(id);
      while (done?.undoes) done = await operations.get(done.undoes);
      const kind = done?.kind;
      const mayPublish = mayDo(actor, 'publish') || kind === 'closure' || kind === 'confirm';
      return operations.undo(
        id,
        authorOf(request),
        (fields) => mayWrite(actor, fields) && (mayPublish || fields.status === 'draft'),
      );
    },
  );
};
export default operations;
