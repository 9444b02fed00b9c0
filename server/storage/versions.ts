import type { Store, StoreFields } from '../../shared/store.ts';
import { fromJson } from './json.ts';
import type { Author, PublishedChange, StoreVersion } from './repository.ts';
import type { StoreVersionsTable } from './tables.ts';

/** The store as this version left it; undefined when the version removed it. */
export function storeOf(row: StoreVersionsTable): Store | undefined {
  if (row.fields === null) return undefined;
  return {
    ...fromJson<StoreFields>(row.fields),
    id: row.store_id,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.at,
  };
}

/** What of a store is stated, without what the repository adds. */
export const fieldsOf = ({ id, version, createdAt, updatedAt, ...fields }: Store): StoreFields => fields;

export function changeOf(row: StoreVersionsTable): PublishedChange {
  const store = storeOf(row);
  return {
    revision: row.revision,
    id: row.store_id,
    store: store?.status === 'published' ? store : undefined,
  };
}

export function versionOf(row: StoreVersionsTable): StoreVersion {
  return {
    version: row.version,
    fields: row.fields === null ? undefined : fromJson<StoreFields>(row.fields),
    at: row.at,
    by: authorOf(row),
    operation: row.operation,
  };
}

export const authorOf = (row: { readonly by_kind: string; readonly by_name: string }): Author => ({
  kind: row.by_kind as Author['kind'],
  name: row.by_name,
});
