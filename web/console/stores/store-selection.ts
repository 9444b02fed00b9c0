// Which stores a bulk action means: some of them, or all that the filter finds but for some.
import type { BulkRequest } from '../../../shared/bulk.ts';
import type { StoreFilter } from '../../../shared/store-filter.ts';

export type StoreSelection =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<string> };

export const nothingSelected: StoreSelection = { kind: 'some', ids: new Set() };
export const allSelected: StoreSelection = { kind: 'all', except: new Set() };

export const isSelected = (selection: StoreSelection, id: string): boolean =>
  selection.kind === 'all' ? !selection.except.has(id) : selection.ids.has(id);

/** @param count  stores that the filter finds */
export const selectedCount = (selection: StoreSelection, count: number): number =>
  selection.kind === 'all' ? count - selection.except.size : selection.ids.size;

export function select(selection: StoreSelection, ids: Iterable<string>, selected: boolean): StoreSelection {
  // Of all, the exceptions are kept; of some, those that are meant.
  const kept = new Set(selection.kind === 'all' ? selection.except : selection.ids);
  for (const id of ids) {
    if (selected === (selection.kind === 'some')) kept.add(id);
    else kept.delete(id);
  }
  return selection.kind === 'all' ? { kind: 'all', except: kept } : { kind: 'some', ids: kept };
}

/** As a bulk request names them. */
export const meant = (
  selection: StoreSelection,
  filter: StoreFilter,
): Pick<BulkRequest, 'ids' | 'filter' | 'except'> =>
  selection.kind === 'all' ? { filter, except: [...selection.except] } : { ids: [...selection.ids] };
