// Counts the requests to every route that is registered after it, from their beginning until they are answered. By one
// listener: for a hook after the answer Fastify adds and removes several, which costs more than the counting.
import type { FastifyContextConfig } from 'fastify';
import fp from 'fastify-plugin';
import { RequestTally } from '../metrics/request-tally.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** A tally a route and method. */
    requestTallies: readonly RequestTally[];
  }
  interface FastifyContextConfig {
    tally?: RequestTally;
  }
}

/** To be registered first: what is refused by a hook before it is not counted. */
export default fp(
  async (app) => {
    const tallies: RequestTally[] = [];
    app.decorate('requestTallies', tallies);
    app.addHook('onRoute', (route) => {
      // HEAD is made of GET by itself, and heard here once more.
      const tally = new RequestTally([route.method].flat().join(), route.url);
      tallies.push(tally);
      route.config = { ...(route.config as FastifyContextConfig), tally };
    });
    app.addHook('onRequest', (request, { raw }, done) => {
      const began = performance.now();
      raw.on('finish', () => {
        request.routeOptions.config.tally?.count(raw.statusCode, performance.now() - began);
      });
      done();
    });
  },
  { name: 'request-tallies' },
);
