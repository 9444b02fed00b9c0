// Carries imports on in the background of this node.
import fp from 'fastify-plugin';
import { ImportRunner } from '../import/runner.ts';

declare module 'fastify' {
  interface FastifyInstance {
    imports: ImportRunner;
  }
}

export default fp(
  async (app) => {
    const runner = new ImportRunner(app.storage, (error) => app.log.error({ err: error }, 'import'));
    app.decorate('imports', runner);
    app.addHook('onReady', async () => runner.start());
    // Before storage closes: plugins close in the reverse of their order.
    app.addHook('onClose', () => runner.close());
  },
  { name: 'imports', dependencies: ['storage'] },
);
