import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../shared/language.ts';
import { panelWords } from '../locale/panel-words.ts';
import { baseStyles, buttonStyles } from '../style/controls.ts';
import { NarrowEvent, ToolsToggleEvent } from './events.ts';
import { type Inquiry, isFiltered, NO_FILTER } from './inquiry.ts';

/**
 * What stands where the list will be: first use, the list's grey outline while a search runs, or why there is none and
 * the way on. The list itself is slotted.
 *
 * @property {Inquiry} inquiry
 * @property {boolean} restored  customers from before a reload are remembered, but who is here now is not known
 * @property {boolean} hostPresent  a chat client is here
 * @property {number} now  milliseconds of the epoch, for the countdown
 * @slot  the list, shown once there is one
 * @fires retry  the search should be tried again
 * @fires retry-lookup  the words should be looked up again
 * @fires {NarrowEvent} narrow
 * @fires {ToolsToggleEvent} tools-toggle
 */
export class ListPane extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: block;
      }
      .message {
        display: grid;
        justify-items: center;
        gap: 8px;
        padding: 28px 24px;
        color: var(--text-quiet);
        text-align: center;
      }
      h2 {
        margin: 0;
        color: var(--text);
        font-size: 15px;
        font-weight: 600;
      }
      p {
        margin: 0;
        line-height: 20px;
        text-wrap: balance;
      }
      .row {
        display: grid;
        grid-template-columns: 20px 1fr;
        gap: 9px 10px;
        height: 72px;
        padding: 10px 12px;
        border-block-end: 1px solid var(--line);
      }
      .row i {
        height: 10px;
        border-radius: 5px;
        background: var(--skeleton);
        grid-column: 2;
      }
      .row i:first-child {
        height: 20px;
        border-radius: 10px;
        grid-area: 1 / 1 / 3 / 2;
      }
      .row i:nth-child(2) {
        width: 55%;
      }
      .row i:nth-child(3) {
        width: 40%;
      }
      .row i:nth-child(4) {
        width: 75%;
      }
      .skeleton {
        animation: breathe 1.6s ease-in-out infinite alternate;
      }
      @keyframes breathe {
        from {
          opacity: 1;
        }
        to {
          opacity: 0.55;
        }
      }
    `,
  ];
  static override properties = {
    inquiry: { attribute: false },
    language: {},
    hostPresent: { type: Boolean },
    restored: { type: Boolean },
    now: { type: Number },
  };

  declare inquiry: Inquiry;
  declare language: Language;
  declare hostPresent: boolean;
  declare restored: boolean;
  declare now: number;

  /** Into the places to choose from, while there are such. */
  override focus() {
    this.renderRoot.querySelector('place-choice')?.focus();
  }

  override render() {
    const words = panelWords[this.language];
    const { search, place, lookup, filter } = this.inquiry;
    if (lookup.state !== 'none') {
      return html`<place-choice
        .lookup=${lookup}
        .language=${this.language}
        @retry=${() => this.dispatchEvent(new Event('retry-lookup'))}
      ></place-choice>`;
    }
    switch (search.state) {
      case 'none':
        if (this.restored) return this.#message(words.restored, words.restoredMore);
        return place || this.hostPresent
          ? this.#message(words.firstUse, words.firstUseMore, this.#typing)
          : this.#message(
              words.noHost,
              words.noHostMore,
              html`<a class="button" href="/client/" target="_blank" rel="noopener">${words.tryClient}</a>`,
            );
      case 'running':
      case 'waiting':
        return html`<div class="skeleton" aria-hidden="true">${[0, 1, 2].map(skeletonRow)}</div>`;
      case 'failed':
        return search.failure.kind === 'declined'
          ? this.#message(words.declined, search.failure.problem.detail, this.#retry)
          : this.#message(words.unreachable, words.unreachableMore, this.#retry);
      case 'found':
        return search.answer.stores.length > 0
          ? html`<slot></slot>`
          : isFiltered(filter)
            ? this.#message(words.nothingMatches, words.nothingMatchesMore, this.#reset)
            : this.#message(words.emptyCatalogue, words.emptyCatalogueMore, this.#retry);
    }
  }

  #message(title: string, more: string, way: unknown = nothing) {
    return html`<div class="message">
      <h2>${title}</h2>
      <p>${more}</p>
      ${way}
    </div>`;
  }

  get #typing() {
    return html`<button type="button" @click=${() => this.dispatchEvent(new ToolsToggleEvent(true))}>
      ${panelWords[this.language].noLocation}
    </button>`;
  }

  get #reset() {
    return html`<button type="button" @click=${() => this.dispatchEvent(new NarrowEvent(NO_FILTER))}>
      ${panelWords[this.language].resetFilter}
    </button>`;
  }

  get #retry() {
    return html`<button type="button" @click=${() => this.dispatchEvent(new Event('retry'))}>
      ${panelWords[this.language].retry}
    </button>`;
  }
}

const skeletonRow = () => html`<div class="row"><i></i><i></i><i></i><i></i></div>`;

customElements.define('list-pane', ListPane);

declare global {
  interface HTMLElementTagNameMap {
    'list-pane': ListPane;
  }
}
