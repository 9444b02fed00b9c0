// A store as the ops' table shows it.
import { openingStateOf } from '../../shared/opening-hours.ts';
import type { StoreRow } from '../../shared/store-table.ts';
import { groundOf } from '../nearby/store-record.ts';
import type { Worked } from '../storage/catalogue/contract.ts';
import { isUnpublished, workingFields } from './working-store.ts';

/** What is worked on; `open` is what agents are told at that moment, of what is published where it is. */
export function storeRow(worked: Worked, at: Date): StoreRow {
  const { store, draft, plan } = worked;
  const { fields } = workingFields(worked);
  const { closure } = store;
  return {
    id: store.id,
    version: store.version,
    draftVersion: draft?.version ?? 0,
    status: store.status,
    unpublished: isUnpublished(worked),
    plan: plan ?? null,
    sid: fields.sid ?? null,
    name: fields.name,
    branch: fields.branch ?? null,
    categories: fields.categories,
    tags: fields.tags ?? [],
    address: fields.address,
    phones: fields.phones,
    position: fields.position,
    ground: [...groundOf({ ...store, position: fields.position })],
    timeZone: fields.timeZone,
    openingHours: fields.openingHours ?? null,
    closure: closure
      ? { from: closure.from, until: closure.until ?? null, reason: closure.reason ?? null }
      : null,
    cover: fields.cover ?? null,
    confirmedAt: fields.confirmedAt ?? null,
    updatedAt: draft && draft.at > store.updatedAt ? draft.at : store.updatedAt,
    open: openingStateOf(store.status === 'published' ? store : fields, at),
  };
}
