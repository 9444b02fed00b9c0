import fp from 'fastify-plugin';
import { openStorage } from '../storage/index.ts';
import type { Storage } from '../storage/repository.ts';

declare module 'fastify' {
  interface FastifyInstance {
    storage: Storage;
  }
}

/** Opens what the stores are kept in; both addresses as openStorage takes them. */
export default fp(
  async (app, { address, replica }: { address: string; replica: string | undefined }) => {
    const storage = await openStorage(address, replica);
    app.decorate('storage', storage);
    app.addHook('onClose', () => storage.close());
  },
  { name: 'storage' },
);
