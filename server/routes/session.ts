// Signing in and out, one's own password, and the first admin.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LONGEST_PASSWORD, PERMISSIONS_OF, PermissionSchema, RoleSchema } from '../../shared/access.ts';
import { authorOf } from '../access/actor.ts';
import { addressOf } from '../access/client-address.ts';
import { hashOf } from '../access/credentials.ts';
import {
  ForeignOrigin,
  InvalidFirstAdminToken,
  InvalidSignIn,
  SignInDelayed,
  SignInNeeded,
  WrongPassword,
} from '../access/errors.ts';
import { hashPassword } from '../access/passwords.ts';
import { clearSessionId, readSessionId, writeSessionId } from '../access/session-cookie.ts';
import { signIn } from '../access/sign-in.ts';
import { checkPassword, UserName } from '../access/user-fields.ts';
import { StorageUnavailable } from '../errors.ts';
import type { Session, User } from '../storage/access/contract.ts';
import { answers, noAnswer } from './answers.ts';

const tags = ['access'];
const GivenPassword = Type.String({ minLength: 1, maxLength: LONGEST_PASSWORD });

const SignedIn = Type.Object(
  {
    user: Type.Object({ id: Type.String(), name: Type.String(), role: RoleSchema }),
    permissions: Type.Array(PermissionSchema, { description: 'What the user may do' }),
    csrfToken: Type.String({
      description: 'Goes into the header `x-csrf-token` of each request that writes',
    }),
  },
  { title: 'SignedIn', description: 'Who is signed in' },
);

const session: FastifyPluginAsyncTypebox = async (app) => {
  const { access } = app.storage;

  const signedIn = ({ id, name, role }: User, session: Pick<Session, 'hash'>) => ({
    user: { id, name, role },
    permissions: [...PERMISSIONS_OF[role]],
    csrfToken: app.sessions.csrfToken(session),
  });

  /** In a session of its own making, whatever the browser brought; the one before ends. */
  async function startSession(user: User, request: FastifyRequest, reply: FastifyReply) {
    const before = readSessionId(request);
    if (before !== undefined) await app.sessions.end(before);
    const id = await app.sessions.start(user.id);
    writeSessionId(request, reply, id);
    return signedIn(user, { hash: hashOf(id) });
  }

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.get(
    '/session',
    {
      config: { access: 'open' },
      schema: {
        operationId: 'getSession',
        summary: 'Who is signed in',
        description: 'By the session cookie, with what they may do.',
        tags,
        response: answers(SignedIn, 401, 429),
      },
    },
    async ({ session, refusal }) => {
      if (!session) throw refusal instanceof StorageUnavailable ? refusal : new SignInNeeded();
      return signedIn(session.user, session);
    },
  );

  app.post(
    '/session',
    {
      config: { access: 'open', secret: true },
      onRequest: fromOwnPages,
      schema: {
        operationId: 'signIn',
        summary: 'Sign in with a name and a password',
        description: 'Sets the cookie of a new session. After several failures the next try has to wait.',
        tags,
        body: Type.Object({ name: UserName, password: GivenPassword }, { additionalProperties: false }),
        response: answers(SignedIn, 400, 401, 403, 409, 429),
      },
    },
    async (request, reply) => {
      const { name, password } = request.body;
      const address = addressOf(request);
      const user = await signIn(access, { name, password, address }).catch((error) => delayed(error, reply));
      return startSession(user, request, reply);
    },
  );

  app.delete(
    '/session',
    {
      config: { access: 'view' },
      schema: {
        operationId: 'signOut',
        summary: 'Sign out',
        tags,
        querystring: Type.Object(
          {
            everywhere: Type.Boolean({
              default: false,
              description: 'In every browser, not in this one alone',
            }),
          },
          { additionalProperties: false },
        ),
        response: noAnswer(400, 401, 403, 429),
      },
    },
    async (request, reply) => {
      const { user } = sessionOf(request);
      if (request.query.everywhere) await access.sessions.removeAllOf(user.id, authorOf(request));
      else await access.sessions.remove(sessionOf(request).hash);
      clearSessionId(request, reply);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/session/password',
    {
      config: { access: 'view', secret: true },
      schema: {
        operationId: 'changeOwnPassword',
        summary: "Change one's own password",
        description: 'Every other session of the user ends.',
        tags,
        body: Type.Object({ current: GivenPassword, next: GivenPassword }, { additionalProperties: false }),
        response: noAnswer(400, 401, 403, 409, 429),
      },
    },
    async (request, reply) => {
      const { user } = sessionOf(request);
      const { current, next } = request.body;
      checkPassword('/next', next, user.name);
      const tried = { name: user.name, password: current, address: addressOf(request) };
      await signIn(access, tried).catch((error) => {
        // Not 401: who asks is signed in.
        if (error instanceof InvalidSignIn) throw new WrongPassword();
        return delayed(error, reply);
      });
      await access.users.change(user.id, { password: await hashPassword(next) }, authorOf(request));
      await startSession(user, request, reply);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/first-admin',
    {
      config: { access: 'open', secret: true },
      onRequest: fromOwnPages,
      schema: {
        operationId: 'createFirstAdmin',
        summary: 'Become the first admin, with the token that the service printed',
        description: 'Works once, while there is no user yet; signs in at the same time.',
        tags,
        body: Type.Object(
          {
            token: Type.String({ pattern: '^[\\w-]{43}$' }),
            name: UserName,
            password: GivenPassword,
          },
          { additionalProperties: false },
        ),
        response: answers(SignedIn, 400, 403, 409, 429),
      },
    },
    async (request, reply) => {
      const { token, name, password } = request.body;
      // A password is hashed at some cost, and not for just anybody.
      if (!(await access.firstAdmin.isOffered(hashOf(token)))) throw new InvalidFirstAdminToken();
      checkPassword('/password', password, name);
      const fields = { name, role: 'admin' as const, password: await hashPassword(password) };
      const user = await access.firstAdmin.redeem(hashOf(token), fields);
      if (!user) throw new InvalidFirstAdminToken();
      return startSession(user, request, reply);
    },
  );
};
export default session;

/** @throws SIGN_IN_NEEDED for a key: it has no session and no password */
function sessionOf({ session }: FastifyRequest): Session {
  if (!session) throw new SignInNeeded();
  return session;
}

/** No page of another site, nor of another port of this host, signs somebody in: they would work in a stranger's name. */
async function fromOwnPages({ headers, host }: FastifyRequest): Promise<void> {
  const site = headers['sec-fetch-site'];
  const isForeign =
    site !== undefined
      ? site !== 'same-origin' && site !== 'none'
      : headers.origin !== undefined && URL.parse(headers.origin)?.host !== host;
  if (isForeign) throw new ForeignOrigin();
}

function delayed(error: unknown, reply: FastifyReply): never {
  if (error instanceof SignInDelayed) reply.header('retry-after', `${error.seconds}`);
  throw error;
}
