// What the routes that write one store have in common.
import { Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Compile } from 'typebox/compile';
import { type StoreInput, StoreInputSchema } from '../../../shared/store.ts';
import { type WorkingStore, WorkingStoreSchema } from '../../../shared/working-store.ts';
import { entityTagOf } from '../../catalogue/if-match.ts';
import { mergePatched } from '../../catalogue/merge-patch.ts';
import { changeStore } from '../../catalogue/store-editor.ts';
import { workingStore } from '../../catalogue/working-store.ts';
import type { Worked } from '../../storage/catalogue/contract.ts';
import { invalidFields } from '../../storage/errors.ts';
import { schemaFaults } from '../../storage/schema-fault.ts';
import { problemAnswers } from '../answers.ts';

export const StoreParams = Type.Object({
  id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$', description: 'Id of a store' }),
});

/** Optional on every write: refuses it (412) when the store is not at that ETag any more; and does a repeated request once. */
export const WriteHeaders = Type.Object({
  'if-match': Type.Optional(
    Type.String({
      description: 'ETag of the answer that the change was made from; 412 when somebody was quicker',
    }),
  ),
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'Any text of your own: the same request with the same key is carried out once in 24 hours',
    }),
  ),
});

export const workingAnswers = {
  200: WorkingStoreSchema,
  ...problemAnswers(400, 401, 403, 404, 409, 412, 413, 415, 422, 429),
};

/** The store as it is worked on, with its ETag; never from a cache. */
export function answerWorking(reply: FastifyReply, worked: Worked): WorkingStore {
  reply.headers({ etag: entityTagOf(worked), 'cache-control': 'no-store' });
  return workingStore(worked);
}

/** Changes the store, and answers it as it is worked on then. @throws as changeStore does */
export async function answerChanged(
  reply: FastifyReply,
  ...change: Parameters<typeof changeStore>
): Promise<WorkingStore> {
  return answerWorking(reply, (await changeStore(...change)).worked);
}

const input = Compile(StoreInputSchema);

/** What a merge patch makes of a store. @throws INVALID_STORE naming every field at fault */
export function patched(target: StoreInput, patch: FastifyRequest['body']): StoreInput {
  const merged = mergePatched(target, patch);
  const faults = schemaFaults(input, merged);
  if (faults.length > 0) throw invalidFields(faults);
  return merged as StoreInput;
}

/** A body of this type is a merge patch. */
export const MERGE_PATCH = 'application/merge-patch+json';
export const MergePatch = Type.Object(
  {},
  {
    additionalProperties: true,
    description:
      'JSON merge patch (RFC 7386): fields as they shall be, null removes one; lists are replaced whole',
  },
);
