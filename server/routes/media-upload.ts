// A picture in a request: as the body itself, or as a part of a form.
import type { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { MediaSchema } from '../../shared/media.ts';
import { authorOf } from '../access/actor.ts';
import { invalidParameter } from '../errors.ts';
import { PictureMissing, PictureTooLarge } from '../media/errors.ts';
import type { Focus, Gallery } from '../media/gallery.ts';
import { problemAnswers } from './answers.ts';
import { mediaView } from './media-view.ts';

const MOST_MEGABYTES = 10;
const MOST = MOST_MEGABYTES * 1_000_000;

const Query = Type.Object(
  {
    focus: Type.Optional(
      Type.String({
        maxLength: 100,
        description:
          'The part that matters: left, top, width and height in shares of the upright picture, `0.1,0,0.8,0.6`. Absent: where the picture draws the eye',
      }),
    ),
  },
  { additionalProperties: false },
);

/** A scope of its own, where every body is a stream: what it is its bytes say, not its type. */
const mediaUpload: FastifyPluginAsyncTypebox<{ gallery: Gallery }> = async (app, { gallery }) => {
  app.addHook('onRequest', async (request) => app.bodies.expectUpload(request.raw));
  app.removeAllContentTypeParsers();
  await app.register(multipart, { limits: { files: 1, fields: 5, fileSize: MOST + 1 } });
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  app.post(
    '/media',
    {
      config: { access: 'edit' },
      bodyLimit: MOST + 100_000,
      schema: {
        operationId: 'addMedia',
        summary: 'Hands a picture in, for the cover of a store',
        description: `JPEG, PNG, WebP or AVIF of at most ${MOST_MEGABYTES} MB, as the body or as the part \`file\` of a form. What it is is found by decoding it. It is turned upright and kept without metadata, its place included. The same picture with the same focus is the same media.`,
        tags: ['media'],
        consumes: ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'multipart/form-data'],
        querystring: Query,
        response: { 201: MediaSchema, ...problemAnswers(400, 401, 403, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const focus = focusOf(request.query.focus);
      const bytes = await bytesOf(request);
      const media = await gallery.add(bytes, focus, authorOf(request));
      reply.code(201).header('location', `/api/v1/media/${media.hash}`);
      return mediaView(media);
    },
  );
};
export default mediaUpload;

async function bytesOf(request: FastifyRequest): Promise<Buffer> {
  const stream = request.isMultipart()
    ? (await request.file())?.file
    : (request.body as Readable | undefined);
  if (!stream) throw new PictureMissing();
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of stream) {
    length += piece.length;
    if (length > MOST) throw new PictureTooLarge(MOST_MEGABYTES);
    pieces.push(piece);
  }
  if (length === 0) throw new PictureMissing();
  return Buffer.concat(pieces);
}

function focusOf(text: string | undefined): Focus | undefined {
  if (text === undefined) return undefined;
  const numbers = /^\d(\.\d+)?(,\d(\.\d+)?){3}$/.test(text) ? text.split(',').map(Number) : [];
  const [x = 0, y = 0, width = 0, height = 0] = numbers;
  const isInside = width > 0 && height > 0 && x + width <= 1 + ROUNDING && y + height <= 1 + ROUNDING;
  if (!isInside) {
    throw invalidParameter(
      'focus',
      text,
      'must be left,top,width,height in shares from 0 to 1, inside the picture',
    );
  }
  return { x, y, width, height };
}

/** What sums of written shares may miss by. */
const ROUNDING = 1e-6;
