// Who asks, and whether they may. A request is identified before anything else and judged before its body is read; limits
// on how often somebody may ask stand between the two, so that they know who asks and count refusals too.
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { type Actor, anonymous, mayDo } from '../access/actor.ts';
import { keyIn } from '../access/credentials.ts';
import { InvalidKey, KeyNeeded, NotAllowed } from '../access/errors.ts';
import { KeyRing } from '../access/key-ring.ts';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor;
    /** A key or a session was sent that does not hold. */
    refusal: Error | undefined;
  }
}

export default fp(
  async (app) => {
    const nobody = anonymous(app.config.publicRead ? ['read'] : []);
    const keys = new KeyRing(app.storage.access.keys, (error) =>
      app.log.warn({ err: error }, 'use of a key'),
    );

    app.decorateRequest('actor');
    app.decorateRequest('refusal');
    app.addHook('onRequest', (request, _reply, done) => {
      request.actor = nobody;
      const { authorization } = request.headers;
      if (authorization === undefined) return done();
      identify(request, authorization).then(() => done(), done);
    });

    async function identify(request: FastifyRequest, authorization: string): Promise<void> {
      const secret = keyIn(authorization);
      const actor = secret === undefined ? undefined : await keys.actorOf(secret);
      if (actor) request.actor = actor;
      else request.refusal = new InvalidKey();
    }

    app.addHook('preParsing', (request, reply, _payload, done) => {
      const { access } = request.routeOptions.config;
      // What is not there is nobody's secret.
      if (access === 'open' || request.is404) return done();
      if (request.refusal) return done(challenged(request, reply, request.refusal));
      if (access !== undefined && mayDo(request.actor, access)) return done();
      if (request.actor.kind === 'anonymous') return done(challenged(request, reply, new KeyNeeded()));
      return done(new NotAllowed(access ?? 'admin', request.actor.name));
    });
  },
  { name: 'access', dependencies: ['storage'] },
);

/**
 * RFC 9110, section 11.6.1: a 401 names the schemes. To a script of a page only Bearer: a browser would answer Basic by
 * asking whoever sits before it for a name and a password.
 */
function challenged(request: FastifyRequest, reply: FastifyReply, error: Error): Error {
  const bearer =
    error instanceof InvalidKey
      ? 'Bearer realm="nearby-stores", error="invalid_token"'
      : 'Bearer realm="nearby-stores"';
  const mode = request.headers['sec-fetch-mode'];
  const byScript = mode !== undefined && mode !== 'navigate';
  reply.header(
    'www-authenticate',
    byScript ? bearer : [bearer, 'Basic realm="nearby-stores", charset="UTF-8"'],
  );
  return error;
}
