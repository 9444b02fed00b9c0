import fp from 'fastify-plugin';
import { Demand } from '../insights/demand.ts';

declare module 'fastify' {
  interface FastifyInstance {
    demand: Demand;
  }
}

export default fp(
  async (app) => {
    const { stores, insights } = app.storage;
    app.decorate(
      'demand',
      new Demand(insights, async (from) => (await stores.nearest(from, { limit: 1 }))[0]?.distanceMeters),
    );
    app.addHook('preClose', () => app.demand.flush());
  },
  { name: 'insights', dependencies: ['storage'] },
);
