import { css, html, LitElement, nothing } from 'lit';
import type { Datum } from '../../shared/datum.ts';
import type { Language } from '../../shared/language.ts';
import type { ListedCategory } from '../api/categories.ts';
import { kilometresInWords } from '../locale/formats.ts';
import { panelWords } from '../locale/panel-words.ts';
import { baseStyles, buttonStyles, choiceStyles, fieldStyles } from '../style/controls.ts';
import { DatumEvent, NarrowEvent, PlaceTextEvent } from './events.ts';
import { type Inquiry, isFiltered, NO_FILTER } from './inquiry.ts';

/** The one that most pasted coordinates have, first. */
const DATUMS: readonly Datum[] = ['gcj02', 'bd09', 'wgs84'];
const RADII_METERS = [1_000, 3_000, 10_000, 30_000, 100_000];
/** After the last key of a word; a request for every letter helps nobody. */
const PAUSE_MILLISECONDS = 300;

/**
 * Without a location message, or with too many stores: where the customer is in words, and which stores are wanted.
 *
 * @property {Inquiry} inquiry
 * @property {readonly ListedCategory[]} categories  in the order of their tree
 * @fires {PlaceTextEvent} place-text
 * @fires {NarrowEvent} narrow
 * @fires {DatumEvent} datum
 * @fires map-wanted  the place is to be picked on the map
 */
export class FindTools extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    choiceStyles,
    fieldStyles,
    css`
      :host {
        display: grid;
        gap: 5px;
        padding: 6px 12px;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
        font-size: 13px;
      }
      form,
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
        min-width: 0;
      }
      input {
        flex: 1 0 120px;
      }
      button {
        flex: none;
        min-height: 28px;
        padding: 0 8px;
        font-size: 13px;
      }
      [aria-pressed='true'] {
        background: var(--surface-selected);
        color: var(--good);
      }
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
  #openid: string | undefined;

  override render() {
    const words = panelWords[this.language];
    const { draft, filter, place } = this.inquiry;
    return html`
      <form @submit=${this.#onSubmit}>
        <input
          type="text"
          enterkeyhint="search"
          autocomplete="off"
          maxlength="2000"
          aria-label=${words.placeField}
          placeholder=${words.placeField}
          .value=${draft}
          @input=${(event: Event) => this.dispatchEvent(new PlaceTextEvent(textOf(event), false))}
          @keydown=${onlyOutsideComposition}
        />
        <button type="submit">${words.find}</button>
        <button
          type="button"
          @click=${() => this.dispatchEvent(new Event('map-wanted'))}
        >
          ${words.pick}
        </button>
      </form>
      ${
        place?.datumGuessed
          ? html`<div class="row">
              <span id="datum">${words.datumQuestion}</span>
              <div class="choice" role="group" aria-labelledby="datum">
                ${DATUMS.map((datum) => this.#datum(datum, place.datum))}
              </div>
            </div>`
          : nothing
      }
      <div class="row">
        <input
          type="text"
          autocomplete="off"
          maxlength="100"
          aria-label=${words.storeField}
          placeholder=${words.storeField}
          .value=${filter.text}
          @input=${this.#onStoreText}
          @compositionend=${this.#onStoreText}
        />
        <button
          type="button"
          aria-pressed=${filter.openNow}
          @click=${() => this.#narrow({ openNow: !filter.openNow })}
        >
          ${words.openNow}
        </button>
        ${this.#radius}
      </div>
      ${this.#chips}
    `;
  }

  #datum(datum: Datum, chosen: Datum | undefined) {
    return html`<button
      type="button"
      aria-pressed=${datum === chosen}
      @click=${() => this.dispatchEvent(new DatumEvent(datum))}
    >
      ${panelWords[this.language].datums[datum]}
    </button>`;
  }

  get #radius() {
    const words = panelWords[this.language];
    const { radiusMeters } = this.inquiry.filter;
    return html`<select
      aria-label=${words.radius}
      @change=${(event: Event) => this.#narrow({ radiusMeters: Number(textOf(event)) || undefined })}
    >
      <option value="" ?selected=${radiusMeters === undefined}>${words.radius} ${words.radiusUsual}</option>
      ${RADII_METERS.map(
        (meters) => html`<option value=${meters} ?selected=${radiusMeters === meters}>
          ${words.radiusOf(kilometresInWords(meters, this.language))}
        </option>`,
      )}
    </select>`;
  }

  get #chips() {
    const words = panelWords[this.language];
    const { filter, counts } = this.inquiry;
    const present = this.categories.filter(({ id }) => id === filter.category || counts?.[id]);
    return html`<div class="row chips" role="group" aria-label=${words.categories} @wheel=${sideways}>
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
        ${words.allCategories}
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

  #onSubmit(event: SubmitEvent) {
    event.preventDefault();
    // As typed: what the inquiry says may be older, while the page waits for an answer.
    const text = this.renderRoot.querySelector('input')!.value.trim();
    if (text !== '') this.dispatchEvent(new PlaceTextEvent(text, true));
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

/** Enter that ends the composition of an input method is not meant for the form; older engines send it there. */
function onlyOutsideComposition(event: KeyboardEvent) {
  if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) event.preventDefault();
}

customElements.define('find-tools', FindTools);

declare global {
  interface HTMLElementTagNameMap {
    'find-tools': FindTools;
  }
}
