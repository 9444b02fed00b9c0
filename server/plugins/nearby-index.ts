import fp from 'fastify-plugin';
import { regionOf } from '../geography/region.ts';
import { DatabaseNearby } from '../nearby/database-nearby.ts';
import type { Nearby } from '../nearby/nearby.ts';
import { NearbyService } from '../nearby/nearby-service.ts';

declare module 'fastify' {
  interface FastifyInstance {
    nearby: Nearby;
  }
}

/** Finds the published stores by where they are, in memory or in the database. Starts reading when the app is ready, and does not hold it up. */
export default fp(
  async (app) => {
    const { stores, features, categories } = app.storage;
    const { nearbyIndex, publicUrl } = app.config;
    const options = { stores, features, categories: () => categories.all(), regionOf, publicUrl };
    const nearby: Nearby =
      nearbyIndex === 'memory' ? new NearbyService(options) : new DatabaseNearby(options);
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
