// So many requests a minute and address; the limit is generous, since a whole call centre sits behind one address.
import rateLimit from '@fastify/rate-limit';
import fp from 'fastify-plugin';
import { TooManyRequests } from '../errors.ts';

/** Covers the scope that it is registered in. */
export default fp(
  async (app) => {
    if (app.config.rateLimit === 0) return;
    await app.register(rateLimit, {
      max: app.config.rateLimit,
      timeWindow: 60_000,
      enableDraftSpec: true,
      errorResponseBuilder: (_request, { max, ttl }) => new TooManyRequests(max, Math.ceil(ttl / 1000)),
    });
  },
  { name: 'rate-limit' },
);
