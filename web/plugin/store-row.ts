import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { distanceInWords } from '../../shared/distance-words.ts';
import type { Language } from '../../shared/language.ts';
import type { StoreRecord } from '../../shared/nearby.ts';
import { openingInWords } from '../../shared/opening-words.ts';
import type { Position } from '../../shared/position.ts';
import { viewerTimeZone } from '../locale/formats.ts';
import { type PanelWords, panelWords } from '../locale/panel-words.ts';
import { baseStyles, buttonStyles } from '../style/controls.ts';
import { fullName, type ListedStore, openingTone } from './listed-store.ts';
import { storeRowStyles } from './store-row-styles.ts';

/**
 * One store of the list: a checkbox that picks it, and its details on demand.
 *
 * @property {ListedStore} store
 * @property {number} now  the minute that opening words are said for, milliseconds of the epoch
 * @property {boolean} selected
 * @property {boolean} hovered  the pointer or focus is on its pin
 * @property {boolean} reachable  whether Tab stops here (the list roves)
 * @property {boolean} put  whether it went to this customer already
 * @property {boolean} open  whether its details are shown
 * @property {Position | undefined} near  where the customer is, for a report about the store
 * @fires row-pick  RowPickEvent
 * @fires row-details  its details are wanted, or not any more
 */
export class StoreRow extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [baseStyles, buttonStyles, storeRowStyles];
  static override properties = {
    store: { attribute: false },
    language: {},
    now: { type: Number },
    selected: { type: Boolean },
    hovered: { type: Boolean, reflect: true },
    reachable: { type: Boolean },
    put: { type: Boolean },
    open: { type: Boolean },
    near: { attribute: false },
    reporting: { state: true },
  };

  declare store: ListedStore;
  declare language: Language;
  declare now: number;
  declare selected: boolean;
  declare hovered: boolean;
  declare reachable: boolean;
  declare put: boolean;
  declare open: boolean;
  declare near: Position | undefined;
  declare reporting: boolean;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('open') && !this.open) this.reporting = false;
  }

  override render() {
    const { store, language, now } = this;
    const words = panelWords[language];
    const hours = openingInWords(store, {
      now: new Date(now),
      viewerTimeZone: viewerTimeZone(),
      language,
    });
    return html`
      <button
        type="button"
        role="checkbox"
        class="row"
        aria-checked=${this.selected}
        tabindex=${this.reachable ? 0 : -1}
        @click=${(event: MouseEvent) => this.dispatchEvent(new RowPickEvent(event.shiftKey))}
      >
        <span class="marks"><span class="number">${store.number}</span><span class="box"></span></span>
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
      <button
        type="button"
        class="plain more"
        aria-expanded=${this.open}
        aria-label=${`${words.details} ${fullName(store)}`}
        tabindex="-1"
        @click=${() => this.dispatchEvent(new Event('row-details'))}
      >
        ${words.details}
      </button>
      ${this.open ? details(store, words) : nothing} ${this.open ? this.#report(words) : nothing}
    `;
  }

  #report(words: PanelWords) {
    if (!this.reporting) {
      return html`<button type="button" class="plain report" @click=${this.#onReport}>
        ${words.reportStore}
      </button>`;
    }
    return html`<report-form
      .store=${this.store.id}
      .near=${this.near}
      .language=${this.language}
    ></report-form>`;
  }

  /** Few agents ever report anything: what it takes comes then. */
  #onReport() {
    void import('./report-form.ts');
    this.reporting = true;
  }
}

/** The row was picked; with Shift, all since the last one. */
export class RowPickEvent extends Event {
  readonly range: boolean;
  constructor(range: boolean) {
    super('row-pick');
    this.range = range;
  }
}

function details(store: StoreRecord, words: PanelWords) {
  const spans = store.hoursToday?.map(([opens, closes]) => `${opens}–${closes}`).join(' ');
  const lines: [string, string | undefined | null][] = [
    [words.fullAddress, store.address],
    [words.phone, store.phones.join(' / ')],
    [words.hoursToday, spans === '' ? words.closedToday : spans],
    [words.services, store.services.join(' · ')],
    [words.storeNumber, store.sid],
  ];
  return html`<dl>
    ${lines.map(([name, value]) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : nothing))}
    <dt></dt>
    <dd><a href=${store.url} target="_blank" rel="noopener noreferrer">${words.storePage}</a></dd>
  </dl>`;
}

customElements.define('store-row', StoreRow);
