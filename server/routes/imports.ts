// Files of stores on their way in: handed in, looked at, decided about, confirmed.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { authorOf, mayDo } from '../access/actor.ts';
import { NotAllowed } from '../access/errors.ts';
import { templateXlsx } from '../export/template.ts';
import { ImportNotFound, ImportNotReady } from '../import/errors.ts';
import { RISKS } from '../import/judged.ts';
import { DEFAULT_OPTIONS, type ImportOptions } from '../import/options.ts';
import { problemsXlsx } from '../import/problem-rows.ts';
import type { ImportJob } from '../storage/imports/contract.ts';
import { answers, fileAnswers } from './answers.ts';
import { importEvents } from './import-events.ts';
import {
  type ImportDecision,
  ImportDecisionSchema,
  ImportRowSchema,
  ImportSchema,
  importView,
  rowView,
} from './import-schemas.ts';
import importUpload from './import-upload.ts';
import { plainNumbers } from './plain-numbers.ts';

const tags = ['imports'];
const config = { access: 'edit' } as const;
const params = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f-]{36}$', description: 'Id of an import' }),
});
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const words = <const Word extends string>(all: readonly Word[], description: string) =>
  Type.Unsafe<Word>({ type: 'string', enum: [...all], description });

const imports: FastifyPluginAsyncTypebox = async (app) => {
  const { imports } = app.storage;
  await app.register(importUpload);

  async function existing(id: string): Promise<ImportJob> {
    const job = await imports.get(id);
    if (!job) throw new ImportNotFound(id);
    return job;
  }
  const view = (job: ImportJob) => importView(job, app.imports.progressOf(job.id));
  const notReady = (job: ImportJob) =>
    new ImportNotReady(job.id, `is ${job.state}, and it is too late or too early for that`);

  app.get(
    '/imports',
    {
      config,
      preValidation: plainNumbers('limit'),
      schema: {
        operationId: 'listImports',
        summary: 'The imports of the last month, the newest first',
        tags,
        querystring: Type.Object(
          { limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }) },
          { additionalProperties: false },
        ),
        response: answers(
          Type.Object({ imports: Type.Array(ImportSchema) }, { title: 'Imports' }),
          400,
          401,
          403,
          429,
        ),
      },
    },
    async (request) => ({ imports: (await imports.list(request.query.limit)).map(view) }),
  );

  app.get(
    '/imports/template.xlsx',
    {
      config,
      schema: {
        operationId: 'getImportTemplate',
        summary: 'A table to fill in (XLSX)',
        tags,
        response: fileAnswers(XLSX, 'The template', 401, 403, 429),
      },
    },
    async (_request, reply) =>
      attached(reply, 'stores-template.xlsx').send(templateXlsx(await app.storage.categories.all())),
  );

  app.get(
    '/imports/:id',
    {
      config,
      schema: {
        operationId: 'getImport',
        summary: 'An import: how its file was read, and what would become of its records',
        tags,
        params,
        response: answers(ImportSchema, 400, 401, 403, 404, 429),
      },
    },
    async (request) => view(await existing(request.params.id)),
  );

  app.patch(
    '/imports/:id',
    {
      config,
      schema: {
        operationId: 'decideImport',
        summary: 'Says how the file is to be read; it is looked at anew',
        tags,
        params,
        body: ImportDecisionSchema,
        response: answers(ImportSchema, 400, 401, 403, 404, 409, 429),
      },
    },
    async (request) => {
      const job = await existing(request.params.id);
      const decided = await imports.decide(job.id, withDecisions(job.options, request.body));
      if (!decided) throw notReady(await existing(job.id));
      app.imports.kick();
      return view(decided);
    },
  );

  app.get(
    '/imports/:id/rows',
    {
      config,
      schema: {
        operationId: 'listImportRows',
        summary:
          'What would become of the records: refused first, then updates, the riskiest first, then new stores',
        description: 'Records that change nothing and raise no doubt are counted, not listed.',
        tags,
        params,
        querystring: Type.Object(
          {
            outcome: Type.Optional(words(['create', 'update', 'close', 'unchanged', 'reject'], 'Only these')),
            risk: Type.Optional(words(RISKS, 'Only updates of this kind')),
            doubtful: Type.Optional(Type.Boolean({ description: 'Only those with a doubt, or without' })),
            cursor: Type.Optional(
              Type.String({
                pattern: '^[0-9] [a-z]+ [0-9] [a-z]+ [d-]~[0-9]{1,7}$',
                description: 'As in `next`',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: answers(
          Type.Object(
            {
              rows: Type.Array(ImportRowSchema),
              next: Type.Union([Type.String(), Type.Null()], { description: 'The next cursor' }),
            },
            { title: 'ImportRows' },
          ),
          400,
          401,
          403,
          404,
          429,
        ),
      },
    },
    async (request) => {
      const job = await existing(request.params.id);
      const { rows, next } = await imports.page(job.id, request.query);
      const nameColumn = job.summary?.columns.findIndex(({ field }) => field === 'name') ?? -1;
      return { rows: rows.map((row) => rowView(row, nameColumn)), next: next ?? null };
    },
  );

  app.post(
    '/imports/:id/confirm',
    {
      config,
      schema: {
        operationId: 'confirmImport',
        summary: 'Writes what was looked at: all of it or nothing, as one operation',
        description:
          'Refused records are left out. If stores have changed since the look, nothing is written and it is looked at anew (`summary.isStale`).',
        tags,
        params,
        body: Type.Object(
          {
            generation: Type.Integer({ description: 'Of the look that is confirmed' }),
            publish: Type.Optional(
              Type.Boolean({
                description: 'False: new stores and changes wait as drafts. Absent: as far as you may',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: answers(ImportSchema, 400, 401, 403, 404, 409, 429),
      },
    },
    async (request) => {
      const job = await existing(request.params.id);
      const mayPublish = mayDo(request.actor, 'publish');
      const { generation, publish = mayPublish } = request.body;
      if (publish && !mayPublish) throw new NotAllowed('publish', request.actor.name);
      if (job.summary?.needs.includes('datum')) {
        throw new ImportNotReady(job.id, 'has coordinates whose datum nobody has said: decide it first');
      }
      const confirmed = await imports.confirm(job.id, generation, { by: authorOf(request), publish });
      if (!confirmed) throw notReady(await existing(job.id));
      app.imports.kick();
      return view(confirmed);
    },
  );

  app.delete(
    '/imports/:id',
    {
      config,
      schema: {
        operationId: 'cancelImport',
        summary: 'Gives an import up, and forgets its file',
        tags,
        params,
        response: answers(ImportSchema, 400, 401, 403, 404, 409, 429),
      },
    },
    async (request) => {
      const job = await existing(request.params.id);
      const cancelled = await imports.cancel(job.id);
      if (!cancelled) throw notReady(job);
      return view(cancelled);
    },
  );

  app.get(
    '/imports/:id/events',
    {
      config,
      schema: {
        operationId: 'watchImport',
        summary: 'The import as it goes on, as server-sent events',
        description:
          'Each `import` event holds the import; the stream ends when there is nothing more to wait for.',
        tags,
        params,
        response: fileAnswers('text/event-stream', 'The events', 400, 401, 403, 404, 429),
      },
    },
    async (request, reply) => {
      const { id } = await existing(request.params.id);
      reply.header('cache-control', 'no-store').type('text/event-stream');
      return reply.send(
        importEvents({
          look: () => imports.get(id),
          isHere: () => app.imports.progressOf(id) !== undefined,
          view,
        }),
      );
    },
  );

  app.get(
    '/imports/:id/problems.xlsx',
    {
      config,
      schema: {
        operationId: 'getImportProblems',
        summary: 'The refused records as a table of their own columns and the reason (XLSX)',
        tags,
        params,
        response: fileAnswers(XLSX, 'The rows with problems', 400, 401, 403, 404, 429),
      },
    },
    async (request, reply) => {
      const job = await existing(request.params.id);
      const columns = job.summary?.columns.map(({ name }) => name) ?? [];
      return attached(reply, 'import-problems.xlsx').send(problemsXlsx(columns, imports.rejected(job.id)));
    },
  );
};
export default imports;

const attached = (reply: FastifyReply, name: string) =>
  reply
    .type(XLSX)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store');

/** Null takes a decision back: what has a default gets it again. */
function withDecisions(options: ImportOptions, decisions: ImportDecision): ImportOptions {
  const decided = Object.fromEntries(
    Object.entries({ ...options, ...decisions }).filter(([, value]) => value !== null),
  );
  return { ...DEFAULT_OPTIONS, ...decided };
}
