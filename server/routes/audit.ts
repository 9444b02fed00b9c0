import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { publicBase } from '../public-base.ts';
import { answers } from './answers.ts';
import { plainNumbers } from './plain-numbers.ts';

const Entry = Type.Object(
  {
    at: Type.String({ format: 'date-time' }),
    by: Type.Object({
      kind: Type.String({ description: '`user`, `key`, `command` for the command line, or `system`' }),
      name: Type.String(),
    }),
    action: Type.String({ description: '`stores.publish`, `user.add`, `key.rotate`, `setting.change` …' }),
    subject: Type.String({
      description: 'What it was done to, by its name; of stores, the id of the operation that has them',
    }),
    detail: Type.Union([Type.Object({}, { additionalProperties: true }), Type.Null()], {
      description: 'What more is kept of it: how many `stores`, the new `role` …',
    }),
  },
  { title: 'AuditEntry', description: 'Somebody did something' },
);

const audit: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/audit',
    {
      config: { access: 'view' },
      preValidation: plainNumbers('limit'),
      schema: {
        operationId: 'listAudit',
        summary: 'Who did what, when',
        description: 'Newest first. Nothing is ever taken out.',
        tags: ['access'],
        querystring: Type.Object(
          {
            limit: Type.Integer({ minimum: 1, maximum: 500, default: 50, description: 'Entries on a page' }),
            cursor: Type.Optional(
              Type.String({ minLength: 1, maxLength: 500, description: 'As in `next` of the page before' }),
            ),
          },
          { additionalProperties: false },
        ),
        response: answers(
          Type.Object(
            {
              numberReturned: Type.Integer(),
              entries: Type.Array(Entry),
              next: Type.Union([Type.String(), Type.Null()], {
                description: 'Address of the page of older entries; null on the last one',
              }),
            },
            { title: 'AuditPage' },
          ),
          400,
          401,
          403,
          429,
        ),
      },
    },
    async (request, reply) => {
      const { limit, cursor } = request.query;
      const { entries, next } = await app.storage.access.audit.list({ limit, cursor });
      reply.header('cache-control', 'no-store');
      return {
        numberReturned: entries.length,
        entries: entries.map((entry) => ({ ...entry, detail: entry.detail ?? null })),
        next:
          next === undefined
            ? null
            : `${publicBase(request)}/api/v1/audit?${new URLSearchParams({ limit: `${limit}`, cursor: next })}`,
      };
    },
  );
};
export default audit;
