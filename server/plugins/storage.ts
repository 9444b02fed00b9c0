import fp from 'fastify-plugin';
import { openStorage } from '../storage/index.ts';
import type { Storage } from '../storage/repository.ts';

declare module 'fastify' {
  interface FastifyInstance {
    storage: Storage;
  }
}

/** Opens what the stores are kept in; `address` as openStorage takes it. */
export default fp(
  async (app, { address }: { address: string }) => {
    const storage = await openStorage(address);
    app.decorate('storage', storage);
    app.addHook('onClose', () => storage.close());
  },
  { name: 'storage' },
);
