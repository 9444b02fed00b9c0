// Who may read: everybody, or nobody without a key.
import fp from 'fastify-plugin';
import { KeyNeeded } from '../errors.ts';

/** Covers the scope that it is registered in. */
export default fp(
  async (app) => {
    if (app.config.publicRead) return;
    app.addHook('onRequest', async (_request, reply) => {
      // RFC 9110, section 11.6.1: a 401 names the scheme.
      reply.header('www-authenticate', 'Bearer');
      throw new KeyNeeded();
    });
  },
  { name: 'access' },
);
