import { FastifyError } from '@fastify/error';
import fp from 'fastify-plugin';
import { CannotStart } from '../errors.ts';
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
    const storage = await openStorage(address).catch((error) => {
      // Storage's own errors are sentences already; what is left comes from the file system or the engine.
      if (error instanceof FastifyError) throw error;
      throw new CannotStart(`The stores in "${address}" cannot be opened: ${error.message}`, {
        cause: error,
      });
    });
    app.decorate('storage', storage);
    app.addHook('onClose', () => storage.close());
  },
  { name: 'storage' },
);
