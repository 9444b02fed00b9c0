import { css, html, LitElement, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Language } from '../../shared/language.ts';
import { panelWords } from '../locale/panel-words.ts';
import { StoreHoverEvent, StoreSelectEvent } from '../map/events.ts';
import { baseStyles } from '../style/controls.ts';
import type { ListedStore } from './listed-store.ts';
import './store-row.ts';
import type { StoreRow } from './store-row.ts';

/**
 * The stores in distance order. One Tab stop; ↑ ↓ Home End move through it, Enter picks.
 *
 * @property {readonly ListedStore[]} stores
 * @property {string | undefined} selected  id; coming from elsewhere (a pin), its row is scrolled into view
 * @property {string | undefined} hovered  id of the store whose pin the pointer or focus is on
 * @property {ReadonlySet<string>} put  ids of what went to this customer already
 * @property {number} now  milliseconds of the epoch
 * @fires {StoreSelectEvent} store-select  a row was picked
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
    selected: {},
    hovered: {},
    put: { attribute: false },
    now: { type: Number },
    reachable: { state: true },
  };

  declare stores: readonly ListedStore[];
  declare language: Language;
  declare selected: string | undefined;
  declare hovered: string | undefined;
  declare put: ReadonlySet<string>;
  declare now: number;
  /** Index of the row that Tab comes to. */
  declare reachable: number;

  constructor() {
    super();
    this.stores = [];
    this.put = new Set();
    this.reachable = 0;
  }

  override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('selected')) this.reachable = Math.max(0, this.#indexOf(this.selected));
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
                .now=${this.now}
                .selected=${store.id === this.selected}
                .hovered=${store.id === this.hovered}
                .reachable=${index === this.reachable}
                .put=${this.put.has(store.id)}
                @click=${() => this.dispatchEvent(new StoreSelectEvent(store))}
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
      this.#rows[this.#indexOf(this.selected)]?.scrollIntoView({ block: 'nearest' });
    }
  }

  get #rows(): StoreRow[] {
    return [...this.renderRoot.querySelectorAll('store-row')];
  }

  #indexOf(id: string | undefined): number {
    return this.stores.findIndex((store) => store.id === id);
  }

  #onFocus(store: ListedStore, index: number) {
    this.reachable = index;
    this.dispatchEvent(new StoreHoverEvent(store));
  }

  #onLeave() {
    this.dispatchEvent(new StoreHoverEvent(undefined));
  }

  #onKeyDown(event: KeyboardEvent) {
    const last = this.stores.length - 1;
    const target = new Map([
      ['ArrowDown', Math.min(this.reachable + 1, last)],
      ['ArrowUp', Math.max(this.reachable - 1, 0)],
      ['Home', 0],
      ['End', last],
    ]).get(event.key);
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#rows[target]?.focus();
  }
}

customElements.define('store-list', StoreList);

declare global {
  interface HTMLElementTagNameMap {
    'store-list': StoreList;
    'store-row': StoreRow;
  }
}
