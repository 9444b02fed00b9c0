// The built pages of web/dist: /plugin/, /client/, /console/ and what they load.
import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import fp from 'fastify-plugin';
import { withHostScript } from '../client-origin/foreign-page.ts';
import { CannotStart } from '../errors.ts';
import type { Directives } from './security.ts';

type Options = {
  /** What web/build.ts wrote. */
  readonly folder: string;
  /** Where the simulated client's second origin listens; absent while there is none. */
  readonly clientPort: number | undefined;
};

/** Pages that hold a session: no other page may frame them, not even our own. */
const neverFramed = new Set(['console']);

/** The script that makes any page a plugin of the simulated client, below the folder and below our own origin. */
export const frameHostPath = 'client/frame-host.js';

const self = "'self'";
const aYear = 'public, max-age=31536000, immutable';

export default fp(
  async (app, { folder, clientPort }: Options) => {
    const index = join(folder, 'inline-hashes.json');
    if (!existsSync(index)) {
      throw new CannotStart(`The pages are not built: ${index} is missing. "npm run build" makes it.`);
    }
    // By page: the hashes of the scripts and style sheets inside it.
    const inlineHashes: Record<string, string[]> = JSON.parse(readFileSync(index, 'utf8'));

    app.addHook('onRoute', (route) => {
      // The files' own route, which cannot be told at its making.
      if (route.url === '/*') route.config = { ...route.config, access: 'open' };
    });
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      dotfiles: 'ignore',
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        const hashed = path.startsWith(join(folder, 'assets') + sep);
        reply.header('cache-control', hashed ? aYear : 'no-cache');
        // Chat clients show the pictures too.
        reply.header('cross-origin-resource-policy', 'cross-origin');
      },
    });

    const secondOrigin =
      clientPort === undefined ? [] : [`127.0.0.1:${clientPort}`, `localhost:${clientPort}`];
    const ownOf = (page: string) => [self, ...(inlineHashes[page] ?? []).map((hash) => `'${hash}'`)];
    const directivesOf = (page: string, framedBy: readonly string[]): Directives => ({
      'default-src': [self],
      'script-src': ownOf(page),
      'style-src': ownOf(page),
      'img-src': [self, 'data:', 'https:'],
      ...(page === 'client'
        ? { 'frame-src': [self, ...secondOrigin.map((host) => `http://${host}`)] }
        : neverFramed.has(page)
          ? {}
          : { 'frame-ancestors': framedBy }),
    });

    for (const page of Object.keys(inlineHashes)) {
      const file = `${page}/index.html`;
      app.get(`/${page}`, { config: { access: 'open' } }, (request, reply) => {
        const [, query] = request.url.split('?', 2);
        return reply.redirect(query === undefined ? `/${page}/` : `/${page}/?${query}`, 308);
      });
      const headers = app.securityHeaders(directivesOf(page, [self, ...app.config.frameAncestors]));
      app.get(`/${page}/`, { config: { access: 'open', headers } }, (_request, reply) =>
        reply.sendFile(file),
      );

      if (page === 'client' || neverFramed.has(page)) continue;
      // The same page as the simulated client frames it, with its host's script first.
      const framed = withHostScript(readFileSync(join(folder, file)), `/${frameHostPath}`, '/');
      const framedHeaders = app.securityHeaders(directivesOf(page, [self]));
      app.get(`/client/${page}/`, { config: { access: 'open', headers: framedHeaders } }, (_request, reply) =>
        reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(framed),
      );
    }

    app.get('/favicon.ico', { config: { access: 'open' } }, (_request, reply) =>
      reply.redirect('/favicon.svg', 308),
    );
    app.get('/client/settings.json', { config: { access: 'open' } }, (_request, reply) =>
      reply.header('cache-control', 'no-cache').send({ clientPort: clientPort ?? null }),
    );
  },
  { name: 'web-pages', dependencies: ['security'] },
);
