import fp from 'fastify-plugin';
import { regionOf } from '../geography/region.ts';
import { NearbyService } from '../nearby/nearby-service.ts';

declare module 'fastify' {
  interface FastifyInstance {
    nearby: NearbyService;
  }
}

/** Keeps the published stores in memory, found by where they are. Starts reading when the app is ready, and does not hold it up. */
export default fp(
  async (app) => {
    const { stores, categories } = app.storage;
    const nearby = new NearbyService({
      stores,
      categories: () => categories.all(),
      regionOf,
      publicUrl: app.config.publicUrl,
    });
    app.decorate('nearby', nearby);
    app.addHook('onReady', async () => {
      // The first call prepares the borders, some 40 ms that no request should wait for.
      regionOf([0, 0]);
      nearby.start().catch((error) => app.log.fatal({ err: error }, 'the nearby index could not be built'));
    });
    app.addHook('onClose', () => nearby.close());
  },
  { name: 'nearby-index', dependencies: ['storage'] },
);
