// Every route says in its `config.access` who may ask; one that does not stops the start.
import type { FastifyInstance } from 'fastify';
import type { Permission } from '../../shared/access.ts';

/** `open`: no rule, for what shows nothing of drafts or of the console; else what the asker must be allowed to do. */
export type Access = 'open' | Permission;

export type Rule = { readonly method: string; readonly url: string; readonly access: Access | undefined };

declare module 'fastify' {
  interface FastifyContextConfig {
    access: Access;
  }
  interface FastifyInstance {
    /** Every route with its rule, in the order of their registration; whole when the app is ready. */
    rules: readonly Rule[];
  }
}

/** Called before the first route is made. @throws when the app gets ready, naming a route without a rule */
export function keepRules(app: Pick<FastifyInstance, 'addHook' | 'decorate'>): void {
  // What is said later still counts: a plugin's own route gets its rule from whoever registers the plugin.
  const routes: { method: string | string[]; url: string; config?: { access?: Access } }[] = [];
  app.addHook('onRoute', (route) => void routes.push(route));
  const rules = () =>
    routes.flatMap(({ method, url, config }) =>
      [method].flat().map((each) => ({ method: each, url, access: config?.access })),
    );
  app.decorate('rules', { getter: rules });
  app.addHook('onReady', async () => {
    const without = rules().find(({ access }) => access === undefined);
    if (without) throw new Error(`${without.method} ${without.url} does not say who may ask: config.access`);
  });
}
