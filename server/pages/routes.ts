// The addresses of the pages made on the server. Their parameters are read loosely: whoever passes a link on in a chat
// adds parameters of its own.
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { shownSources } from '../demo/shown-sources.ts';
import { isPublic } from '../host-name.ts';
import { groundOf } from '../nearby/store-record.ts';
import { publicBase } from '../public-base.ts';
import { closedPage } from './closed-page.ts';
import { languageOf } from './language.ts';
import { pageDirectives } from './layout.ts';
import { messagePage } from './message-page.ts';
import { sendPage } from './send-page.ts';
import { startPage } from './start-page.ts';
import { storePage } from './store-page.ts';
import { storesAskedFor } from './stores-asked-for.ts';
import { storesPage } from './stores-page.ts';
import { words } from './words.ts';

const mostStores = 10;
const nearestOthers = 3;

const pages: FastifyPluginAsyncTypebox = async (app) => {
  await app.register(compress, {
    threshold: 1_024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  const config = { access: 'open' as const, headers: app.securityHeaders(pageDirectives) };

  app.get('/', { config }, async (request, reply) => {
    const { publicUrl } = app.config;
    return sendPage(
      request,
      reply,
      startPage({
        language: languageOf(request),
        base: publicBase(request),
        stores: app.nearby.ready ? app.nearby.size : undefined,
        isPublic: publicUrl !== undefined && isPublic(publicUrl),
        sources: await shownSources(app.storage.stores),
      }),
    );
  });

  app.get(
    '/s/:ids',
    { config, schema: { params: Type.Object({ ids: Type.String() }) } },
    async (request, reply) => {
      const { stores } = app.storage;
      const reader = { language: languageOf(request), at: new Date(), base: publicBase(request) };
      const ids = [...new Set(request.params.ids.split(','))].filter((id) => /^[\w-]{1,64}$/.test(id));
      const { published, gone } = await storesAskedFor(stores, ids.slice(0, mostStores));
      const [store] = published;
      if (store) {
        const isAlone = published.length === 1 && gone.length === 0;
        return sendPage(
          request,
          reply,
          isAlone ? storePage(store, reader) : storesPage(published, gone, reader),
        );
      }
      const [closed] = gone;
      if (closed) {
        const others = await stores.nearest(groundOf(closed), { limit: nearestOthers });
        return sendPage(request, reply.code(410), closedPage(closed, others, reader));
      }
      const say = words[reader.language];
      return sendPage(
        request,
        reply.code(404),
        messagePage(reader.language, say.unknownTitle, say.unknownBody),
      );
    },
  );
};
export default pages;
