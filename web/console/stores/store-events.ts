// What the table and the map of the stores tell the page around them.
import type { Sort } from '../../../shared/store-filter.ts';
import type { StoreSelection } from './store-selection.ts';

/** Other stores are selected now. */
export class SelectionChangeEvent extends Event {
  readonly selection: StoreSelection;
  constructor(selection: StoreSelection) {
    super('selection-change');
    this.selection = selection;
  }
}
/** A store is to be looked at. */
export class StoreOpenEvent extends Event {
  readonly id: string;
  constructor(id: string) {
    super('store-open', { bubbles: true, composed: true });
    this.id = id;
  }
}
/** The table is to be sorted another way. */
export class SortChangeEvent extends Event {
  readonly sort: Sort;
  constructor(sort: Sort) {
    super('sort-change');
    this.sort = sort;
  }
}
/** The pointer or the focus came to a row, or left it (undefined). */
export class RowHoverEvent extends Event {
  readonly id: string | undefined;
  constructor(id: string | undefined) {
    super('row-hover');
    this.id = id;
  }
}
