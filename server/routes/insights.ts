// What customers asked for: told by the panel, looked at by ops.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import {
  AskedSchema,
  DemandCellSchema,
  DemandDaySchema,
  PutSchema,
  StorePutsSchema,
} from '../../shared/insights.ts';
import { answers, noAnswer } from './answers.ts';
import { plainNumbers } from './plain-numbers.ts';

const tags = ['insights'];
const view = { access: 'view' } as const;
const Day = (description: string) => Type.String({ format: 'date', maxLength: 10, description });

const Between = {
  from: Day('The first day, in UTC'),
  until: Day('The last day'),
};

const MOST_CELLS = 5_000;

const insights: FastifyPluginAsyncTypebox = async (app) => {
  const repository = app.storage.insights;

  app.post(
    '/insights/clicks',
    {
      // Agents have no session: whoever may read the stores may say that they were asked for.
      config: { access: 'read' },
      schema: {
        operationId: 'noteClick',
        summary: 'A location click was answered',
        description: 'Kept as a place to 0.01° and an hour, without anybody. Sent by the panel.',
        tags,
        body: AskedSchema,
        response: noAnswer(400, 401, 429),
      },
    },
    async (request, reply) => {
      app.demand.asked(request.body);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/insights/puts',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'notePut',
        summary: 'Stores were put into an input box',
        description: 'Counted by store and day. Sent by the panel.',
        tags,
        body: PutSchema,
        response: noAnswer(400, 401, 429),
      },
    },
    async (request, reply) => {
      app.demand.put(request.body.stores);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/insights/cells',
    {
      config: view,
      preValidation: plainNumbers('nearestOver', 'limit'),
      schema: {
        operationId: 'listDemandCells',
        summary: 'Where was asked, by cells of a kilometre; the last 90 days',
        tags,
        querystring: Type.Object(
          {
            ...Between,
            nearestOver: Type.Integer({
              minimum: 0,
              maximum: 21_000_000,
              default: 0,
              description: 'Only cells whose nearest store was further than so many metres',
            }),
            limit: Type.Integer({ minimum: 1, maximum: MOST_CELLS, default: MOST_CELLS }),
          },
          { additionalProperties: false },
        ),
        response: answers(
          Type.Object({ cells: Type.Array(DemandCellSchema) }, { title: 'DemandCells' }),
          400,
          401,
          403,
          429,
        ),
      },
    },
    async ({ query: { from, until, ...query } }) => {
      const end = new Date(Date.parse(until) + 86_400_000).toISOString();
      const cells = await repository.cells({ from: `${from}T00:00:00.000Z`, until: end, ...query });
      return { cells };
    },
  );

  app.get(
    '/insights/days',
    {
      config: view,
      schema: {
        operationId: 'listDemandDays',
        summary: 'How much was asked, by day and city',
        tags,
        querystring: Type.Object(Between, { additionalProperties: false }),
        response: answers(
          Type.Object({ days: Type.Array(DemandDaySchema) }, { title: 'DemandDays' }),
          400,
          401,
          403,
          429,
        ),
      },
    },
    async ({ query }) => ({ days: await repository.days(query.from, query.until) }),
  );

  app.get(
    '/insights/puts',
    {
      config: view,
      preValidation: plainNumbers('limit'),
      schema: {
        operationId: 'listStorePuts',
        summary: 'How often stores were put, most first',
        tags,
        querystring: Type.Object(
          { ...Between, limit: Type.Integer({ minimum: 1, maximum: 1_000, default: 50 }) },
          { additionalProperties: false },
        ),
        response: answers(
          Type.Object({ stores: Type.Array(StorePutsSchema) }, { title: 'StorePutsList' }),
          400,
          401,
          403,
          429,
        ),
      },
    },
    async ({ query: { from, until, limit } }) => {
      const counted = await repository.puts(from, until, limit);
      const found = await app.storage.stores.getMany(counted.map(({ id }) => id));
      const byId = new Map(found.map((store) => [store.id, store]));
      return {
        // What was put and is gone since has no name any more.
        stores: counted.flatMap(({ id, puts }) => {
          const store = byId.get(id);
          return store ? [{ id, name: store.name, branch: store.branch ?? null, puts }] : [];
        }),
      };
    },
  );
};
export default insights;
