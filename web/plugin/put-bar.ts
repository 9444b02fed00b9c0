import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../shared/language.ts';
import type { StoreRecord } from '../../shared/nearby.ts';
import { panelWords } from '../locale/panel-words.ts';
import { baseStyles, buttonStyles, choiceStyles } from '../style/controls.ts';
import { CopyEvent, MessageLanguageEvent, PutEvent, SheetEvent } from './events.ts';
import type { MessageForm } from './inquiry.ts';
import { fullName } from './listed-store.ts';

const LANGUAGES: readonly Language[] = ['zh-CN', 'en'];

/**
 * What a press would put, in which language, and the buttons: into the input box, or on the clipboard where no client is.
 *
 * @property {readonly StoreRecord[]} offered  what a press puts, first choice first
 * @property {Language} messageLanguage
 * @property {ReadonlySet<MessageForm>} again  the forms in which just this went to this customer for this place already
 * @property {boolean} busy  a put is under way
 * @property {boolean} copying  no client is here
 * @property {boolean} previewing
 * @fires {PutEvent} put
 * @fires {CopyEvent} copy-offer
 * @fires {MessageLanguageEvent} message-language
 * @fires {SheetEvent} sheet
 */
export class PutBar extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    choiceStyles,
    css`
      :host {
        display: block;
        border-block-start: 1px solid var(--line);
        background: var(--surface);
      }
      .offer,
      .buttons {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        padding: 4px 12px 0;
      }
      .buttons {
        padding-block: 4px 5px;
      }
      .offered {
        display: flex;
        flex: 1;
        gap: 4px;
        min-width: 60px;
        margin: 0;
        color: var(--text-quiet);
        font-size: 13px;
        white-space: nowrap;
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .buttons button {
        flex: 1;
        padding: 0 8px;
      }
      .buttons .primary {
        flex: 2;
      }
    `,
  ];
  static override properties = {
    offered: { attribute: false },
    language: {},
    messageLanguage: {},
    again: { attribute: false },
    busy: { type: Boolean },
    copying: { type: Boolean },
    previewing: { type: Boolean },
  };

  declare offered: readonly StoreRecord[];
  declare language: Language;
  declare messageLanguage: Language;
  declare again: ReadonlySet<MessageForm>;
  declare busy: boolean;
  declare copying: boolean;
  declare previewing: boolean;

  override render() {
    const words = panelWords[this.language];
    return html`
      <div class="offer">
        ${this.#offer}
        <button
          type="button"
          class="plain"
          aria-expanded=${this.previewing}
          ?disabled=${this.offered.length === 0}
          @click=${() => this.dispatchEvent(new SheetEvent(this.previewing ? undefined : 'preview'))}
        >
          ${words.preview}
        </button>
        <div class="choice" role="group" aria-label=${words.messageLanguage}>
          ${LANGUAGES.map(
            (language) => html`<button
              type="button"
              lang=${language}
              aria-pressed=${language === this.messageLanguage}
              @click=${() => this.dispatchEvent(new MessageLanguageEvent(language))}
            >
              ${words.languageNames[language]}
            </button>`,
          )}
        </div>
      </div>
      <div class="buttons">
        ${
          this.copying
            ? html`${this.#copy('text', words.copyText)} ${this.#copy('link', words.copyLink)}`
            : html`${this.#put('news', words.putNews, words.putAgain)}
              ${this.#put('text', words.putText, words.putTextAgain)}
              ${this.#put('picture', words.putPicture, words.putPictureAgain)}`
        }
      </div>
    `;
  }

  get #offer() {
    const words = panelWords[this.language];
    const [first, ...more] = this.offered;
    const name = first ? fullName(first) : words.nothingToPut;
    return html`<p class="offered" aria-live="polite">
      <span class="name" title=${name}>${name}</span>
      ${more.length > 0 ? html`<span>${words.offeredMore(more.length)}</span>` : nothing}
    </p>`;
  }

  get #idle(): boolean {
    return this.busy || this.offered.length === 0;
  }

  #put(form: MessageForm, label: string, labelAgain: string) {
    return html`<button
      type="button"
      class=${form === 'news' ? 'primary' : ''}
      title=${form === 'news' ? 'Ctrl+Enter' : nothing}
      ?disabled=${this.#idle}
      @click=${() => this.dispatchEvent(new PutEvent(form))}
    >
      ${this.again.has(form) ? labelAgain : label}
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
