// Closing, temporarily or for good, and what a store was before.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { AuthorSchema } from '../../../shared/operation.ts';
import { ClosureSchema, type StoreFields, StoreFieldsSchema } from '../../../shared/store.ts';
import { fieldChanges } from '../../../shared/store-changes.ts';
import { StoreVersionSchema } from '../../../shared/working-store.ts';
import { type Actor, authorOf, checkMayWrite, mayDo, mayWrite } from '../../access/actor.ts';
import { NotRemoved, VersionNotFound } from '../../catalogue/errors.ts';
import { checkMayPublish, closedFor, replaced, saved, withStatus } from '../../catalogue/store-editor.ts';
import { UnknownStore } from '../../storage/errors.ts';
import { answers } from '../answers.ts';
import { plainNumbers } from '../plain-numbers.ts';
import { answerChanged, answerWorking, StoreParams, WriteHeaders, workingAnswers } from './store-answer.ts';

const common = { tags: ['drafts'], params: StoreParams, headers: WriteHeaders, response: workingAnswers };
const history = ['history'];

const RemovedStoreSchema = Type.Object(
  {
    id: Type.String(),
    version: Type.Integer(),
    fields: Type.Object(StoreFieldsSchema.properties, { description: 'As it was last' }),
    removedAt: Type.String({ format: 'date-time' }),
    by: AuthorSchema,
    operation: Type.Union([Type.String(), Type.Null()]),
  },
  { title: 'RemovedStore' },
);

const lifecycle: FastifyPluginAsyncTypebox = async (app) => {
  const { catalogue, stores } = app.storage;

  for (const [action, status] of [
    ['close', 'closed'],
    ['reopen', 'published'],
  ] as const) {
    app.post(
      `/stores/:id/${action}`,
      {
        config: { access: 'publish' },
        schema: {
          ...common,
          querystring: Type.Object(
            { note: Type.Optional(Type.String({ maxLength: 200, description: 'Why, for the history' })) },
            { additionalProperties: false },
          ),
          operationId: `${action}Store`,
          summary: action === 'close' ? 'Close a store for good' : 'Publish a closed store again, as it was',
        },
      },
      async (request, reply) => {
        return answerChanged(
          reply,
          app.storage,
          request,
          request.params.id,
          { kind: action, ...(request.query.note ? { note: request.query.note } : {}) },
          (before) => withStatus(before, status),
        );
      },
    );
  }

  app.put(
    '/stores/:id/closure',
    {
      config: { access: 'edit' },
      schema: {
        ...common,
        operationId: 'closeTemporarily',
        summary: 'Close a store for a while, live at once',
        description: 'It ends by itself at `until`; without one, when somebody ends it.',
        body: ClosureSchema,
      },
    },
    async (request, reply) => {
      return answerChanged(reply, app.storage, request, request.params.id, { kind: 'closure' }, (before) =>
        closedFor(before, request.body),
      );
    },
  );

  app.delete(
    '/stores/:id/closure',
    {
      config: { access: 'edit' },
      schema: { ...common, operationId: 'endClosure', summary: 'End a temporary closure, live at once' },
    },
    async (request, reply) => {
      return answerChanged(reply, app.storage, request, request.params.id, { kind: 'closure' }, (before) =>
        closedFor(before, undefined),
      );
    },
  );

  app.get(
    '/stores/:id/versions',
    {
      config: { access: 'view' },
      schema: {
        operationId: 'listVersions',
        summary: 'The history of a store, newest first',
        tags: history,
        params: StoreParams,
        response: answers(
          Type.Object({ versions: Type.Array(StoreVersionSchema) }, { title: 'StoreVersions' }),
          400,
          401,
          403,
          404,
          429,
        ),
      },
    },
    async (request) => {
      const versions = await stores.versions(request.params.id);
      if (versions.length === 0) throw new UnknownStore(request.params.id);
      return {
        versions: versions.map(({ version, fields, at, by, operation }, index) => ({
          version,
          fields: fields ?? null,
          changes: fieldChanges(versions[index + 1]?.fields ?? {}, fields ?? {}),
          at,
          by,
          operation,
        })),
      };
    },
  );

  app.post(
    '/stores/:id/restore',
    {
      config: { access: 'edit' },
      schema: {
        ...common,
        operationId: 'restoreStore',
        summary: 'Bring a version of a store back',
        description:
          'As a draft, unless `publish` says that it is live at once. A removed store comes back as it was, for those who may publish; for others as a draft.',
        body: Type.Object(
          {
            version: Type.Optional(
              Type.Integer({ minimum: 1, description: 'Absent: the last one of a removed store' }),
            ),
            publish: Type.Optional(Type.Boolean()),
          },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { version, publish = false } = request.body;
      const versions = await stores.versions(id);
      if (versions.length === 0) throw new UnknownStore(id);
      const isThere = versions[0]!.fields !== undefined;
      if (isThere && version === undefined) throw new NotRemoved(id);
      const wanted = versions.find((each) =>
        version === undefined ? each.fields : each.version === version,
      );
      if (wanted?.fields === undefined) throw new VersionNotFound(id, version ?? 0);
      const { fields } = wanted;
      const action = { kind: 'restore' } as const;
      if (!isThere) {
        const back = returned(fields, request.actor);
        checkMayWrite(request.actor, back);
        await catalogue.write({ puts: [{ id, fields: back, ifVersion: 0 }] }, authorOf(request), action);
        return answerWorking(reply, (await catalogue.worked(id))!);
      }
      return answerChanged(reply, app.storage, request, id, action, (before) =>
        publish
          ? replaced(before, { ...fields, status: before.store.status }, request.actor)
          : saved(before, fields, request.actor),
      );
    },
  );

  app.get(
    '/stores/removed',
    {
      config: { access: 'view' },
      preValidation: plainNumbers('limit'),
      schema: {
        operationId: 'listRemovedStores',
        summary: 'Removed stores that can be brought back, last removed first',
        description:
          'Those within the provinces, cities and tags that are yours, where your rights end somewhere.',
        tags: history,
        querystring: Type.Object(
          {
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
            cursor: Type.Optional(Type.String({ maxLength: 20, description: '`cursor` of the page before' })),
          },
          { additionalProperties: false },
        ),
        response: answers(
          Type.Object(
            {
              stores: Type.Array(RemovedStoreSchema),
              cursor: Type.Union([Type.String(), Type.Null()], { description: 'null: there are no more' }),
            },
            { title: 'RemovedStores' },
          ),
          400,
          401,
          403,
          429,
        ),
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const page = await catalogue.removed({ limit, ...(cursor === undefined ? {} : { cursor }) }, (fields) =>
        mayWrite(request.actor, fields),
      );
      return { stores: page.stores, cursor: page.next ?? null };
    },
  );
};
export default lifecycle;

function returned(fields: StoreFields, actor: Actor): StoreFields {
  if (mayDo(actor, 'publish')) return fields;
  if (fields.status === 'closed') checkMayPublish(actor);
  return { ...fields, status: 'draft' };
}
