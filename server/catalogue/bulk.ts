// One change for many stores: counted, or carried out as one operation in one transaction.
import { setImmediate as turn } from 'node:timers/promises';
import type { BulkAnswer, BulkRequest } from '../../shared/bulk.ts';
import type { OperationKind } from '../../shared/operation.ts';
import { fieldChanges } from '../../shared/store-changes.ts';
import { invalidParameter } from '../errors.ts';
import type { Batch } from '../storage/catalogue/contract.ts';
import { chunks } from '../storage/chunks.ts';
import type { Author, Storage } from '../storage/repository.ts';
import { type BulkContext, bulkEffect } from './bulk-change.ts';
import { CountDiffers, HolidaySetNotFound, NotQuietEnough } from './errors.ts';
import { storeConditions } from './store-conditions.ts';
import { checkMayPublish, isConflict } from './store-editor.ts';
import { workingFields } from './working-store.ts';

type Storing = Pick<Storage, 'catalogue' | 'holidaySets' | 'settings'>;
type Planned = { readonly answer: BulkAnswer; readonly batch: Batch };

const TRIES = 3;
const AT_ONCE = 500;
const MOST_CONFLICTS = 1_000;
const MOST_SAMPLES = 5;

/** @throws INVALID_PARAMETER, NOT_ALLOWED, COUNT_DIFFERS, HOLIDAY_SET_NOT_FOUND, CHANGED_MEANWHILE */
export async function changeMany(
  storage: Storing,
  request: BulkRequest,
  actor: BulkContext['actor'],
  by: Author,
): Promise<BulkAnswer> {
  const { change } = request;
  if ((request.ids === undefined) === (request.filter === undefined)) {
    throw invalidParameter('/ids', request.ids, 'or /filter must say which stores, one of the two');
  }
  if (change.publishAt !== undefined && change.action !== 'publish') {
    throw invalidParameter('/change/publishAt', change.publishAt, 'goes with the action publish only');
  }
  const { review } = await storage.settings.ops();
  if (
    change.action !== undefined &&
    change.action !== 'discard' &&
    !(change.action === 'publish' && review)
  ) {
    checkMayPublish(actor);
  }
  const context: BulkContext = { actor, review, holidaySet: await holidaySetOf(storage, change.holidaySet) };

  for (let tries = 0; tries < TRIES; tries++) {
    const { answer, batch } = await plan(storage, request, context);
    if (request.expected !== undefined && answer.matched !== request.expected) {
      throw new CountDiffers(answer.matched, request.expected);
    }
    if (request.dryRun) return answer;
    try {
      const { operation } = await storage.catalogue.write(batch, by, { kind: kindOf(request) });
      return { ...answer, operation: operation ?? null };
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  throw new NotQuietEnough();
}

async function plan({ catalogue }: Storing, request: BulkRequest, context: BulkContext): Promise<Planned> {
  const except = new Set(request.except);
  const meant = request.ids
    ? [...new Set(request.ids)]
    : (await catalogue.order(storeConditions(request.filter ?? {}, context.actor.limits), 'id')).ids;
  const ids = meant.filter((id) => !except.has(id));

  const batch = { puts: [], removals: [], drafts: [], plans: [] } as {
    [Part in keyof Required<Batch>]: Required<Batch>[Part][number][];
  };
  const conflicts: BulkAnswer['conflicts'] = [];
  const samples: BulkAnswer['samples'] = [];
  let [matched, changed, numberOfConflicts] = [0, 0, 0];
  for (const chunk of chunks(ids, AT_ONCE)) {
    for (const worked of await catalogue.workedMany(chunk)) {
      const { id } = worked.store;
      const name = [worked.store.name, worked.store.branch].filter(Boolean).join(' · ');
      const conflict = (pointer: string, code: string, message: string) => {
        numberOfConflicts++;
        if (conflicts.length < MOST_CONFLICTS) conflicts.push({ id, name, pointer, code, message });
      };
      matched++;
      try {
        const effect = bulkEffect(worked, request.change, context);
        for (const day of effect.ownDays) conflict('/exceptions', 'OWN_HOURS', `${day} has hours of its own`);
        if (effect.batch === undefined) continue;
        changed++;
        batch.puts.push(...(effect.batch.puts ?? []));
        batch.removals.push(...(effect.batch.removals ?? []));
        batch.drafts.push(...(effect.batch.drafts ?? []));
        batch.plans.push(...(effect.batch.plans ?? []));
        if (samples.length < MOST_SAMPLES) {
          const { fields } = workingFields(worked);
          samples.push({ id, name, changes: fieldChanges(fields, effect.fields) });
        }
      } catch (error) {
        if (!(error instanceof Error) || !('code' in error)) throw error;
        const pointer = 'parameter' in error && typeof error.parameter === 'string' ? error.parameter : '';
        conflict(pointer, String(error.code), error.message);
      }
    }
    await turn();
  }
  const unchanged = matched - changed;
  return {
    answer: { matched, changed, unchanged, conflicts, numberOfConflicts, samples, operation: null },
    batch,
  };
}

async function holidaySetOf({ holidaySets }: Storing, named: BulkRequest['change']['holidaySet']) {
  if (named === undefined) return undefined;
  const set = await holidaySets.get(named.id);
  // One that is gone can still be taken out of stores.
  if (set === undefined && named.action === 'apply') throw new HolidaySetNotFound(named.id);
  return set;
}

function kindOf({ change: { set, add, remove, holidaySet, closure, action } }: BulkRequest): OperationKind {
  const fields = set ?? add ?? remove;
  if (fields === undefined && action === undefined) {
    if (holidaySet && closure === undefined) return 'holidays';
    if (!holidaySet && closure !== undefined) return 'closure';
  }
  if (fields || holidaySet || closure !== undefined || action === undefined || action === 'discard')
    return 'bulk';
  return action;
}
