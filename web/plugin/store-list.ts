import { css, html, LitElement, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Language } from '../../shared/language.ts';
import type { Position } from '../../shared/position.ts';
import { panelWords } from '../locale/panel-words.ts';
import { StoreHoverEvent } from '../map/events.ts';
import { baseStyles } from '../style/controls.ts';
import { StoresPickEvent } from './events.ts';
import type { ListedStore } from './listed-store.ts';
import './store-row.ts';
import type { RowPickEvent, StoreRow } from './store-row.ts';

/**
 * The stores in distance order. One row is in the Tab order; ↑ ↓ Home End move through them, Enter or Space picks, with
 * Shift all since the last one; → shows a store's details, ← puts them away.
 *
 * @property {readonly ListedStore[]} stores
 * @property {readonly string[]} selected  ids; what comes from elsewhere (a pin) is scrolled into view
 * @property {string | undefined} hovered  id of the store whose pin the pointer or focus is on
 * @property {ReadonlySet<string>} put  ids of what went to this customer already
 * @property {Position | undefined} near  where the customer is
 * @property {number} now  milliseconds of the epoch
 * @fires {StoresPickEvent} stores-pick
 * @fires {StoreHoverEvent} store-hover  the pointer or the focus came to a row or left it
 */
export class StoreList extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
    `,
  ];
  static override properties = {
    stores: { attribute: false },
    language: {},
    selected: { attribute: false },
    hovered: {},
    put: { attribute: false },
    near: { attribute: false },
    now: { type: Number },
    reachable: { state: true },
    detailed: { state: true },
  };

  declare stores: readonly ListedStore[];
  declare language: Language;
  declare selected: readonly string[];
  declare hovered: string | undefined;
  declare put: ReadonlySet<string>;
  declare near: Position | undefined;
  declare now: number;
  /** Index of the row that Tab comes to. */
  declare reachable: number;
  /** Id of the store whose details are shown. */
  declare detailed: string | undefined;

  /** Index of the row that was picked last: where a range begins. */
  #anchor = 0;

  constructor() {
    super();
    this.stores = [];
    this.selected = [];
    this.put = new Set();
    this.reachable = 0;
  }

  override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('selected') && this.selected.length > 0) {
      this.reachable = Math.max(0, this.#indexOf(this.selected.at(-1)));
    }
    if (this.reachable >= this.stores.length) this.reachable = 0;
  }

  override render() {
    return html`
      <ol
        role="list"
        aria-label=${panelWords[this.language].stores}
        @keydown=${this.#onKeyDown}
        @mouseleave=${this.#onLeave}
        @focusout=${this.#onLeave}
      >
        ${repeat(
          this.stores,
          ({ id }) => id,
          (store, index) => html`
            <li>
              <store-row
                .store=${store}
                .language=${this.language}
                .near=${this.near}
                .now=${this.now}
                .selected=${this.selected.includes(store.id)}
                .hovered=${store.id === this.hovered}
                .reachable=${index === this.reachable}
                .put=${this.put.has(store.id)}
                .open=${store.id === this.detailed}
                @row-pick=${({ range }: RowPickEvent) => this.pick(index, range)}
                @row-details=${() => this.#detail(store.id !== this.detailed && store.id)}
                @mouseenter=${() => this.dispatchEvent(new StoreHoverEvent(store))}
                @focusin=${() => this.#onFocus(store, index)}
              ></store-row>
            </li>
          `,
        )}
      </ol>
    `;
  }

  override updated(changed: PropertyValues<this>) {
    if (changed.has('selected')) {
      this.#rows[this.#indexOf(this.selected.at(-1))]?.scrollIntoView({ block: 'nearest' });
    }
  }

  /** Focuses the row that Tab comes to. */
  override focus() {
    this.#rows[this.reachable]?.focus();
  }

  /** Picks the store at this index, or unpicks it; as a range all from the one picked last are picked. */
  pick(index: number, range = false) {
    const store = this.stores[index];
    if (!store) return;
    const ends = [Math.min(index, this.#anchor), Math.max(index, this.#anchor) + 1];
    const ids = range ? this.stores.slice(...ends).map(({ id }) => id) : [store.id];
    this.#anchor = index;
    this.dispatchEvent(new StoresPickEvent(ids, range || !this.selected.includes(store.id)));
  }

  get #rows(): StoreRow[] {
    return [...this.renderRoot.querySelectorAll('store-row')];
  }

  #indexOf(id: string | undefined): number {
    return this.stores.findIndex((store) => store.id === id);
  }

  async #detail(id: string | false) {
    this.detailed = id || undefined;
    await this.updateComplete;
    const row = this.#rows[this.#indexOf(this.detailed)];
    await row?.updateComplete;
    row?.scrollIntoView({ block: 'nearest' });
  }

  #onFocus(store: ListedStore, index: number) {
    this.reachable = index;
    this.dispatchEvent(new StoreHoverEvent(store));
  }

  #onLeave() {
    this.dispatchEvent(new StoreHoverEvent(undefined));
  }

  #onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const last = this.stores.length - 1;
    const target = new Map([
      ['ArrowDown', Math.min(this.reachable + 1, last)],
      ['ArrowUp', Math.max(this.reachable - 1, 0)],
      ['Home', 0],
      ['End', last],
    ]).get(event.key);
    if (target !== undefined) this.#rows[target]?.focus();
    else if (event.key === 'ArrowRight') void this.#detail(this.stores[this.reachable]!.id);
    else if (event.key === 'ArrowLeft') void this.#detail(false);
    else return;
    event.preventDefault();
  }
}

customElements.define('store-list', StoreList);

declare global {
  interface HTMLElementTagNameMap {
    'store-list': StoreList;
    'store-row': StoreRow;
  }
}
