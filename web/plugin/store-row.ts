import { css, html, LitElement, nothing } from 'lit';
import { distanceInWords } from '../../shared/distance-words.ts';
import type { Language } from '../../shared/language.ts';
import { openingInWords } from '../../shared/opening-words.ts';
import { panelWords } from '../locale/panel-words.ts';
import { baseStyles } from '../style/controls.ts';
import { fullName, type ListedStore, openingTone } from './listed-store.ts';

const viewerTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * One store of the list: a button that picks it.
 *
 * @property {ListedStore} store
 * @property {number} now  the minute that opening words are said for, milliseconds of the epoch
 * @property {boolean} selected
 * @property {boolean} hovered  the pointer or focus is on its pin
 * @property {boolean} reachable  whether Tab stops here (the list roves)
 * @property {boolean} put  whether it went to this customer already
 */
export class StoreRow extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      button {
        display: grid;
        grid-template-columns: 22px minmax(0, 1fr);
        gap: 8px;
        width: 100%;
        height: 72px;
        padding: 7px 12px;
        border: 0;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
        color: var(--text);
        font: inherit;
        line-height: 19px;
        text-align: start;
        cursor: pointer;
      }
      button:hover,
      button.hovered {
        background: var(--surface-hover);
      }
      button[aria-pressed='true'] {
        background: var(--surface-selected);
        box-shadow: inset 3px 0 var(--accent);
      }
      button:focus-visible {
        outline-offset: -2px;
      }
      .number {
        width: 20px;
        height: 20px;
        border-radius: 10px;
        background: var(--accent);
        color: var(--on-accent);
        font-size: 12px;
        line-height: 20px;
        text-align: center;
      }
      .line {
        display: flex;
        gap: 8px;
      }
      .line > :first-child {
        flex: 1;
      }
      .name,
      .address,
      .hours {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .name {
        font-weight: 600;
      }
      .distance {
        font-variant-numeric: tabular-nums;
      }
      .hours,
      .address,
      .mark {
        font-size: 13px;
      }
      .address,
      .quiet {
        color: var(--text-quiet);
      }
      .good {
        color: var(--good);
      }
      .warn,
      .border {
        color: var(--warn);
      }
      .mark {
        white-space: nowrap;
      }
    `,
  ];
  static override properties = {
    store: { attribute: false },
    language: {},
    now: { type: Number },
    selected: { type: Boolean },
    hovered: { type: Boolean },
    reachable: { type: Boolean },
    put: { type: Boolean },
  };

  declare store: ListedStore;
  declare language: Language;
  declare now: number;
  declare selected: boolean;
  declare hovered: boolean;
  declare reachable: boolean;
  declare put: boolean;

  override render() {
    const { store, language, now } = this;
    const words = panelWords[language];
    const hours = openingInWords(store, { now: new Date(now), viewerTimeZone, language });
    return html`
      <button
        type="button"
        class=${this.hovered ? 'hovered' : ''}
        aria-pressed=${this.selected}
        tabindex=${this.reachable ? 0 : -1}
      >
        <span class="number">${store.number}</span>
        <span>
          <span class="line">
            <span class="name" title=${fullName(store)}>${fullName(store)}</span>
            <span class="distance">${distanceInWords(store.distanceMeters, language)}</span>
          </span>
          <span class="line">
            <span class="hours ${openingTone(store.open, now)}">${hours}</span>
            ${store.acrossBorder ? html`<span class="mark border">${words.acrossBorder}</span>` : nothing}
            ${this.put ? html`<span class="mark quiet">${words.wasPut}</span>` : nothing}
          </span>
          <span class="line"><span class="address">${store.address || words.noAddress}</span></span>
        </span>
      </button>
    `;
  }
}

customElements.define('store-row', StoreRow);
