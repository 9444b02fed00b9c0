// 405 with Allow where an address exists, but not for the method; Fastify alone would say that nothing is there.
import type { FastifyInstance } from 'fastify';
import { MethodNotAllowed } from '../errors.ts';

/** Registers `routes` in `app` and answers the methods that they leave out. */
export async function withOtherMethods(app: FastifyInstance, routes: () => Promise<void>): Promise<void> {
  const taken = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = taken.get(url) ?? new Set();
    for (const each of [method].flat()) methods.add(each);
    taken.set(url, methods);
  });
  await routes();
  for (const [url, methods] of [...taken]) {
    const allow = [...methods].sort().join(', ');
    app.route({
      url: url.slice(app.prefix.length),
      // The address of the prefix itself is another one, without the slash.
      prefixTrailingSlash: 'slash',
      method: app.supportedMethods.filter((method) => !methods.has(method)),
      config: { access: 'open' },
      // Before a body is read: what it holds does not matter.
      onRequest: async (request, reply) => {
        reply.header('allow', allow);
        throw new MethodNotAllowed(allow, request.method);
      },
      handler: () => {},
    });
  }
}
