import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../shared/language.ts';
import type { ListedCategory } from '../api/categories.ts';
import { kilometresInWords } from '../locale/formats.ts';
import { panelWords } from '../locale/panel-words.ts';
import { toolWords } from '../locale/tool-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../style/controls.ts';
import { NarrowEvent } from './events.ts';
import { type Inquiry, isFiltered, NO_FILTER } from './inquiry.ts';
import { toolRowStyles } from './tool-row-styles.ts';

const RADII_METERS = [1_000, 3_000, 10_000, 30_000, 100_000];
/** After the last key of a word; a request for every letter helps nobody. */
const PAUSE_MILLISECONDS = 300;

/**
 * Which stores are wanted: by words, by opening, within what radius, of which category.
 *
 * @property {Inquiry} inquiry
 * @property {readonly ListedCategory[]} categories  in the order of their tree
 * @fires {NarrowEvent} narrow
 */
export class StoreFilter extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    toolRowStyles,
    css`
      .chips {
        flex-wrap: nowrap;
        gap: 5px;
        padding: 3px;
        margin: -3px;
        overflow-x: auto;
        scrollbar-width: none;
      }
      .chips button {
        min-height: 24px;
        border-radius: 12px;
      }
      .count {
        margin-inline-start: 4px;
        color: var(--text-quiet);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];
  static override properties = {
    inquiry: { attribute: false },
    language: {},
    categories: { attribute: false },
  };

  declare inquiry: Inquiry;
  declare language: Language;
  declare categories: readonly ListedCategory[];

  #pause: ReturnType<typeof setTimeout> | undefined;
  #openid: string | undefined;

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
  }

  /** Another conversation's words are not for this one. */
  override willUpdate() {
    const { conversation } = this.inquiry;
    if (this.#openid !== conversation.openid) clearTimeout(this.#pause);
    this.#openid = conversation.openid;
  }

  override render() {
    const say = toolWords[this.language];
    const { filter } = this.inquiry;
    return html`
      <div class="row">
        <input
          type="text"
          autocomplete="off"
          maxlength="100"
          aria-label=${say.storeField}
          placeholder=${say.storeField}
          .value=${filter.text}
          @input=${this.#onStoreText}
          @compositionend=${this.#onStoreText}
        />
        <button
          type="button"
          aria-pressed=${filter.openNow}
          @click=${() => this.#narrow({ openNow: !filter.openNow })}
        >
          ${say.openNow}
        </button>
        ${this.#radius}
      </div>
      ${this.#chips}
    `;
  }

  get #radius() {
    const say = toolWords[this.language];
    const { radiusMeters } = this.inquiry.filter;
    return html`<select
      aria-label=${say.radius}
      @change=${(event: Event) => this.#narrow({ radiusMeters: Number(textOf(event)) || undefined })}
    >
      <option value="" ?selected=${radiusMeters === undefined}>${say.radius} ${say.radiusUsual}</option>
      ${RADII_METERS.map(
        (meters) => html`<option value=${meters} ?selected=${radiusMeters === meters}>
          ${say.radiusOf(kilometresInWords(meters, this.language))}
        </option>`,
      )}
    </select>`;
  }

  get #chips() {
    const words = panelWords[this.language];
    const say = toolWords[this.language];
    const { filter, counts } = this.inquiry;
    const present = this.categories.filter(({ id }) => id === filter.category || counts?.[id]);
    return html`<div class="row chips" role="group" aria-label=${say.categories} @wheel=${sideways}>
      ${
        isFiltered(filter)
          ? html`<button type="button" @click=${() => this.#narrow(NO_FILTER)}>${words.resetFilter}</button>`
          : nothing
      }
      <button
        type="button"
        aria-pressed=${filter.category === undefined}
        @click=${() => this.#narrow({ category: undefined })}
      >
        ${say.allCategories}
      </button>
      ${present.map(
        ({ id, name, nameEn }) => html`<button
          type="button"
          aria-pressed=${filter.category === id}
          @click=${() => this.#narrow({ category: filter.category === id ? undefined : id })}
        >
          ${this.language === 'en' ? nameEn : name}<span class="count">${counts?.[id]}</span>
        </button>`,
      )}
    </div>`;
  }

  #onStoreText(event: Event) {
    clearTimeout(this.#pause);
    if ((event as InputEvent).isComposing) return;
    const text = textOf(event);
    this.#pause = setTimeout(() => this.#narrow({ text }), PAUSE_MILLISECONDS);
  }

  #narrow(change: NarrowEvent['change']) {
    clearTimeout(this.#pause);
    this.dispatchEvent(new NarrowEvent(change));
  }
}

/** A mouse's wheel turns one way only; the chips lie across it. */
function sideways(event: WheelEvent) {
  const chips = event.currentTarget as HTMLElement;
  if (event.deltaX !== 0 || chips.scrollWidth <= chips.clientWidth) return;
  event.preventDefault();
  chips.scrollLeft += event.deltaY;
}

const textOf = ({ target }: Event): string => (target as HTMLInputElement | HTMLSelectElement).value;

customElements.define('store-filter', StoreFilter);

declare global {
  interface HTMLElementTagNameMap {
    'store-filter': StoreFilter;
  }
}
