// The pictures that chat clients, WeChat and pages show: open to anybody who knows their address, and not part of the
// documented API. What is at the address of an uploaded picture never changes.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { shippedCategory } from '../../shared/category-hue.ts';
import { COVER_VARIANTS, type CoverVariant, readMediaPath } from '../../shared/cover.ts';
import { NotFound } from '../errors.ts';
import { MediaNotFound } from '../media/errors.ts';
import { StorePictures } from '../media/store-pictures.ts';
import { Turns } from '../media/turns.ts';
import { groundOf } from '../nearby/store-record.ts';

const DRAWN_AT_ONCE = 2;
/** A store that moved has its new streets after an hour. */
const DRAWN_SECONDS = 3_600;

const STORE_FILE = new RegExp(`^([\\w-]{1,64})-(${COVER_VARIANTS.join('|')})\\.png$`);

const params = Type.Object({ file: Type.String() });

const pictures: FastifyPluginAsyncTypebox = async (app) => {
  const { media, stores } = app.storage;
  const drawn = new StorePictures(new Turns(DRAWN_AT_ONCE));
  const config = {
    access: 'open' as const,
    // Pages of other origins show them too.
    headers: { ...app.dataHeaders, 'cross-origin-resource-policy': 'cross-origin' },
  };

  app.get('/media/:file', { config, schema: { params } }, async (request, reply) => {
    const named = readMediaPath(`/media/${request.params.file}`);
    if (!named) throw new NotFound();
    const bytes = await media.variant(named.hash, named.variant);
    if (!bytes) throw new MediaNotFound(named.hash);
    reply.header('cache-control', 'public, max-age=31536000, immutable');
    return sendPicture(request, reply, 'image/jpeg', bytes, `"${named.hash}-${named.variant}"`);
  });

  app.get('/covers/store/:file', { config, schema: { params } }, async (request, reply) => {
    const [, id, variant] = STORE_FILE.exec(request.params.file) ?? [];
    if (id === undefined) throw new NotFound();
    const store = await stores.get(id);
    // An article that was sent long ago still has a picture, and nobody learns which stores are being prepared.
    const isShown = store?.status === 'published';
    const { png, etag } = await (isShown
      ? drawn.of(
          {
            ground: groundOf(store),
            category: shippedCategory(store.categories),
            name: store.name,
            branch: store.branch ?? '',
          },
          variant as CoverVariant,
        )
      : drawn.ofCategory('other', variant as CoverVariant));
    reply.header('cache-control', `public, max-age=${DRAWN_SECONDS}`);
    return sendPicture(request, reply, 'image/png', png, etag);
  });
};
export default pictures;

function sendPicture(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  bytes: Buffer,
  etag: string,
) {
  reply.header('etag', etag);
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
  return reply.type(type).send(bytes);
}
