// Keeps an eye on what the service stands on, for /readyz.
import fp from 'fastify-plugin';
import { Condition } from '../health/condition.ts';

declare module 'fastify' {
  interface FastifyInstance {
    condition: Condition;
  }
}

export default fp(
  async (app) => {
    app.decorate('condition', new Condition({ probe: app.storage.probe }));
  },
  { name: 'condition', dependencies: ['storage'] },
);
