// A span for every request, where traces are wanted. Whoever only asks how the service is, is not traced.
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { OpenTelemetry } from '../tracing/open-telemetry.ts';

const UNTRACED = new Set(['/healthz', '/readyz', '/metrics']);
const isTraced = ({ routeOptions }: FastifyRequest) => !UNTRACED.has(routeOptions.url ?? '');

type Tracing = Pick<OpenTelemetry, 'begin' | 'within' | 'end'>;

/** To be registered first: what comes before it belongs to no trace. */
export default fp(
  async (app, { tracing }: { tracing: Tracing }) => {
    app.addHook('onRequest', (request, _reply, done) => {
      if (isTraced(request)) tracing.begin(request, done);
      else done();
    });
    app.addHook('preValidation', (request, _reply, done) => tracing.within(request, done));
    app.addHook('onResponse', (request, reply, done) => {
      tracing.end(request, reply);
      done();
    });
    app.addHook('onRequestAbort', (request, done) => {
      tracing.end(request);
      done();
    });
  },
  { name: 'tracing' },
);
