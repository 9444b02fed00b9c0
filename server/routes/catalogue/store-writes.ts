// Stores written whole, by programs: what they say is live at once.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { OperationSchema } from '../../../shared/operation.ts';
import { StoreInputSchema } from '../../../shared/store.ts';
import { WorkingStoreSchema } from '../../../shared/working-store.ts';
import { authorOf, checkMayWrite } from '../../access/actor.ts';
import { completeStore } from '../../catalogue/complete-store.ts';
import { changeStore, checkMayPublish, replaced } from '../../catalogue/store-editor.ts';
import { StoreNotFound } from '../../errors.ts';
import { publicBase } from '../../public-base.ts';
import { fieldsOf } from '../../storage/versions.ts';
import { answers, problemAnswers } from '../answers.ts';
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

const tags = ['stores'];
const config = { access: 'edit' } as const;

const storeWrites: FastifyPluginAsyncTypebox = async (app) => {
  const { catalogue } = app.storage;

  app.post(
    '/stores',
    {
      config,
      validatorCompiler: everyFault,
      schema: {
        operationId: 'addStore',
        summary: 'Add a store',
        description:
          'A draft unless `status` says otherwise; `published` needs the permission to publish. Region and time zone follow from the position.',
        tags,
        headers: WriteHeaders,
        body: StoreInputSchema,
        response: { 201: WorkingStoreSchema, ...problemAnswers(400, 401, 403, 409, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const fields = completeStore(request.body);
      if (fields.status !== 'draft') checkMayPublish(request.actor);
      checkMayWrite(request.actor, fields);
      const { stores } = await catalogue.write({ puts: [{ fields }] }, authorOf(request), { kind: 'create' });
      const { id } = stores[0]!;
      const worked = await catalogue.worked(id);
      if (worked === undefined) throw new StoreNotFound(id);
      reply.code(201).header('location', `${publicBase(request)}/api/v1/stores/${id}`);
      return answerWorking(reply, worked);
    },
  );

  app.put(
    '/stores/:id',
    {
      config,
      validatorCompiler: everyFault,
      schema: {
        operationId: 'replaceStore',
        summary: 'Replace a store, live at once',
        description:
          'What is published, or is to be, needs the permission to publish; without it, save a draft.',
        tags,
        params: StoreParams,
        headers: WriteHeaders,
        body: StoreInputSchema,
        response: workingAnswers,
      },
    },
    async (request, reply) => {
      return answerChanged(reply, app.storage, request, request.params.id, { kind: 'edit' }, (before) =>
        replaced(
          before,
          completeStore({ status: before.store.status, ...request.body }, before.store),
          request.actor,
        ),
      );
    },
  );

  app.patch(
    '/stores/:id',
    {
      config,
      validatorCompiler: everyFault,
      schema: {
        operationId: 'changeStore',
        summary: 'Change fields of a store, live at once',
        description:
          'What is published, or is to be, needs the permission to publish; without it, change the draft.',
        tags,
        consumes: [MERGE_PATCH],
        params: StoreParams,
        headers: WriteHeaders,
        body: MergePatch,
        response: workingAnswers,
      },
    },
    async (request, reply) => {
      return answerChanged(reply, app.storage, request, request.params.id, { kind: 'edit' }, (before) => {
        const { store } = before;
        return replaced(before, completeStore(patched(fieldsOf(store), request.body), store), request.actor);
      });
    },
  );

  app.delete(
    '/stores/:id',
    {
      config,
      schema: {
        operationId: 'removeStore',
        summary: 'Remove a store',
        description:
          'It can be brought back for 90 days. One that was published needs the permission to publish. Closing one for good keeps it.',
        tags,
        params: StoreParams,
        headers: WriteHeaders,
        response: answers(OperationSchema, 400, 401, 403, 404, 409, 412, 422, 429),
      },
    },
    async (request) => {
      const { id } = request.params;
      const { operation } = await changeStore(app.storage, request, id, { kind: 'delete' }, ({ store }) => {
        if (store.status !== 'draft') checkMayPublish(request.actor);
        return { removals: [{ id, ifVersion: store.version }] };
      });
      if (operation === undefined) throw new StoreNotFound(id);
      return operation;
    },
  );
};
export default storeWrites;
