// The quality desk looks at all stores once a day, on one node.
import fp from 'fastify-plugin';
import { QualityDesk } from '../quality/quality-desk.ts';

declare module 'fastify' {
  interface FastifyInstance {
    qualityDesk: QualityDesk;
  }
}

const LOOK_EVERY_MS = 10 * 60_000;

export default fp(
  async (app) => {
    const { storage, log } = app;
    const desk = new QualityDesk(storage);
    app.decorate('qualityDesk', desk);
    const timer = setInterval(() => {
      desk.beginIfDue().catch((error) => log.error({ err: error }, 'looking at all stores failed'));
    }, LOOK_EVERY_MS).unref();
    app.addHook('preClose', async () => {
      clearInterval(timer);
      await desk.close();
    });
  },
  { name: 'quality', dependencies: ['storage'] },
);
