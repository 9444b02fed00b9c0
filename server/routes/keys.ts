// Keys of programs: for admins. A secret is shown once, when it is made.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { LimitsOrNull, LimitsSchema, PermissionSchema } from '../../shared/access.ts';
import { authorOf } from '../access/actor.ts';
import { newKey } from '../access/credentials.ts';
import { KeyNotFound } from '../access/errors.ts';
import { KeyName, OVERLAP_MILLISECONDS, readFuture } from '../access/key-fields.ts';
import { checkLimits } from '../access/user-fields.ts';
import type { ApiKey } from '../storage/access/contract.ts';
import { answers, noAnswer } from './answers.ts';

const tags = ['access'];
const config = { access: 'admin' } as const;
const params = Type.Object({ id: Type.String({ maxLength: 64 }) });
const Instant = Type.String({ format: 'date-time', maxLength: 40 });
const instantOrNull = (description: string) => Type.Union([Instant, Type.Null()], { description });
const Scopes = Type.Array(PermissionSchema, {
  minItems: 1,
  uniqueItems: true,
  description: 'Exactly what it may do: one does not bring another',
});
const RequestsPerMinute = Type.Integer({ minimum: 1, maximum: 10_000_000 });

const keyFields = {
  id: Type.String(),
  name: KeyName,
  scopes: Scopes,
  limits: LimitsOrNull,
  requestsPerMinute: Type.Union([RequestsPerMinute, Type.Null()], {
    description: 'null: as many as any address',
  }),
  createdAt: Instant,
  expiresAt: instantOrNull('null: it holds until it is removed'),
  usedAt: instantOrNull('The last time, to the minute; null: never yet'),
  secrets: Type.Array(
    Type.Object({
      prefix: Type.String({ description: 'How it begins' }),
      createdAt: Instant,
      expiresAt: instantOrNull('null: as long as the key'),
    }),
    { description: 'Newest first; more than one while it is rotated' },
  ),
};
const KeyItem = Type.Object(keyFields, { title: 'ApiKey', description: 'A key of a program' });
const NewKey = Type.Object(
  { ...keyFields, secret: Type.String({ description: 'The key itself, told this once' }) },
  { title: 'NewApiKey', description: 'A key of a program with its secret' },
);

const item = (key: ApiKey) => ({
  id: key.id,
  name: key.name,
  scopes: [...key.scopes],
  limits: key.limits ?? null,
  requestsPerMinute: key.requestsPerMinute ?? null,
  createdAt: key.createdAt,
  expiresAt: key.expiresAt ?? null,
  usedAt: key.usedAt ?? null,
  secrets: key.secrets.map((secret) => ({ ...secret, expiresAt: secret.expiresAt ?? null })),
});

const keys: FastifyPluginAsyncTypebox = async (app) => {
  const { keys } = app.storage.access;

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.get(
    '/keys',
    {
      config,
      schema: {
        operationId: 'listKeys',
        summary: 'All keys, by name',
        tags,
        response: answers(Type.Object({ keys: Type.Array(KeyItem) }, { title: 'ApiKeys' }), 401, 403, 429),
      },
    },
    async () => ({ keys: (await keys.all()).map(item) }),
  );

  app.post(
    '/keys',
    {
      config: { ...config, secret: true },
      schema: {
        operationId: 'addKey',
        summary: 'Make a key',
        tags,
        body: Type.Object(
          {
            name: KeyName,
            scopes: Scopes,
            limits: Type.Optional(LimitsSchema),
            requestsPerMinute: Type.Optional(RequestsPerMinute),
            expiresAt: Type.Optional(Instant),
          },
          { additionalProperties: false },
        ),
        response: answers(NewKey, 400, 401, 403, 409, 429),
      },
    },
    async (request) => {
      const { expiresAt, ...fields } = request.body;
      checkLimits(fields.scopes.includes('admin'), fields.limits);
      const { secret, kept } = newKey();
      const key = await keys.add(
        { ...fields, expiresAt: expiresAt && readFuture('/expiresAt', expiresAt) },
        kept,
        authorOf(request),
      );
      return { ...item(key), secret };
    },
  );

  app.post(
    '/keys/:id/rotate',
    {
      config: { ...config, secret: true },
      schema: {
        operationId: 'rotateKey',
        summary: 'Give a key a new secret',
        description: 'Both secrets hold until a time, so that the program can change over without a gap.',
        tags,
        params,
        body: Type.Object(
          {
            until: Type.Optional(
              Type.String({ ...Instant, description: 'When the old secret ends; absent: in 24 hours' }),
            ),
          },
          { additionalProperties: false },
        ),
        response: answers(NewKey, 400, 401, 403, 404, 409, 429),
      },
    },
    async (request) => {
      const { id } = request.params;
      const { until } = request.body;
      const end =
        until === undefined
          ? new Date(Date.now() + OVERLAP_MILLISECONDS).toISOString()
          : readFuture('/until', until);
      const { secret, kept } = newKey();
      const key = await keys.rotate(id, kept, end, authorOf(request));
      if (!key) throw new KeyNotFound(id);
      return { ...item(key), secret };
    },
  );

  app.delete(
    '/keys/:id',
    {
      config,
      schema: {
        operationId: 'removeKey',
        summary: 'Remove a key',
        description: 'It holds no longer from this moment on.',
        tags,
        params,
        response: noAnswer(401, 403, 404, 429),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await keys.remove(id, authorOf(request)))) throw new KeyNotFound(id);
      return reply.code(204).send(null);
    },
  );
};
export default keys;
