// So many requests a minute: of a key, else of an address; generous, since a whole call centre sits behind one address. All
// processes of a machine count together (request-counts.ts says how exactly); each machine counts by itself.
import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { addressOf } from '../access/client-address.ts';
import { TooManyRequests } from '../errors.ts';
import { RequestCounts, storeOn } from '../request-counts.ts';

const WINDOW_SECONDS = 60;

/** Covers the scope that it is registered in. */
export default fp(
  async (app) => {
    const mostOf = ({ actor }: FastifyRequest) => actor.requestsPerMinute ?? app.config.rateLimit;
    const counts = new RequestCounts();
    app.addHook('onClose', async () => counts.close());
    await app.register(rateLimit, { global: false, store: storeOn(counts, app.prefix) });
    const check = app.createRateLimit({
      max: mostOf,
      timeWindow: WINDOW_SECONDS * 1_000,
      keyGenerator: (request) =>
        request.actor.kind === 'key' ? `key ${request.actor.id}` : addressOf(request),
    });
    app.addHook('onRequest', async (request, reply) => {
      if (mostOf(request) === 0) return;
      const limit = await check(request);
      if (limit.isAllowed) return;
      const { max, remaining, ttlInSeconds } = limit;
      const policy = request.actor.kind === 'key' ? 'key' : 'address';
      // draft-ietf-httpapi-ratelimit-headers-10.
      reply.header('ratelimit-policy', `"${policy}";q=${max};w=${WINDOW_SECONDS}`);
      reply.header('ratelimit', `"${policy}";r=${remaining};t=${ttlInSeconds}`);
      if (!limit.isExceeded) return;
      reply.header('retry-after', `${ttlInSeconds}`);
      throw new TooManyRequests(max, policy === 'key' ? 'with your key' : 'from your address', ttlInSeconds);
    });
  },
  { name: 'rate-limit', dependencies: ['access'] },
);
