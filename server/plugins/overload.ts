// Refuses what comes beyond what can be answered: 503 with Retry-After, written as cheaply as can be, since many are. The
// pages' files, health, metrics, tiles and signing in are never refused.
import { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Problem } from '../../shared/problem.ts';
import { Overloaded, problemKinds } from '../errors.ts';
import { Admission } from '../health/admission.ts';
import { requestHeaders } from '../request-headers.ts';

/** What the service is asked to find, to list or to write. */
const GUARDED = /^\/(?:api\/v1|ogc|s)\/(?!session\b)/;
/** What an agent who clicked waits for. */
const CLICK = '/api/v1/stores/nearby?';
const PAGE = '/s/';
/** What an EventSource asks for. */
const EVENTS = 'text/event-stream';
/** Seconds; not the same for all, so that they do not come back together. */
const LONGEST_WAIT = 3;
/** Queries that wait for one of the connections to the database: then it is the database that has too much to do. */
const MOST_WAITING = 100;

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether one more request is begun. */
    admission: Admission;
  }
}

export default fp(
  async (app) => {
    const admission = new Admission();
    app.decorate('admission', admission);
    const isInMemory = app.config.nearbyIndex === 'memory';
    // A line of the log for each would cost as much as the refusal.
    const unlogged = app.log.child({}, { level: 'silent' });
    let refused = 0;
    const tell = setInterval(() => {
      if (refused > 0) app.log.warn({ refused }, 'more requests than can be answered');
      refused = 0;
    }, 1_000).unref();
    app.addHook('onClose', async () => clearInterval(tell));

    app.addHook('onRequest', (request, reply, done) => {
      const { url = '', socket, method, headers } = request.raw;
      // What is injected comes by no connection, and waits for nothing.
      if (!GUARDED.test(url) || !(socket instanceof Socket)) return done();
      const isClick = method === 'GET' && url.startsWith(CLICK);
      if (isClick && isInMemory) {
        if (admission.admits('click')) return done();
      } else if (waiting() < MOST_WAITING && admission.admits('other')) {
        // Whoever watches what happens is answered for hours, and has nothing to do most of the time.
        if (headers.accept !== EVENTS) reply.raw.once('close', admission.begin());
        return done();
      }
      refused++;
      request.log = unlogged;
      reply.header('retry-after', 1 + Math.floor(Math.random() * LONGEST_WAIT));
      if (url.startsWith(PAGE)) return done(new Overloaded());
      refuse(request, reply);
    });

    const waiting = () => app.storage.connections().reduce((sum, pool) => sum + pool.waiting, 0);

    const { code, message } = new Overloaded();
    const problem: Problem = {
      type: `/api/docs#${code}`,
      title: problemKinds.get(code)!.title,
      status: 503,
      code,
      detail: message,
    };

    /** Passes the handler of errors by, which takes several times as long. */
    function refuse(request: FastifyRequest, reply: FastifyReply): void {
      const body = JSON.stringify({ ...problem, instance: request.id });
      reply.hijack();
      reply.raw
        .writeHead(503, {
          ...app.dataHeaders,
          ...requestHeaders(request),
          ...(reply.getHeaders() as Record<string, string>),
          'content-type': 'application/problem+json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
        })
        .end(body);
    }
  },
  { name: 'overload', dependencies: ['security', 'storage'] },
);
