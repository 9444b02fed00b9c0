// What ops do to one store. Each takes the store as it was read, says what it is going to be, and writes that only if
// nobody was quicker; who was, is told of or met again.
import type { FastifyRequest } from 'fastify';
import type { Operation } from '../../shared/operation.ts';
import type { Closure, StoreFields, StoreInput } from '../../shared/store.ts';
import { fieldChanges } from '../../shared/store-changes.ts';
import { type Actor, authorOf, checkMayWrite, mayDo } from '../access/actor.ts';
import { NotAllowed } from '../access/errors.ts';
import type { Action, Batch, Worked } from '../storage/catalogue/contract.ts';
import { UnknownStore } from '../storage/errors.ts';
import type { Storage } from '../storage/repository.ts';
import { fieldsOf } from '../storage/versions.ts';
import { completeStore } from './complete-store.ts';
import { DateIsOver, draftConflict, NoReviewAsked, NothingToPublish, NotQuietEnough } from './errors.ts';
import { checkIfMatch } from './if-match.ts';
import { asPublished, isUnpublished, workingFields } from './working-store.ts';

type Storing = Pick<Storage, 'catalogue'>;

/** Others may be quicker so often before a write that names no version gives up. */
const TRIES = 5;

/**
 * Reads the store, lets `change` say what is written, writes it.
 * @returns the store as it is then, or was last, and what was done; nothing was where nothing is different
 * @throws UNKNOWN_STORE, PRECONDITION_FAILED, OUTSIDE_LIMITS, CHANGED_MEANWHILE
 */
export async function changeStore(
  { catalogue }: Storing,
  request: FastifyRequest,
  id: string,
  action: Action,
  change: (worked: Worked) => Batch,
): Promise<{ worked: Worked; operation: Operation | undefined }> {
  for (let tries = 0; tries < TRIES; tries++) {
    const worked = await catalogue.worked(id);
    if (worked === undefined) throw new UnknownStore(id);
    await checkIfMatch(request, worked, catalogue);
    checkMayWrite(request.actor, worked.store);
    const batch = change(worked);
    for (const { fields } of batch.puts ?? []) checkMayWrite(request.actor, fields);
    for (const { fields } of batch.drafts ?? []) if (fields) checkMayWrite(request.actor, fields);
    try {
      const { operation } = await catalogue.write(batch, authorOf(request), action);
      return { worked: (await catalogue.worked(id)) ?? worked, operation };
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  throw new NotQuietEnough();
}

export const isConflict = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'VERSION_CONFLICT';

/** What is going to be worked on; what is published stays. A store that was never published is its own draft. */
export function saved({ store, draft }: Worked, fields: StoreFields, actor: Actor): Batch {
  // Whoever may not publish must not change what a publisher has planned or is asked about.
  const plans = mayDo(actor, 'publish') ? [] : [{ id: store.id, plan: undefined }];
  if (store.status === 'draft') {
    const put = { id: store.id, fields: { ...fields, status: 'draft' as const }, ifVersion: store.version };
    return { puts: [put], plans };
  }
  const live = fieldsOf(store);
  const same = fieldChanges(live, { ...fields, status: live.status }).length === 0;
  return {
    drafts: [
      {
        id: store.id,
        fields: same ? undefined : asPublished(fields),
        baseVersion: store.version,
        ifVersion: draft?.version ?? 0,
      },
    ],
    plans,
  };
}

/** The store itself becomes this, at once. @throws NOT_ALLOWED where that is for publishers and the actor is none */
export function replaced({ store }: Worked, fields: StoreFields, actor: Actor): Batch {
  if (store.status !== 'draft' || fields.status !== 'draft') checkMayPublish(actor);
  return { puts: [{ id: store.id, fields, ifVersion: store.version }] };
}

export type Publication = {
  /** Instead of what is worked on. */
  readonly fields?: StoreInput | undefined;
  /** Absent: now. */
  readonly at?: string | undefined;
  readonly note?: string | undefined;
  /** Those who may not publish ask for a review. */
  readonly review: boolean;
};

/** @throws NOT_ALLOWED, NOTHING_TO_PUBLISH, DRAFT_CONFLICT, DATE_IS_OVER */
export function published(worked: Worked, { fields, at, note, review }: Publication, actor: Actor): Batch {
  const { store, draft } = worked;
  const { id } = store;
  if (at !== undefined && Date.parse(at) <= Date.now()) throw new DateIsOver(at);
  const may = mayDo(actor, 'publish');
  if (!may && !review) checkMayPublish(actor);
  const working = workingFields(worked);
  const given = fields && completeStore(fields, working.fields);
  if (may && at === undefined) return publishedNow(worked, given);
  const isSaved = given ? saved(worked, given, actor) : {};
  const isLeft =
    store.status === 'draft' || (isSaved.drafts ? isSaved.drafts[0]?.fields : draft) !== undefined;
  if (!isLeft) throw new NothingToPublish(id);
  const publishAt = at === undefined ? null : new Date(at).toISOString();
  return {
    ...isSaved,
    plans: [{ id, plan: { publishAt, review: may ? null : 'requested', note: note ?? null } }],
  };
}

/** @param given  instead of what is worked on */
export function publishedNow(worked: Worked, given?: StoreFields): Batch {
  const { store, draft } = worked;
  const { fields, conflicts } = workingFields(worked);
  if (given === undefined) {
    if (!isUnpublished(worked) && store.status === 'published') throw new NothingToPublish(store.id);
    if (conflicts.length > 0) throw draftConflict(store.id, [...conflicts]);
  }
  return {
    puts: [{ id: store.id, fields: asPublished(given ?? fields), ifVersion: store.version }],
    drafts: draft ? [discardedDraft(worked)] : [],
    plans: [{ id: store.id, plan: undefined }],
  };
}

/** A publisher's answer to somebody who asked. @throws NO_REVIEW_ASKED */
export function reviewed(worked: Worked, approves: boolean, note: string | undefined): Batch {
  const { store, plan } = worked;
  if (plan?.review !== 'requested') throw new NoReviewAsked(store.id);
  if (!approves) {
    const returned = { publishAt: plan.publishAt, review: 'returned' as const, note: note ?? null };
    return { plans: [{ id: store.id, plan: returned }] };
  }
  if (plan.publishAt === null || Date.parse(plan.publishAt) <= Date.now()) return publishedNow(worked);
  return { plans: [{ id: store.id, plan: { publishAt: plan.publishAt, review: null, note: plan.note } }] };
}

export const discardedDraft = ({ store, draft }: Worked) => ({
  id: store.id,
  fields: undefined,
  baseVersion: store.version,
  ifVersion: draft?.version ?? 0,
});

/** Temporarily closed, or not any more: live at once; a draft beside it takes it over when it is looked at. */
export function closedFor({ store }: Worked, closure: Closure | undefined): Batch {
  const { closure: _, ...fields } = fieldsOf(store);
  return {
    puts: [{ id: store.id, fields: closure ? { ...fields, closure } : fields, ifVersion: store.version }],
  };
}

export const withStatus = ({ store }: Worked, status: StoreFields['status']): Batch => ({
  puts: [{ id: store.id, fields: { ...fieldsOf(store), status }, ifVersion: store.version }],
});

/** @throws NOT_ALLOWED */
export function checkMayPublish(actor: Actor): void {
  if (!mayDo(actor, 'publish')) throw new NotAllowed('publish', actor.name);
}
