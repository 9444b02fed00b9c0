// Stores worked on without anybody seeing it, and how that gets published.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { StoreInputSchema } from '../../../shared/store.ts';
import { PublishRequestSchema } from '../../../shared/working-store.ts';
import { completeStore } from '../../catalogue/complete-store.ts';
import { discardedDraft, published, reviewed, saved } from '../../catalogue/store-editor.ts';
import { workingFields } from '../../catalogue/working-store.ts';
import { UnknownStore } from '../../storage/errors.ts';
import {
  answerChanged,
  answerWorking,
  MERGE_PATCH,
  MergePatch,
  patched,
  StoreParams,
  WriteHeaders,
  workingAnswers,
} from './store-answer.ts';
import { everyFault } from './store-body.ts';

const tags = ['drafts'];
const config = { access: 'edit' } as const;
const common = { tags, params: StoreParams, headers: WriteHeaders, response: workingAnswers };

const ReviewSchema = Type.Object(
  {
    decision: Type.Union([Type.Literal('approve'), Type.Literal('return')], {
      description: '`approve` publishes it, now or at the date that was asked for',
    }),
    note: Type.Optional(Type.String({ maxLength: 500, description: 'For whoever asked' })),
  },
  { additionalProperties: false, title: 'Review' },
);

const drafts: FastifyPluginAsyncTypebox = async (app) => {
  const { catalogue, settings } = app.storage;

  app.get(
    '/stores/:id/working',
    {
      config: { access: 'view' },
      schema: {
        operationId: 'getWorkingStore',
        summary: 'A store as it is worked on',
        description: 'Its draft, what is published, what differs between the two, and what is planned.',
        tags,
        params: StoreParams,
        response: workingAnswers,
      },
    },
    async (request, reply) => {
      const worked = await catalogue.worked(request.params.id);
      if (worked === undefined) throw new UnknownStore(request.params.id);
      return answerWorking(reply, worked);
    },
  );

  app.put(
    '/stores/:id/draft',
    {
      config,
      validatorCompiler: everyFault,
      schema: {
        ...common,
        operationId: 'saveDraft',
        summary: 'Save a draft',
        description:
          'What is published stays as it is. A draft that says the same as what is published goes away.',
        body: StoreInputSchema,
      },
    },
    async (request, reply) => {
      return answerChanged(reply, app.storage, request, request.params.id, { kind: 'edit' }, (before) =>
        saved(before, completeStore(request.body, workingFields(before).fields), request.actor),
      );
    },
  );

  app.patch(
    '/stores/:id/draft',
    {
      config,
      validatorCompiler: everyFault,
      schema: {
        ...common,
        operationId: 'changeDraft',
        summary: 'Change fields in a draft',
        consumes: [MERGE_PATCH],
        body: MergePatch,
      },
    },
    async (request, reply) => {
      return answerChanged(reply, app.storage, request, request.params.id, { kind: 'edit' }, (before) => {
        const { fields } = workingFields(before);
        return saved(before, completeStore(patched(fields, request.body), fields), request.actor);
      });
    },
  );

  app.delete(
    '/stores/:id/draft',
    {
      config,
      schema: { ...common, operationId: 'discardDraft', summary: 'Throw the draft beside a store away' },
    },
    async (request, reply) => {
      return answerChanged(reply, app.storage, request, request.params.id, { kind: 'edit' }, (before) => ({
        drafts: before.draft ? [discardedDraft(before)] : [],
      }));
    },
  );

  app.post(
    '/stores/:id/publish',
    {
      config,
      validatorCompiler: everyFault,
      schema: {
        ...common,
        operationId: 'publishStore',
        summary: 'Publish what is worked on, or what is sent',
        description:
          'Now, or at a date. Who may not publish asks for a review, where one is switched on; else it is refused.',
        body: Type.Union([PublishRequestSchema, Type.Null()]),
      },
    },
    async (request, reply) => {
      const { review } = await settings.ops();
      const publication = { ...request.body, review };
      return answerChanged(reply, app.storage, request, request.params.id, { kind: 'publish' }, (before) =>
        published(before, publication, request.actor),
      );
    },
  );

  app.post(
    '/stores/:id/review',
    {
      config: { access: 'publish' },
      schema: {
        ...common,
        operationId: 'reviewStore',
        summary: 'Answer somebody who asked to publish a store',
        body: ReviewSchema,
      },
    },
    async (request, reply) => {
      const { decision, note } = request.body;
      return answerChanged(reply, app.storage, request, request.params.id, { kind: 'publish' }, (before) =>
        reviewed(before, decision === 'approve', note),
      );
    },
  );

  app.delete(
    '/stores/:id/plan',
    {
      config,
      schema: {
        ...common,
        operationId: 'dropPlan',
        summary: 'Take a date to publish at, or a request for a review, back',
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      return answerChanged(reply, app.storage, request, id, { kind: 'edit' }, () => ({
        plans: [{ id, plan: undefined }],
      }));
    },
  );
};
export default drafts;
