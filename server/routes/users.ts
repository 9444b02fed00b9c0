// The people who work here: for admins.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { LimitsOrNull, LimitsSchema, LONGEST_PASSWORD, RoleSchema } from '../../shared/access.ts';
import { authorOf } from '../access/actor.ts';
import { UserNotFound } from '../access/errors.ts';
import { hashPassword } from '../access/passwords.ts';
import { checkLimits, checkPassword, UserName } from '../access/user-fields.ts';
import type { User } from '../storage/access/contract.ts';
import { answers, noAnswer } from './answers.ts';

const tags = ['access'];
const config = { access: 'admin' } as const;
const params = Type.Object({ id: Type.String({ maxLength: 64 }) });
const GivenPassword = Type.String({ minLength: 1, maxLength: LONGEST_PASSWORD });

const UserItem = Type.Object(
  {
    id: Type.String(),
    name: UserName,
    role: RoleSchema,
    limits: LimitsOrNull,
    createdAt: Type.String({ format: 'date-time' }),
    signedInAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
      description: 'The last time; null: never yet',
    }),
  },
  { title: 'User', description: 'Somebody who works here' },
);

const item = ({ id, name, role, limits, createdAt, signedInAt }: User) => ({
  id,
  name,
  role,
  limits: limits ?? null,
  createdAt,
  signedInAt: signedInAt ?? null,
});

const users: FastifyPluginAsyncTypebox = async (app) => {
  const { users, sessions } = app.storage.access;

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.get(
    '/users',
    {
      config,
      schema: {
        operationId: 'listUsers',
        summary: 'All users, by name',
        tags,
        response: answers(Type.Object({ users: Type.Array(UserItem) }, { title: 'Users' }), 401, 403, 429),
      },
    },
    async () => ({ users: (await users.all()).map(item) }),
  );

  app.post(
    '/users',
    {
      config: { ...config, secret: true },
      schema: {
        operationId: 'addUser',
        summary: 'Add a user',
        tags,
        body: Type.Object(
          { name: UserName, role: RoleSchema, limits: Type.Optional(LimitsSchema), password: GivenPassword },
          { additionalProperties: false },
        ),
        response: answers(UserItem, 400, 401, 403, 409, 429),
      },
    },
    async (request) => {
      const { name, role, limits, password } = request.body;
      checkPassword('/password', password, name);
      checkLimits(role === 'admin', limits);
      const fields = { name, role, limits, password: await hashPassword(password) };
      return item(await users.add(fields, authorOf(request)));
    },
  );

  app.get(
    '/users/:id',
    {
      config,
      schema: {
        operationId: 'getUser',
        summary: 'One user',
        tags,
        params,
        response: answers(UserItem, 401, 403, 404, 429),
      },
    },
    async ({ params: { id } }) => {
      const user = await users.get(id);
      if (!user) throw new UserNotFound(id);
      return item(user);
    },
  );

  app.patch(
    '/users/:id',
    {
      config: { ...config, secret: true },
      schema: {
        operationId: 'changeUser',
        summary: "Change a user's role, limits or password",
        description:
          'What is left out stays; limits of null are none. A new password ends all sessions of the user.',
        tags,
        params,
        body: Type.Object(
          {
            role: Type.Optional(RoleSchema),
            limits: Type.Optional(LimitsOrNull),
            password: Type.Optional(GivenPassword),
          },
          { additionalProperties: false, minProperties: 1 },
        ),
        response: answers(UserItem, 400, 401, 403, 404, 409, 429),
      },
    },
    async (request) => {
      const { id } = request.params;
      const { role, limits, password } = request.body;
      const before = await users.get(id);
      if (!before) throw new UserNotFound(id);
      if (password !== undefined) checkPassword('/password', password, before.name);
      checkLimits((role ?? before.role) === 'admin', limits === undefined ? before.limits : limits);
      const hashed = password === undefined ? undefined : await hashPassword(password);
      const after = await users.change(id, { role, limits, password: hashed }, authorOf(request));
      if (!after) throw new UserNotFound(id);
      return item(after);
    },
  );

  app.delete(
    '/users/:id',
    {
      config,
      schema: {
        operationId: 'removeUser',
        summary: 'Remove a user',
        description: 'All sessions of the user end. What the user did stays in the history under the name.',
        tags,
        params,
        response: noAnswer(401, 403, 404, 409, 429),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await users.remove(id, authorOf(request)))) throw new UserNotFound(id);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/users/:id/sessions',
    {
      config,
      schema: {
        operationId: 'signOutUser',
        summary: 'Sign a user out everywhere',
        tags,
        params,
        response: noAnswer(401, 403, 404, 429),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await users.get(id))) throw new UserNotFound(id);
      await sessions.removeAllOf(id, authorOf(request));
      return reply.code(204).send(null);
    },
  );
};
export default users;
