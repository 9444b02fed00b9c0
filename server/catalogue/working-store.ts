// A store as ops work on it, put together from what is kept of it.
import type { StoreFields } from '../../shared/store.ts';
import { fieldChanges, mergedFields } from '../../shared/store-changes.ts';
import type { WorkingStore } from '../../shared/working-store.ts';
import type { Worked } from '../storage/catalogue/contract.ts';
import { fieldsOf } from '../storage/versions.ts';

/** What is worked on: the draft, with what was changed in the store itself meanwhile. */
export function workingFields({ store, draft }: Worked) {
  const live = fieldsOf(store);
  if (draft === undefined) return { live, fields: live, conflicts: [] };
  const { fields, conflicts } = mergedFields(draft.base, draft.fields, live);
  return { live, fields, conflicts };
}

export function workingStore(worked: Worked): WorkingStore {
  const { store, draft, plan } = worked;
  const { live, fields, conflicts } = workingFields(worked);
  const published = store.status === 'published' ? live : null;
  const latest = draft && draft.at > store.updatedAt ? draft : undefined;
  return {
    id: store.id,
    version: store.version,
    draftVersion: draft?.version ?? 0,
    status: store.status,
    unpublished: isUnpublished(worked),
    fields,
    published,
    changes: fieldChanges(draft ? live : (published ?? {}), fields).filter(
      ({ pointer }) => pointer !== '/status',
    ),
    conflicts: [...conflicts],
    plan: plan ?? null,
    createdAt: store.createdAt,
    updatedAt: latest?.at ?? store.updatedAt,
    updatedBy: latest?.by ?? worked.by,
    operation: latest ? latest.operation : worked.operation,
  };
}

export const isUnpublished = ({ store, draft }: Worked): boolean =>
  store.status === 'draft' || draft !== undefined;

/** The fields as the next version of them is published. */
export const asPublished = (fields: StoreFields): StoreFields => ({ ...fields, status: 'published' });
