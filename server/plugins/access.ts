// Who asks, and whether they may. A request is identified before anything else and judged before its body is read; limits
// on how often somebody may ask stand between the two, so that they know who asks and count refusals too.
import cookie from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { PERMISSIONS_OF } from '../../shared/access.ts';
import { type Actor, anonymous, mayDo } from '../access/actor.ts';
import { keyIn } from '../access/credentials.ts';
import { CsrfTokenNeeded, InvalidKey, KeyNeeded, NotAllowed, SessionOver } from '../access/errors.ts';
import { KeyRing } from '../access/key-ring.ts';
import { readSessionId } from '../access/session-cookie.ts';
import { Sessions } from '../access/sessions.ts';
import { StorageUnavailable } from '../errors.ts';
import type { Session, User } from '../storage/access/contract.ts';
import { FAULT_WORDS, faultOf } from '../storage/fault.ts';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor;
    /** Whom a cookie brought; undefined for a program, and for nobody. */
    session: Session | undefined;
    /** Why what the request brought to say who asks does not hold. */
    refusal: Error | undefined;
  }
  interface FastifyInstance {
    sessions: Sessions;
  }
}

/** What is found out of who asks. */
type Identity = { readonly actor?: Actor; readonly session?: Session; readonly refusal?: Error };

/** Milliseconds that somebody who may do it anyway waits until it is known who they are. */
const PATIENCE_MS = 2_000;

export default fp(
  async (app) => {
    const { keys, sessions } = app.storage.access;
    const nobody = anonymous(app.config.publicRead ? ['read'] : []);
    const ring = new KeyRing(keys, (error) => app.log.warn({ err: error }, 'use of a key'));
    app.decorate('sessions', new Sessions(sessions, app.secretOf('CSRF tokens')));
    await app.register(cookie, { secret: app.secretOf('session cookies'), hook: false });

    app.decorateRequest('actor');
    app.decorateRequest('session');
    app.decorateRequest('refusal');
    app.addHook('onRequest', (request, _reply, done) => {
      request.actor = nobody;
      const { authorization, cookie } = request.headers;
      if (authorization === undefined && cookie === undefined) return done();
      const identity = authorization !== undefined ? byKey(authorization) : bySession(request);
      (isAnybodys(request) ? withoutStorage(identity) : identity).then((known) => {
        Object.assign(request, known);
        done();
      }, done);
    });

    const isAnybodys = ({ routeOptions }: FastifyRequest) =>
      routeOptions.config.access === 'open' ||
      (routeOptions.config.access !== undefined && mayDo(nobody, routeOptions.config.access));

    async function byKey(authorization: string): Promise<Identity> {
      const secret = keyIn(authorization);
      const actor = secret === undefined ? undefined : await ring.actorOf(secret);
      return actor ? { actor } : { refusal: new InvalidKey() };
    }

    /**
     * A cookie that does not hold, or was sent along with a write by a page that has no token, is as good as none: what
     * anybody may do can be done with it.
     */
    async function bySession(request: FastifyRequest): Promise<Identity> {
      const id = readSessionId(request);
      if (id === undefined) return {};
      const session = await app.sessions.find(id);
      if (!session) return { refusal: new SessionOver() };
      const isRead = /^(GET|HEAD|OPTIONS)$/.test(request.method);
      if (!isRead && !app.sessions.isCsrfToken(request.headers['x-csrf-token'], session))
        return { refusal: new CsrfTokenNeeded() };
      return { session, actor: actorOf(session.user) };
    }

    app.addHook('preParsing', (request, reply, _payload, done) => {
      const { actor, refusal } = request;
      const { access } = request.routeOptions.config;
      // What is not there is nobody's secret.
      if (access === 'open' || request.is404) return done();
      if (refusal instanceof InvalidKey) return done(challenged(request, reply, refusal));
      if (access !== undefined && mayDo(actor, access)) return done();
      if (actor.kind !== 'anonymous') return done(new NotAllowed(access ?? 'admin', actor.name));
      if (refusal instanceof CsrfTokenNeeded) return done(refusal);
      return done(challenged(request, reply, refusal ?? new KeyNeeded()));
    });
  },
  { name: 'access', dependencies: ['storage', 'secrets'] },
);

/** Nobody, while the database cannot say who it is: what anybody may read is found in memory. */
async function withoutStorage(identity: Promise<Identity>): Promise<Identity> {
  const late = Promise.withResolvers<Identity>();
  const timer = setTimeout(
    () => late.resolve({ refusal: new StorageUnavailable(FAULT_WORDS.slow) }),
    PATIENCE_MS,
  );
  try {
    return await Promise.race([identity, late.promise]);
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    return { refusal: new StorageUnavailable(FAULT_WORDS[fault]) };
  } finally {
    clearTimeout(timer);
  }
}

const actorOf = ({ id, name, role, limits }: User): Actor => ({
  kind: 'user',
  name,
  id,
  permissions: new Set(PERMISSIONS_OF[role]),
  limits,
});

/**
 * RFC 9110, section 11.6.1: a 401 names the schemes. To a script of a page only Bearer: a browser would answer Basic by
 * asking whoever sits before it for a name and a password.
 */
function challenged(request: FastifyRequest, reply: FastifyReply, error: Error): Error {
  const realm = 'realm="nearby-stores"';
  const bearer = error instanceof InvalidKey ? `Bearer ${realm}, error="invalid_token"` : `Bearer ${realm}`;
  const mode = request.headers['sec-fetch-mode'];
  const byScript = mode !== undefined && mode !== 'navigate';
  reply.header('www-authenticate', byScript ? bearer : [bearer, `Basic ${realm}, charset="UTF-8"`]);
  return error;
}
