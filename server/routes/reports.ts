// What agents say is wrong with stores, and the queue of it.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { coarse } from '../../shared/coarse.ts';
import { ReportedStoreSchema } from '../../shared/quality.ts';
import { ReportSchema, ReportStateSchema } from '../../shared/report.ts';
import { authorOf, checkMayWrite } from '../access/actor.ts';
import { invalidParameter, StoreNotFound } from '../errors.ts';
import { deskStoresOf } from '../quality/desk-store.ts';
import { answers, noAnswer } from './answers.ts';
import { PageQuery, pageOf } from './desk-page.ts';
import { plainNumbers } from './plain-numbers.ts';

const tags = ['quality'];

const reports: FastifyPluginAsyncTypebox = async (app) => {
  const { quality, stores } = app.storage;

  app.post(
    '/reports',
    {
      // Agents have no session: whoever may read the stores may say that something is wrong with one.
      config: { access: 'read' },
      schema: {
        operationId: 'reportStore',
        summary: 'Something is wrong with a store',
        description: 'Kept with a place to 0.01° and without anybody. Sent by the panel.',
        tags,
        body: ReportSchema,
        response: noAnswer(400, 401, 404, 429),
      },
    },
    async ({ body }, reply) => {
      for (const [name, degrees] of Object.entries(body.near ?? {})) {
        if (coarse(degrees) !== degrees) throw invalidParameter(`/near/${name}`, degrees, 'must be to 0.01°');
      }
      const store = await stores.get(body.store);
      if (store?.status !== 'published') throw new StoreNotFound(body.store);
      // Where a hundred wait already, the store is looked at anyway.
      await quality.report(body);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/reports',
    {
      config: { access: 'view' },
      preValidation: plainNumbers('limit'),
      schema: {
        operationId: 'listReports',
        summary: 'What agents reported and nobody settled yet, by store',
        tags,
        querystring: PageQuery,
        response: answers(
          Type.Object(
            {
              stores: Type.Array(ReportedStoreSchema),
              cursor: Type.Union([Type.String(), Type.Null()], { description: 'null: there are no more' }),
            },
            { title: 'ReportedStores' },
          ),
          400,
          401,
          403,
          429,
        ),
      },
    },
    async (request) => {
      const { items, next } = await quality.reported(pageOf(request));
      const found = await deskStoresOf(
        stores,
        items.map(({ storeId }) => storeId),
      );
      return {
        stores: items.flatMap(({ storeId, reports }) => {
          const store = found.get(storeId);
          return store ? [{ store, reports }] : [];
        }),
        cursor: next ?? null,
      };
    },
  );

  app.put(
    '/reports/state',
    {
      config: { access: 'edit' },
      schema: {
        operationId: 'settleReports',
        summary: 'Settle reports, or open them again',
        tags,
        body: Type.Object(
          {
            ids: Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 200 }),
            state: ReportStateSchema,
          },
          { additionalProperties: false },
        ),
        response: answers(
          Type.Object({ settled: Type.Integer({ description: 'How many there are of these' }) }),
          400,
          401,
          403,
          429,
        ),
      },
    },
    async (request) => {
      const { ids, state } = request.body;
      const meant = await stores.getMany(await quality.storesOfReports(ids));
      checkMayWrite(request.actor, ...meant);
      return { settled: await quality.settleReports(ids, state, authorOf(request)) };
    },
  );
};
export default reports;
