// What a bulk change makes of one store.
import type { BulkChange } from '../../shared/bulk.ts';
import type { OpeningException, StoreFields } from '../../shared/store.ts';
import { fieldChanges } from '../../shared/store-changes.ts';
import { type Actor, mayDo, mayWrite } from '../access/actor.ts';
import { OutsideLimits } from '../access/errors.ts';
import type { Batch, KeptHolidaySet, Worked } from '../storage/catalogue/contract.ts';
import { invalidFields } from '../storage/errors.ts';
import { storeFaults } from '../storage/store-check.ts';
import { fieldsOf } from '../storage/versions.ts';
import { closedFor, discardedDraft, published, publishedNow, saved, withStatus } from './store-editor.ts';
import { isUnpublished, workingFields } from './working-store.ts';

export type BulkContext = {
  readonly actor: Actor;
  /** Whether those who may not publish ask for a review. */
  readonly review: boolean;
  /** The one that the change names. */
  readonly holidaySet: KeptHolidaySet | undefined;
};

export type BulkEffect = {
  /** Undefined: the store stays as it is. */
  readonly batch: Batch | undefined;
  readonly fields: StoreFields;
  /** Days of a holiday set that the store has hours of its own for. */
  readonly ownDays: readonly string[];
};

/** @throws what keeps this store from being changed: OUTSIDE_LIMITS, INVALID_STORE, DRAFT_CONFLICT */
export function bulkEffect(worked: Worked, change: BulkChange, context: BulkContext): BulkEffect {
  const { fields: before } = workingFields(worked);
  const { fields, ownDays } = changed(before, change, context.holidaySet);
  const isChanged = fieldChanges(before, fields).length > 0;
  if (isChanged) {
    const faults = storeFaults(fields);
    if (faults.length > 0) throw invalidFields(faults);
  }
  const batch = withClosure(worked, change, acted(worked, change, isChanged ? fields : undefined, context));
  if (batch) {
    const outside = [worked.store, fields].find((state) => !mayWrite(context.actor, state));
    if (outside) throw new OutsideLimits(outside.name);
  }
  return { batch, fields, ownDays };
}

/** @param fields  undefined: they stay what they are */
function acted(
  worked: Worked,
  { action, publishAt }: BulkChange,
  fields: StoreFields | undefined,
  { actor, review }: BulkContext,
): Batch | undefined {
  const { store, draft } = worked;
  switch (action) {
    case 'publish':
      if (fields === undefined && !isUnpublished(worked)) return undefined;
      return publishAt === undefined && mayDo(actor, 'publish')
        ? publishedNow(worked, fields)
        : published(worked, { fields, at: publishAt, review }, actor);
    case 'discard':
      return draft && { drafts: [discardedDraft(worked)] };
    case 'close':
      return store.status === 'closed' ? undefined : withStatus(worked, 'closed');
    case 'reopen':
      return store.status === 'closed' ? withStatus(worked, 'published') : undefined;
    case 'delete':
      return { removals: [{ id: store.id, ifVersion: store.version }] };
    case undefined:
      return fields && saved(worked, fields, actor);
  }
}

/** Temporary closures are live at once, whatever else happens to the store. */
function withClosure(worked: Worked, { closure }: BulkChange, batch: Batch | undefined): Batch | undefined {
  if (closure === undefined) return batch;
  const until = closure ?? undefined;
  if (batch?.puts?.length) {
    const puts = batch.puts.map((put) => {
      const { closure: _, ...fields } = put.fields;
      return { ...put, fields: until ? { ...fields, closure: until } : fields };
    });
    return { ...batch, puts };
  }
  const { puts = [] } = closedFor(worked, until);
  const live = fieldsOf(worked.store);
  if (puts.every(({ fields }) => fieldChanges(live, fields).length === 0)) return batch;
  return { ...batch, puts };
}

function changed(before: StoreFields, change: BulkChange, holidaySet: KeptHolidaySet | undefined) {
  let fields: StoreFields = { ...before };
  for (const [name, value] of Object.entries(change.set ?? {})) {
    if (value === null) Reflect.deleteProperty(fields, name);
    else Reflect.set(fields, name, value);
  }
  for (const list of ['categories', 'services', 'tags'] as const) {
    const added = change.add?.[list] ?? [];
    const gone = new Set(change.remove?.[list]);
    if (added.length === 0 && gone.size === 0) continue;
    const words = new Set([...(fields[list] ?? []).filter((word) => !gone.has(word)), ...added]);
    fields = { ...fields, [list]: [...words] };
  }
  const { id, action, overwrite = false } = change.holidaySet ?? {};
  if (id === undefined) return { fields, ownDays: [] };
  if (action === 'remove' || holidaySet === undefined) {
    const exceptions = fields.exceptions.filter((day) => day.holidaySet !== id);
    return { fields: { ...fields, exceptions }, ownDays: [] };
  }
  const { exceptions, ownDays } = withHolidays(fields.exceptions, holidaySet, overwrite);
  return { fields: { ...fields, exceptions }, ownDays };
}

/** The days of a store with those of a set; a day that has other hours by itself, or from another set, keeps them. */
function withHolidays(days: readonly OpeningException[], set: KeptHolidaySet, overwrite: boolean) {
  const kept = days.filter((day) => day.holidaySet !== set.id);
  const taken = new Map(kept.map((day) => [day.date, day]));
  const ownDays: string[] = [];
  for (const day of set.days) {
    const own = taken.get(day.date);
    if (own && own.openingHours !== day.openingHours && !overwrite) {
      ownDays.push(day.date);
      continue;
    }
    if (own && own.openingHours === day.openingHours) continue;
    taken.set(day.date, { ...day, holidaySet: set.id });
  }
  return { exceptions: [...taken.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), ownDays };
}
