import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../shared/language.ts';
import type { StoreRecord } from '../../shared/nearby.ts';
import { panelWords } from '../locale/panel-words.ts';
import { baseStyles, buttonStyles } from '../style/controls.ts';
import { CopyEvent, PutEvent } from './events.ts';
import type { MessageForm } from './inquiry.ts';
import { fullName } from './listed-store.ts';

/**
 * What a press would put, and the buttons: into the input box, or on the clipboard where no client is.
 *
 * @property {readonly StoreRecord[]} offered  what a press puts, first choice first
 * @property {boolean} again  the article went to this customer for this place already
 * @property {boolean} busy  a put is under way
 * @property {boolean} copying  no client is here
 * @fires {PutEvent} put
 * @fires {CopyEvent} copy-offer
 */
export class PutBar extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: block;
        border-block-start: 1px solid var(--line);
        background: var(--surface);
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 8px 12px;
      }
      .offered {
        display: flex;
        flex: 1;
        gap: 4px;
        min-width: 0;
        margin: 0;
        color: var(--text-quiet);
        font-size: 13px;
        white-space: nowrap;
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      button {
        flex: none;
      }
    `,
  ];
  static override properties = {
    offered: { attribute: false },
    language: {},
    again: { type: Boolean },
    busy: { type: Boolean },
    copying: { type: Boolean },
  };

  declare offered: readonly StoreRecord[];
  declare language: Language;
  declare again: boolean;
  declare busy: boolean;
  declare copying: boolean;

  override render() {
    const words = panelWords[this.language];
    return html`
      <div class="bar">
        ${this.#offer}
        ${
          this.copying
            ? html`${this.#copy('text', words.copyText)} ${this.#copy('link', words.copyLink)}`
            : html`${this.#put('news', this.again ? words.putAgain : words.putNews)}
              ${this.#put('text', words.putText)} ${this.#put('picture', words.putPicture)}`
        }
      </div>
    `;
  }

  get #offer() {
    const words = panelWords[this.language];
    const [first, ...more] = this.offered;
    const name = first ? fullName(first) : words.nothingToPut;
    return html`<p class="offered">
      <span class="name" title=${name}>${name}</span>
      ${more.length > 0 ? html`<span>${words.offeredMore(more.length)}</span>` : nothing}
    </p>`;
  }

  get #idle(): boolean {
    return this.busy || this.offered.length === 0;
  }

  #put(form: MessageForm, label: string) {
    return html`<button
      type="button"
      class=${form === 'news' ? 'primary' : ''}
      ?disabled=${this.#idle}
      @click=${() => this.dispatchEvent(new PutEvent(form))}
    >
      ${label}
    </button>`;
  }

  #copy(what: 'text' | 'link', label: string) {
    return html`<button
      type="button"
      class=${what === 'text' ? 'primary' : ''}
      ?disabled=${this.#idle}
      @click=${() => this.dispatchEvent(new CopyEvent(what))}
    >
      ${label}
    </button>`;
  }
}

customElements.define('put-bar', PutBar);

declare global {
  interface HTMLElementTagNameMap {
    'put-bar': PutBar;
  }
}
