// So many requests a minute: of a key, else of an address; generous, since a whole call centre sits behind one address. All
// processes of a machine count together (request-counts.ts says how exactly); each machine counts by itself.
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { addressOf } from '../access/client-address.ts';
import { TooManyRequests } from '../errors.ts';
import { RequestCounts } from '../request-counts.ts';
import '../request-headers.ts';

const WINDOW_SECONDS = 60;

/** Covers the scope that it is registered in. */
export default fp(
  async (app) => {
    const mostOf = ({ actor }: FastifyRequest) => actor.requestsPerMinute ?? app.config.rateLimit;
    const counts = new RequestCounts();
    app.addHook('onClose', async () => counts.close());
    app.decorateRequest('quota');
    app.addHook('onRequest', (request, reply, done) => {
      const most = mostOf(request);
      if (most === 0) return done();
      const { actor } = request;
      const isKey = actor.kind === 'key';
      const who = isKey ? `key ${actor.id}` : addressOf(request);
      const { current, endsAt } = counts.count(`${app.prefix} ${who}`, WINDOW_SECONDS * 1_000);
      const seconds = Math.ceil((endsAt - Date.now()) / 1_000);
      const policy = isKey ? 'key' : 'address';
      request.quota = {
        policy: `"${policy}";q=${most};w=${WINDOW_SECONDS}`,
        left: `"${policy}";r=${Math.max(0, most - current)};t=${seconds}`,
      };
      if (current <= most) return done();
      reply.header('retry-after', `${seconds}`);
      done(new TooManyRequests(most, isKey ? 'with your key' : 'from your address', seconds));
    });
  },
  { name: 'rate-limit', dependencies: ['access'] },
);
