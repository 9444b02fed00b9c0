// What the service counts and measures of itself, for GET /metrics.
import fp from 'fastify-plugin';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { registerGauges } from '../metrics/gauges.ts';
import { registerHistogram } from '../metrics/histogram.ts';
import { openPeers } from '../metrics/peers.ts';

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

export default fp(
  async (app) => {
    const { requestTallies: tallies } = app;
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
  { name: 'metrics', dependencies: ['request-tallies', 'storage', 'access', 'nearby-index', 'upstreams'] },
);
