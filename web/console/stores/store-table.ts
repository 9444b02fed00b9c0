import { html, LitElement, nothing } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Language } from '../../../shared/language.ts';
import type { Sort } from '../../../shared/store-filter.ts';
import { storeWords } from '../../locale/console/store-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { messageStyles } from '../message-styles.ts';
import { RowsInSight } from './rows-in-sight.ts';
import { COLUMNS, type Column, type ColumnName, type Reader } from './store-columns.ts';
import { RowHoverEvent, SelectionChangeEvent, SortChangeEvent, StoreOpenEvent } from './store-events.ts';
import type { Row, StoreRows } from './store-rows.ts';
import {
  allSelected,
  isSelected,
  nothingSelected,
  type StoreSelection,
  select,
  selectedCount,
} from './store-selection.ts';
import { ROW_HEIGHT, storeTableStyles } from './store-table-styles.ts';

/**
 * Stores as a table of any length; only the rows in sight exist. ↑ ↓ Page Home End move, Space selects, Shift selects
 * a span, Enter opens, Ctrl+A selects all that the filter finds.
 * @property {StoreRows} rows  where they come from
 * @property {number} revision  of the rows: another number draws them anew
 * @property {readonly ColumnName[]} columns  those to show
 * @fires selection-change  SelectionChangeEvent
 * @fires store-open  StoreOpenEvent
 * @fires sort-change  SortChangeEvent
 * @fires row-hover  RowHoverEvent
 */
export class StoreTable extends LitElement {
  static override properties = {
    language: {},
    rows: { attribute: false },
    revision: { type: Number },
    count: { type: Number },
    columns: { attribute: false },
    sort: {},
    selection: { attribute: false },
    reader: { attribute: false },
    opened: {},
    hovered: {},
    mayEdit: { type: Boolean },
    focused: { state: true },
  };
  declare language: Language;
  declare rows: StoreRows;
  declare revision: number;
  declare count: number;
  declare columns: readonly ColumnName[];
  declare sort: Sort;
  declare selection: StoreSelection;
  declare reader: Reader;
  /** Id of the store that is looked at beside the table. */
  declare opened: string | undefined;
  /** Id of the store that the pointer is on in the map. */
  declare hovered: string | undefined;
  declare mayEdit: boolean;
  /** The row that keys act on. */
  declare focused: number;
  /** Where a span with Shift begins. */
  #anchor = 0;
  readonly #sight = new RowsInSight(this, ROW_HEIGHT);

  static override styles = [baseStyles, buttonStyles, messageStyles, storeTableStyles];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.revision = 0;
    this.count = 0;
    this.columns = [];
    this.sort = 'name';
    this.selection = nothingSelected;
    this.mayEdit = false;
    this.focused = 0;
  }

  /** The row that keys act on, and how far the table is scrolled: to come back to with `standAt`. */
  get place() {
    return { index: this.focused, scrollTop: this.#body.scrollTop };
  }

  /** Scrolls there and puts the focus on that row. */
  async standAt({ index, scrollTop }: { index: number; scrollTop: number }): Promise<void> {
    await this.updateComplete;
    this.#body.scrollTop = scrollTop;
    await this.#focus(Math.min(index, Math.max(0, this.count - 1)));
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('count')) this.focused = Math.min(this.focused, Math.max(0, this.count - 1));
    if (changed.has('columns')) {
      const shown = this.#shown;
      const least = 40 + shown.reduce((sum, { width }) => sum + Number(/\d+/.exec(width)?.[0] ?? 0), 0);
      this.style.setProperty('--columns', shown.map(({ width }) => width).join(' '));
      this.style.setProperty('--least', `${least}px`);
    }
  }

  override firstUpdated() {
    this.#sight.scroller = this.#body;
  }

  override updated() {
    const [first, last] = this.#sight.range;
    if (last >= first) this.rows.show(first, last);
  }

  override render() {
    const words = storeWords[this.language];
    const shown = this.#shown;
    const [first, last] = this.#sight.range;
    const existing = Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
    const all = this.count > 0 && selectedCount(this.selection, this.count) === this.count;
    return html`<div
      class="grid"
      role="grid"
      aria-label=${words.table}
      aria-rowcount=${this.count + 1}
      aria-multiselectable="true"
    >
      <div role="row" class="row head" aria-rowindex="1">
        <span class="choose" role="columnheader">
          ${
            this.mayEdit
              ? html`<input
                  type="checkbox"
                  aria-label=${words.selectAll}
                  .checked=${all}
                  .indeterminate=${!all && selectedCount(this.selection, this.count) > 0}
                  @change=${() => this.#become(all ? nothingSelected : allSelected)}
                />`
              : nothing
          }
        </span>
        ${shown.map((column) => this.#heading(column))}
      </div>
      <div
        class="body"
        role="rowgroup"
        @keydown=${this.#keyed}
        @scroll=${() => this.#sight.look()}
        @pointerleave=${() => this.dispatchEvent(new RowHoverEvent(undefined))}
      >
        <div>
          <div>
            ${repeat(
              existing,
              (index) => index,
              (index) => this.#row(index, shown),
            )}
          </div>
        </div>
      </div>
    </div>`;
  }

  get #shown(): readonly Column[] {
    return COLUMNS.filter(({ name }) => this.columns.includes(name));
  }

  #heading({ name, sort }: Column) {
    const label = storeWords[this.language].columns[name];
    if (sort === undefined) return html`<span class="cell" role="columnheader">${label}</span>`;
    const up = this.sort === sort;
    const down = this.sort === `-${sort}`;
    return html`<span class="cell" role="columnheader" aria-sort=${up ? 'ascending' : down ? 'descending' : 'none'}>
      <button
        aria-pressed=${up || down}
        @click=${() => this.dispatchEvent(new SortChangeEvent(up ? `-${sort}` : sort))}
      >
        ${label}<span aria-hidden="true">${up ? '▲' : down ? '▼' : ''}</span>
      </button>
    </span>`;
  }

  #row(index: number, shown: readonly Column[]) {
    const words = storeWords[this.language];
    const row: Row = this.rows.at(index);
    const selected = row ? isSelected(this.selection, row.id) : this.selection.kind === 'all';
    return html`<div
      role="row"
      class=${classMap({
        row: true,
        opened: row?.id !== undefined && row.id === this.opened,
        hovered: row?.id !== undefined && row.id === this.hovered,
      })}
      aria-rowindex=${index + 2}
      aria-selected=${selected}
      tabindex=${index === this.focused ? 0 : -1}
      data-index=${index}
      @click=${(event: MouseEvent) => this.#clicked(event, index, row)}
      @pointerenter=${() => this.dispatchEvent(new RowHoverEvent(row?.id))}
    >
      <span class="choose" role="gridcell">
        ${
          this.mayEdit && row
            ? html`<input
                type="checkbox"
                tabindex="-1"
                aria-label=${words.select(row.name)}
                .checked=${selected}
                @click=${(event: MouseEvent) => this.#ticked(event, index, row.id)}
              />`
            : nothing
        }
      </span>
      ${
        row === undefined
          ? shown.map(() => html`<span class="cell" role="gridcell"><i class="skeleton"></i></span>`)
          : row === null
            ? html`<span class="cell quiet" role="gridcell">${words.deleted}</span>`
            : shown.map(({ cell }) => this.#cell(cell(row, this.reader)))
      }
    </div>`;
  }

  /** A text that is cut off can be read by pointing at it. */
  #cell(content: ReturnType<Column['cell']>) {
    const title = typeof content === 'string' && content !== '' ? content : nothing;
    return html`<span class="cell" role="gridcell" title=${title}>${content}</span>`;
  }

  #clicked(event: MouseEvent, index: number, row: Row) {
    if (event.target instanceof HTMLInputElement || !row) return;
    this.focused = index;
    if (this.mayEdit && event.shiftKey) this.#span(index);
    else if (this.mayEdit && (event.ctrlKey || event.metaKey)) this.#toggle(row.id, index);
    else {
      this.#anchor = index;
      this.dispatchEvent(new StoreOpenEvent(row.id));
    }
  }

  #ticked(event: MouseEvent, index: number, id: string) {
    this.focused = index;
    if (event.shiftKey) this.#span(index);
    else this.#toggle(id, index);
  }

  #toggle(id: string, index: number) {
    this.#anchor = index;
    this.#become(select(this.selection, [id], !isSelected(this.selection, id)));
  }

  /** Selects from the anchor to here, as far as the rows are at hand. */
  #span(index: number) {
    const [first, last] = [Math.min(this.#anchor, index), Math.max(this.#anchor, index)];
    const places = Array.from({ length: last - first + 1 }, (_, place) => first + place);
    const ids = places.flatMap((place) => this.rows.at(place)?.id ?? []);
    this.#become(select(this.selection, ids, true));
  }

  #become(selection: StoreSelection) {
    this.dispatchEvent(new SelectionChangeEvent(selection));
  }

  #keyed(event: KeyboardEvent) {
    const page = Math.max(1, Math.floor(this.#body.clientHeight / ROW_HEIGHT) - 1);
    const moves: Record<string, number> = {
      ArrowDown: this.focused + 1,
      ArrowUp: this.focused - 1,
      PageDown: this.focused + page,
      PageUp: this.focused - page,
      Home: 0,
      End: this.count - 1,
    };
    const row = this.rows.at(this.focused);
    const to = moves[event.key];
    if (to !== undefined) {
      this.#focus(Math.min(Math.max(to, 0), this.count - 1));
      if (event.shiftKey && this.mayEdit) this.#span(this.focused);
      else this.#anchor = this.focused;
    } else if (event.key === ' ' && row && this.mayEdit) this.#toggle(row.id, this.focused);
    else if (event.key === 'Enter' && row) this.dispatchEvent(new StoreOpenEvent(row.id));
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && this.mayEdit) this.#become(allSelected);
    else return;
    event.preventDefault();
  }

  async #focus(index: number) {
    this.focused = index;
    const body = this.#body;
    const top = index * ROW_HEIGHT;
    // By hand: rows are all of one height, and the row may not exist yet.
    if (top < body.scrollTop) body.scrollTop = top;
    else if (top + ROW_HEIGHT > body.scrollTop + body.clientHeight) {
      body.scrollTop = top + ROW_HEIGHT - body.clientHeight;
    }
    this.#sight.look();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
  }

  get #body(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.body')!;
  }
}

customElements.define('store-table', StoreTable);
