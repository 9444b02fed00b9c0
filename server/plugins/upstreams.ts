// Opens the doors to other services, and closes them with the app.
import fp from 'fastify-plugin';
import { type Connect, Upstream, type UpstreamOptions } from '../upstream/pool.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** A pool of its own for each call. */
    openUpstream(options: UpstreamOptions): Upstream;
    /** All that were opened. */
    readonly upstreams: readonly Upstream[];
  }
}

export default fp(
  async (app, { connect }: { connect?: Connect | undefined }) => {
    const opened: Upstream[] = [];
    app.decorate('upstreams', opened);
    app.decorate('openUpstream', (options: UpstreamOptions) => {
      const upstream = new Upstream(options, connect);
      opened.push(upstream);
      return upstream;
    });
    app.addHook('onClose', async () => {
      await Promise.all(opened.map((upstream) => upstream.close()));
    });
  },
  { name: 'upstreams' },
);
