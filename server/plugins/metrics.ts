// What the service counts and measures of itself, for GET /metrics.
import fp from 'fastify-plugin';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { registerGauges } from '../metrics/gauges.ts';
import { registerHistogram } from '../metrics/histogram.ts';
import { openPeers } from '../metrics/peers.ts';
import { RequestTally } from '../metrics/request-tally.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Of all processes of this machine together. */
    metrics: Pick<ReturnType<typeof openPeers>, 'text'>;
  }
}

const NEARBY = '/api/v1/stores/nearby';

/** Of the process: memory, processor time, descriptors, the event loop's lag. Measured once, however many apps it holds. */
let processMetrics: Registry | undefined;
function ofProcess(): Registry {
  if (processMetrics === undefined) {
    processMetrics = new Registry();
    collectDefaultMetrics({ register: processMetrics });
  }
  return processMetrics;
}

/** Counts the requests to every route that is registered after it. */
export default fp(
  async (app) => {
    const tallies: RequestTally[] = [];
    app.addHook('onRoute', (route) => {
      // HEAD is made of GET by itself, and heard here once more.
      const tally = new RequestTally([route.method].flat().join(), route.url);
      tallies.push(tally);
      route.onResponse = [route.onResponse ?? []].flat().concat((_request, reply, done) => {
        tally.count(reply.statusCode, reply.elapsedTime);
        done();
      });
    });

    const registry = new Registry();
    registerHistogram(
      registry,
      'nearby_stores_nearby_seconds',
      'Time that answers with the nearest stores took',
      () => tallies.filter(({ route }) => route === NEARBY),
    );
    registerGauges(app, registry, tallies);
    const peers = openPeers(Registry.merge([registry, ofProcess()]), app.config.workers);
    app.addHook('onClose', async () => peers.close());
    app.decorate('metrics', peers);
  },
  { name: 'metrics', dependencies: ['storage', 'access', 'nearby-index', 'upstreams'] },
);
