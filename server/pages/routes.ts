// The addresses of the pages made on the server. Their parameters are read loosely: whoever passes a link on in a chat
// adds parameters of its own.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { distanceInWords } from '../../shared/distance-words.ts';
import type { Store } from '../../shared/store.ts';
import { isPublic } from '../host-name.ts';
import { groundOf } from '../nearby/store-record.ts';
import { publicBase } from '../public-base.ts';
import { languageOf } from './language.ts';
import { pageDirectives } from './layout.ts';
import { messagePage } from './message-page.ts';
import { sendPage } from './send-page.ts';
import { startPage } from './start-page.ts';
import { closedPage, storePage, storesPage } from './store-page.ts';
import type { Reader } from './store-view.ts';
import { words } from './words.ts';

const mostStores = 10;
const nearestOthers = 3;

const pages: FastifyPluginAsyncTypebox = async (app) => {
  const config = { headers: app.securityHeaders(pageDirectives) };

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
      }),
    );
  });

  app.get(
    '/s/:ids',
    { config, schema: { params: Type.Object({ ids: Type.String() }) } },
    async (request, reply) => {
      const reader = { language: languageOf(request), at: new Date(), base: publicBase(request) };
      const ids = [...new Set(request.params.ids.split(','))].filter((id) => /^[\w-]{1,64}$/.test(id));
      const known = await app.storage.stores.getMany(ids.slice(0, mostStores));
      const published = known.filter(({ status }) => status === 'published');
      const [first] = published;
      if (first) {
        const page = published.length === 1 ? storePage(first, reader) : storesPage(published, reader);
        return sendPage(request, reply, page);
      }
      const closed = known.find(({ status }) => status === 'closed');
      if (closed) {
        return sendPage(request, reply.code(410), closedPage(closed, await others(closed, reader), reader));
      }
      const say = words[reader.language];
      return sendPage(
        request,
        reply.code(404),
        messagePage(reader.language, say.unknownTitle, say.unknownBody),
      );
    },
  );

  /** The published stores nearest to one that closed. */
  async function others(closed: Store, { language }: Reader) {
    if (!app.nearby.ready) return [];
    const near = app.nearby.nearest(groundOf(closed), 10_000, nearestOthers);
    const found = await app.storage.stores.getMany(near.map(({ id }) => id));
    return found.flatMap((store) => {
      const distanceMeters = near.find(({ id }) => id === store.id)?.distanceMeters;
      return distanceMeters === undefined
        ? []
        : [{ store, distance: distanceInWords(distanceMeters, language) }];
    });
  }
};
export default pages;
