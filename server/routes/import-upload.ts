// The file of an import in a request: as the body itself, or as a part of a form.
import type { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { DatumSchema } from '../../shared/store.ts';
import { authorOf, limitsOf } from '../access/actor.ts';
import { ImportFileMissing } from '../import/errors.ts';
import { DEFAULT_OPTIONS } from '../import/options.ts';
import { problemAnswers } from './answers.ts';
import { ImportSchema, importView } from './import-schemas.ts';

const Query = Type.Object(
  {
    fileName: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'Of a file that is the body itself' }),
    ),
    datum: Type.Optional(DatumSchema),
  },
  { additionalProperties: false },
);

/** A scope of its own, where every body is a stream: a file may be JSON, and larger than any other body. */
const importUpload: FastifyPluginAsyncTypebox = async (app) => {
  const most = app.config.importMaxMegabytes * 1_000_000;
  app.addHook('onRequest', async (request) => app.bodies.expectUpload(request.raw));
  app.removeAllContentTypeParsers();
  await app.register(multipart, { limits: { files: 1, fields: 10, fileSize: most + 1 } });
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  app.post(
    '/imports',
    {
      config: { access: 'edit' },
      bodyLimit: most + 1_000_000,
      schema: {
        operationId: 'createImport',
        summary: 'Hands a file of stores in',
        description:
          'CSV, TSV, XLSX, GeoJSON or a feature a line, as the body or as the part `file` of a form. Nothing is written to the stores: look at the import, decide, then confirm it.',
        tags: ['imports'],
        consumes: ['application/octet-stream', 'multipart/form-data'],
        querystring: Query,
        response: { 201: ImportSchema, ...problemAnswers(400, 401, 403, 413, 429) },
      },
    },
    async (request, reply) => {
      const { datum } = request.query;
      const { pieces, fileName } = request.isMultipart()
        ? await filePart(await request.file())
        : { pieces: request.body as Readable | undefined, fileName: request.query.fileName };
      if (!pieces) throw new ImportFileMissing();
      const job = await app.storage.imports.receive(
        {
          fileName: (fileName ?? 'stores').slice(-200),
          options: { ...DEFAULT_OPTIONS, ...(datum && { datum }) },
          limits: limitsOf(request.actor),
          pieces,
          most,
        },
        authorOf(request),
      );
      app.imports.kick();
      reply.code(201).header('location', `/api/v1/imports/${job.id}`);
      return importView(job, undefined);
    },
  );
};
export default importUpload;

type Part = { readonly file: Readable; readonly filename: string } | undefined;

const filePart = async (part: Part) => ({ pieces: part?.file, fileName: part?.filename });
