// Carries imports on in the background of this node.
import fp from 'fastify-plugin';
import { addressLookup } from '../import/address-lookup.ts';
import { geocodersOf } from '../import/geocoders.ts';
import { ImportRunner } from '../import/runner.ts';

declare module 'fastify' {
  interface FastifyInstance {
    imports: ImportRunner;
  }
}

export default fp(
  async (app) => {
    const { config, storage } = app;
    const geocoders = geocodersOf(config, app.openUpstream);
    const warn = (error: unknown) => app.log.error({ err: error }, 'import');
    const lookUp =
      geocoders.length === 0
        ? undefined
        : addressLookup(geocoders, storage.imports, config.geocodePerDay, warn);
    const runner = new ImportRunner(storage, warn, lookUp);
    app.decorate('imports', runner);
    app.addHook('onReady', async () => runner.start());
    // Before storage closes: plugins close in the reverse of their order.
    app.addHook('onClose', () => runner.close());
  },
  { name: 'imports', dependencies: ['storage', 'upstreams'] },
);
