// So many requests a minute and address; the limit is generous, since a whole call centre sits behind one address.
import rateLimit from '@fastify/rate-limit';
import fp from 'fastify-plugin';
import { TooManyRequests } from '../errors.ts';
import { RequestCounts, storeOn } from '../request-counts.ts';

/** Covers the scope that it is registered in. */
export default fp(
  async (app) => {
    if (app.config.rateLimit === 0) return;
    const counts = new RequestCounts();
    app.addHook('onClose', async () => counts.close());
    await app.register(rateLimit, {
      store: storeOn(counts),
      max: app.config.rateLimit,
      timeWindow: 60_000,
      enableDraftSpec: true,
      errorResponseBuilder: (_request, { max, ttl }) => new TooManyRequests(max, Math.ceil(ttl / 1000)),
    });
  },
  { name: 'rate-limit' },
);
