// The built pages of web/dist: /plugin/, /client/ and what they load.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import fp from 'fastify-plugin';
import { withHostScript } from '../client-origin/foreign-page.ts';
import type { Directives } from './security.ts';

type Options = {
  /** What web/build.ts wrote. */
  readonly folder: string;
  /** The port that the simulated client's foreign pages come from; undefined while there is none. */
  readonly clientPort: number | undefined;
};

/** Our own plugin pages as the simulated client frames them: with its host's script first. */
const framedPages = ['plugin', 'quick-replies'];
const self = "'self'";
const yearMs = 365 * 24 * 3600 * 1000;

export default fp(
  async (app, { folder, clientPort }: Options) => {
    const index = join(folder, 'inline-scripts.json');
    if (!existsSync(index)) {
      throw new Error(`The pages are not built: ${index} is missing; "npm run build" makes it.`);
    }
    // By page: the hashes of the scripts inside it.
    const inlineScripts: Record<string, string[]> = JSON.parse(readFileSync(index, 'utf8'));

    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      dotfiles: 'ignore',
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        const hashed = path.startsWith(join(folder, 'assets'));
        reply.header('cache-control', hashed ? `public, max-age=${yearMs / 1000}, immutable` : 'no-cache');
        // Pictures are shown by chat clients, scripts by the simulated client's second origin.
        reply.header('cross-origin-resource-policy', 'cross-origin');
      },
    });

    const own: Record<string, Directives> = {
      // The client shows the panel, and its simulation frames it from our own origin.
      plugin: { 'frame-ancestors': [self, ...app.config.frameAncestors] },
      // The simulation is opened by either name of this machine, and frames under the same name.
      client: {
        'frame-src': clientPort
          ? [self, `http://127.0.0.1:${clientPort}`, `http://localhost:${clientPort}`]
          : [self],
      },
    };
    for (const [page, hashes] of Object.entries(inlineScripts)) {
      const policy: Directives = {
        'default-src': [self],
        'script-src': [self, ...hashes.map((hash) => `'${hash}'`)],
        'img-src': [self, 'data:', 'https:'],
      };
      const headers = app.securityHeaders({ ...policy, ...own[page] });
      app.get(`/${page}`, (request, reply) => {
        const [, query] = request.url.split('?', 2);
        return reply.redirect(query ? `/${page}/?${query}` : `/${page}/`, 308);
      });
      app.get(`/${page}/`, { config: { headers } }, (_request, reply) =>
        reply.sendFile(join(page, 'index.html')),
      );
      if (!framedPages.includes(page)) continue;
      const framed = withHostScript(
        readFileSync(join(folder, page, 'index.html')),
        '/client/frame-host.js',
        '/',
      );
      const framedHeaders = app.securityHeaders({ ...policy, 'frame-ancestors': [self] });
      app.get(`/client/${page}/`, { config: { headers: framedHeaders } }, (_request, reply) =>
        reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(framed),
      );
    }
    app.get('/client/settings.json', (_request, reply) => reply.send({ clientPort: clientPort ?? null }));
  },
  { name: 'web-pages', dependencies: ['security'] },
);
