import fp from 'fastify-plugin';
import { type SecretOf, secretsFrom } from '../secrets.ts';

declare module 'fastify' {
  interface FastifyInstance {
    secretOf: SecretOf;
  }
}

/** Gives keys that every node derives alike: from SECRET_KEY, or from what the database keeps. */
export default fp(
  async (app) => {
    app.decorate('secretOf', secretsFrom(app.config.secretKey ?? (await app.storage.secrets.root())));
  },
  { name: 'secrets', dependencies: ['storage'] },
);
