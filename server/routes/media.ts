// Pictures of stores for whoever edits them: handed in, looked at, cut otherwise.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { FocusSchema, MediaSchema } from '../../shared/media.ts';
import { authorOf } from '../access/actor.ts';
import { invalidParameter } from '../errors.ts';
import { MediaNotFound } from '../media/errors.ts';
import { Gallery } from '../media/gallery.ts';
import { Turns } from '../media/turns.ts';
import { answers, fileAnswers, problemAnswers } from './answers.ts';
import mediaUpload from './media-upload.ts';
import { mediaView } from './media-view.ts';

/** A picture of 50 million pixels takes 150 MB while it is decoded. */
const DECODED_AT_ONCE = 2;

const tags = ['media'];
const params = Type.Object({ hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) });

const media: FastifyPluginAsyncTypebox = async (app) => {
  const kept = app.storage.media;
  const gallery = new Gallery(kept, new Turns(DECODED_AT_ONCE));
  await app.register(mediaUpload, { gallery });

  app.get(
    '/media/:hash',
    {
      config: { access: 'view' },
      schema: {
        operationId: 'getMedia',
        summary: 'A picture: its sizes, and which part of it they show',
        tags,
        params,
        response: answers(MediaSchema, 400, 401, 403, 404, 429),
      },
    },
    async ({ params: { hash } }) => {
      const found = await kept.get(hash);
      if (!found) throw new MediaNotFound(hash);
      return mediaView(found);
    },
  );

  app.get(
    '/media/:hash/original',
    {
      config: { access: 'view' },
      schema: {
        operationId: 'getMediaOriginal',
        summary: 'The whole picture, upright, without metadata, at most 2,000 pixels each way',
        tags,
        params,
        response: fileAnswers('image/jpeg', 'The picture', 400, 401, 403, 404, 429),
      },
    },
    async ({ params: { hash } }, reply) => {
      const original = await kept.original(hash);
      if (!original) throw new MediaNotFound(hash);
      reply.header('cache-control', 'private, max-age=31536000, immutable');
      return reply.type('image/jpeg').send(original.bytes);
    },
  );

  app.post(
    '/media/:hash/crops',
    {
      config: { access: 'edit' },
      schema: {
        operationId: 'cropMedia',
        summary: 'Another part of a picture that is here, as a picture of its own',
        tags,
        params,
        body: FocusSchema,
        response: { 201: MediaSchema, ...problemAnswers(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const { body: focus, params } = request;
      if (focus.width <= 0 || focus.height <= 0 || focus.x + focus.width > 1 || focus.y + focus.height > 1) {
        throw invalidParameter('/', focus, 'must be a rectangle inside the picture');
      }
      const cut = await gallery.cutAgain(params.hash, focus, authorOf(request));
      reply.code(201).header('location', `/api/v1/media/${cut.hash}`);
      return mediaView(cut);
    },
  );
};
export default media;
